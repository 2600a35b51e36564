package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Topic;
import io.github.catamail.smtp.TimedSocket;
import io.github.catamail.tls.ServerInspection;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to look at a server: with TLS from the first byte, or after STARTTLS; and the choice between the two. */
final class Visit {
    /** How long a server on a port that says nothing may be silent before TLS is tried from the first byte. */
    private static final Duration BEFORE_GUESSING_AGAIN = Duration.ofSeconds(3);

    private static final int MOST_TRIES = 3;

    private final CertificateRequest request;
    private final Dial dial;
    private final Journal journal;
    private final Clock clock;

    Visit(CertificateRequest request, Dial dial, Journal journal, Clock clock) {
        this.request = request;
        this.dial = dial;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What was seen.
     *
     * @param certificates the certificates and what they are worth
     * @param security how TLS began
     * @param protocol what the server speaks; null if neither it said so nor the port
     */
    record Sight(
            ServerInspection certificates,
            ConnectionSecurity security,
            @Nullable MailProtocol protocol) {}

    /** Looks at the server in the way that was asked for, or in the likeliest, and if that is the wrong one in the other. */
    Sight make() throws FetchFailure {
        List<InetAddress> addresses = journal.step("DNS", dial::addresses);
        ConnectionSecurity security = likeliest();
        Duration patience = isGuess() && MailProtocol.of(request.port()) == null
                ? shorter(BEFORE_GUESSING_AGAIN, request.readTimeout())
                : request.readTimeout();
        FetchFailure first = null;
        for (int tries = 1; ; tries++) {
            try {
                return make(addresses, security, patience);
            } catch (FetchFailure failure) {
                ConnectionSecurity other = failure.promising();
                if (!isGuess() || other == null || other == security || tries == MOST_TRIES) {
                    throw first != null && failure.isVague() ? both(first) : advised(failure);
                }
                journal.goOn("port " + request.port() + ": trying "
                        + (other == ConnectionSecurity.IMPLICIT_TLS ? "TLS from the first byte" : "STARTTLS")
                        + " instead");
                first = failure;
                security = other;
                patience = request.readTimeout();
            }
        }
    }

    private Sight make(List<InetAddress> addresses, ConnectionSecurity security, Duration patience)
            throws FetchFailure {
        TimedSocket socket = journal.step("connection", details -> dial.connect(addresses, details));
        try {
            MailProtocol protocol = security == ConnectionSecurity.IMPLICIT_TLS
                    ? expectedProtocol()
                    : upgrade(new Conversation(socket, request.readTimeout()), patience);
            ServerInspection seen =
                    journal.step("TLS", details -> new Handshake(request, security, clock).make(socket, details));
            return new Sight(seen, security, protocol);
        } finally {
            TimedSocket.discard(socket);
        }
    }

    private MailProtocol upgrade(Conversation conversation, Duration patience) throws FetchFailure {
        MailProtocol protocol = journal.step("greeting", details -> {
            String line = conversation.greeting(patience);
            MailProtocol spoken = MailProtocol.ofGreeting(line);
            if (spoken == null) {
                throw new FetchFailure(
                        Topic.BAD_GREETING,
                        "what answers there speaks neither SMTP nor IMAP nor POP3: it greeted with "
                                + Said.quoted(line),
                        "Check the port");
            }
            MailProtocol wanted = request.protocol();
            if (wanted != null && wanted != spoken) {
                throw new FetchFailure(
                        Topic.BAD_GREETING,
                        "the server speaks " + spoken + ", not " + wanted + ": it greeted with " + Said.quoted(line),
                        "Leave --protocol out, or check the port");
            }
            Upgrade.of(spoken).greeted(conversation, line);
            details.add(Said.of(line));
            return spoken;
        });
        Upgrade.of(protocol).carryOut(conversation, journal);
        return protocol;
    }

    private boolean isGuess() {
        return request.security() == null;
    }

    private ConnectionSecurity likeliest() {
        ConnectionSecurity wanted = request.security();
        if (wanted != null) {
            return wanted;
        }
        return MailProtocol.isTlsPort(request.port()) ? ConnectionSecurity.IMPLICIT_TLS : ConnectionSecurity.STARTTLS;
    }

    private @Nullable MailProtocol expectedProtocol() {
        MailProtocol wanted = request.protocol();
        return wanted == null ? MailProtocol.of(request.port()) : wanted;
    }

    /** Where the way was not to be found out, the other one is only talked of. */
    private static FetchFailure advised(FetchFailure failure) {
        return failure.promising() == ConnectionSecurity.IMPLICIT_TLS
                ? failure.advising(". If the port speaks TLS from the first byte, use --implicit")
                : failure;
    }

    private static FetchFailure both(FetchFailure first) {
        return first.adding(
                first.promising() == ConnectionSecurity.IMPLICIT_TLS
                        ? ", and it does not speak TLS from the first byte either"
                        : "");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
