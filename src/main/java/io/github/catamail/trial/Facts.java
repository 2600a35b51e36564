package io.github.catamail.trial;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What was learned of one server, for the warnings. Filled and read by the thread of the test. */
final class Facts {
    List<InetAddress> addresses = List.of();
    Duration lookUp = Duration.ZERO;
    Duration ownLookUp = Duration.ZERO;
    final List<String> dead = new ArrayList<>();
    /** Null before a connection is open, and where a proxy knows it. */
    @Nullable InetAddress address;

    /** Whether its first words were those of a mail server, be it a refusal. */
    boolean spokeSmtp;

    String heloName = "";
    /** What the server offers, as of its last reply to EHLO. */
    List<String> offers = List.of();

    @Nullable SSLSession tls;

    boolean offersStarttls() {
        return offers.stream().anyMatch(offer -> offer.equalsIgnoreCase("STARTTLS"));
    }
}
