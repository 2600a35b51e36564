package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.smtp.Stage;
import javax.net.ssl.SSLContext;

/** Offers STARTTLS and refuses it when it is asked for. */
public final class StarttlsRefused extends MisbehavingServer {
    public StarttlsRefused(SSLContext context) {
        super(usual().starttls(context)
                .authBeforeTls()
                .reply(Stage.STARTTLS, "454 4.7.0 TLS not available due to local problem"));
    }
}
