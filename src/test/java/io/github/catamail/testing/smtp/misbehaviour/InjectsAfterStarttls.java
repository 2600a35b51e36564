package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.smtp.Stage;
import javax.net.ssl.SSLContext;

/**
 * Sends, in one packet with the 220 to STARTTLS and in clear, what an attacker would have the client take for the reply to
 * its next EHLO (compare CVE-2011-0411). A client must not carry it over into TLS. The forged reply announces
 * {@link #FORGED} and no other extension.
 */
public final class InjectsAfterStarttls extends MisbehavingServer {
    public static final String FORGED = "X-FORGED";

    public InjectsAfterStarttls(SSLContext context) {
        super(usual().starttls(context)
                .requireTls()
                .reply(Stage.STARTTLS, "220 2.0.0 Ready to start TLS", "250-forged.test", "250 " + FORGED));
    }
}
