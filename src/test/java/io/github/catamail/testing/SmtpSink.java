package io.github.catamail.testing;

import io.github.catamail.testing.smtp.AuthAttempt;
import io.github.catamail.testing.smtp.AuthOptions;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.smtp.Rejection;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.SinkOptions;
import io.github.catamail.testing.smtp.SmtpServer;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.TlsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A submission server (RFC 6409) on a free port of the loopback interface that keeps what it is sent.
 *
 * <pre>{@code
 * try (SmtpSink sink = SmtpSink.builder().starttls(context).user("app@example.com", "secret").requireAuth().start()) {
 *     send(sink.host(), sink.port());
 *     assertThat(sink.awaitMail(1).get(0).to()).containsExactly("joe@example.com");
 * }
 * }</pre>
 *
 * <p>It is strict: an ESMTP parameter that was not announced, a non-ASCII address without SMTPUTF8 or a command that ends
 * with a bare line feed is refused. A message is in {@link #mails} before its 250 is sent. Thread-safe.
 */
public final class SmtpSink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SmtpServer server;

    private SmtpSink(SmtpServer server) {
        this.server = server;
    }

    /** Returns a builder of a server in clear that wants no login and announces what Postfix does. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the name to connect to; it is also good for certificates. */
    public String host() {
        return "localhost";
    }

    public int port() {
        return server.port();
    }

    /** Returns the messages taken so far. */
    public List<ReceivedMail> mails() {
        return server.mails();
    }

    /** Waits until so many messages have been taken, 10 seconds at most. */
    public List<ReceivedMail> awaitMail(int count) {
        return awaitMail(count, PATIENCE);
    }

    /**
     * Waits until so many messages have been taken.
     *
     * @throws AssertionError when they do not come in time; it shows the commands seen
     */
    public List<ReceivedMail> awaitMail(int count, Duration timeout) {
        return server.awaitMails(count, timeout);
    }

    /** Returns the commands of all connections in the order in which they came, secrets replaced by {@code ***}. */
    public List<String> commands() {
        return server.commands();
    }

    /** Returns the commands of one connection, counted from 1. */
    public List<String> commands(int connection) {
        return server.commands(connection);
    }

    /**
     * Returns the commands of one connection in groups, one for each round trip: the commands of one group came before
     * the client could have seen the reply to any of them.
     */
    public List<List<String>> turns(int connection) {
        return server.turns(connection);
    }

    /** Returns all logins tried, with the secrets. */
    public List<AuthAttempt> logins() {
        return server.logins();
    }

    /** Returns the reasons of the TLS handshakes that failed. */
    public List<String> failedHandshakes() {
        return server.failedHandshakes();
    }

    /** Waits until so many TLS handshakes have failed; they may do so after the client has given up. */
    public List<String> awaitFailedHandshakes(int count) {
        return server.awaitFailedHandshakes(count, PATIENCE);
    }

    /** Returns how many connections were ever accepted. */
    public int connections() {
        return server.connections();
    }

    /** Returns how many connections are open. */
    public int openConnections() {
        return server.openConnections();
    }

    /** Returns how many connections were open at the same time, at most. */
    public int mostOpenConnections() {
        return server.mostOpenConnections();
    }

    /** Waits until exactly so many connections are open. */
    public void awaitOpenConnections(int count) {
        server.awaitOpenConnections(count, PATIENCE);
    }

    /** Closes all open connections without a word. */
    public void dropConnections() {
        server.dropConnections();
    }

    /** Sends "421 4.4.2 ... timeout exceeded" on all open connections, which should be idle, and closes them. */
    public void timeOutConnections() {
        server.timeOutConnections();
    }

    /** Breaks all connections and stops listening, as for the first half of a restart; waits for the threads to end. */
    public void goDown() {
        server.goDown();
    }

    /** Listens on the same port again, with all that it has learned, after {@link #goDown}. */
    public void comeBack() {
        server.comeBack();
    }

    /** Returns how often each message was taken, by Message-ID. */
    public Map<String, Integer> copies() {
        return server.copies();
    }

    /** Breaks all connections, stops listening and waits for the threads to end. */
    @Override
    public void close() {
        server.close();
    }

    /** Says what the server offers and refuses. Not thread-safe. */
    public static final class Builder {
        private final List<String> extensions = new ArrayList<>(
                List.of("PIPELINING", "SIZE", "8BITMIME", "DSN", "ENHANCEDSTATUSCODES", "CHUNKING", "SMTPUTF8"));
        private final Map<String, String> passwords = new LinkedHashMap<>();
        private final Map<String, String> tokens = new LinkedHashMap<>();
        private final List<Rejection> senders = new ArrayList<>();
        private final List<Rejection> recipients = new ArrayList<>();
        private final List<Quirk> quirks = new ArrayList<>();
        private @Nullable List<String> mechanisms;
        private Reply greeting = Reply.lines("220 sink.test ESMTP");
        private long maximumSize = 35_882_577;
        private int receiveBuffer;
        private TlsOptions.Mode tlsMode = TlsOptions.Mode.NONE;
        private @Nullable SSLContext context;
        private TlsOptions.ClientCertificate clientCertificate = TlsOptions.ClientCertificate.NONE;
        private List<String> protocols = List.of();
        private boolean tlsRequired;
        private boolean authRequired;
        private boolean authBeforeTls;

        private Builder() {}

        /** No TLS; the default. */
        public Builder plain() {
            tlsMode = TlsOptions.Mode.NONE;
            context = null;
            return this;
        }

        /** TLS from the first byte, as on port 465. */
        public Builder implicitTls(SSLContext serverContext) {
            tlsMode = TlsOptions.Mode.IMPLICIT;
            context = serverContext;
            return this;
        }

        /** STARTTLS is offered, not required. */
        public Builder starttls(SSLContext serverContext) {
            tlsMode = TlsOptions.Mode.STARTTLS;
            context = serverContext;
            return this;
        }

        /** Refuses mail and AUTH before STARTTLS with 530 5.7.0. */
        public Builder requireTls() {
            tlsRequired = true;
            return this;
        }

        /** Speaks these protocol versions only, such as {@code TLSv1.2}. */
        public Builder tlsProtocols(String... versions) {
            protocols = List.of(versions);
            return this;
        }

        /** Fails the handshake of a client without a trusted certificate. */
        public Builder needClientCertificate() {
            clientCertificate = TlsOptions.ClientCertificate.NEEDED;
            return this;
        }

        /** Asks for a client certificate and goes on without one. */
        public Builder wantClientCertificate() {
            clientCertificate = TlsOptions.ClientCertificate.WANTED;
            return this;
        }

        /** Adds a user who logs in with a password, by PLAIN or LOGIN. */
        public Builder user(String name, String password) {
            passwords.put(name, password);
            return this;
        }

        /** Adds a user who logs in with a bearer token, by XOAUTH2 or OAUTHBEARER. */
        public Builder token(String user, String token) {
            tokens.put(user, token);
            return this;
        }

        /**
         * Announces these mechanisms. Without this call: PLAIN and LOGIN when there is a password, XOAUTH2 and OAUTHBEARER
         * when there is a token. One that the server does not know is announced all the same and refused with 504.
         */
        public Builder mechanisms(String... names) {
            mechanisms = List.of(names);
            return this;
        }

        /** Refuses mail without a login with 530 5.7.0. */
        public Builder requireAuth() {
            authRequired = true;
            return this;
        }

        /** Offers AUTH before STARTTLS too. */
        public Builder authBeforeTls() {
            authBeforeTls = true;
            return this;
        }

        /** Announces these extensions (SIZE without its number) and no others but STARTTLS and AUTH. */
        public Builder extensions(String... keywords) {
            extensions.clear();
            extensions.addAll(List.of(keywords));
            return this;
        }

        /** Announces all that it would but these. */
        public Builder without(String... keywords) {
            extensions.removeAll(List.of(keywords));
            return this;
        }

        /** Announces and enforces a largest size of a message in bytes. */
        public Builder maximumSize(long bytes) {
            maximumSize = bytes;
            return this;
        }

        /** Takes a receive buffer of so many bytes, so that a client's writes stall soon when the server does not read. */
        public Builder receiveBuffer(int bytes) {
            receiveBuffer = bytes;
            return this;
        }

        /** Refuses senders with a reply given as its complete lines. */
        public Builder rejectSender(Predicate<String> address, String... reply) {
            senders.add(new Rejection(address, Reply.lines(reply)));
            return this;
        }

        /** Refuses recipients with a reply given as its complete lines. */
        public Builder rejectRecipient(Predicate<String> address, String... reply) {
            recipients.add(new Rejection(address, Reply.lines(reply)));
            return this;
        }

        /** Greets with these lines. After a greeting that is not a 220, all commands but QUIT are refused. */
        public Builder greeting(String... lines) {
            greeting = Reply.lines(lines);
            return this;
        }

        /** Always gives this reply at a stage, as its complete lines. */
        public Builder reply(Stage stage, String... lines) {
            return quirk(Quirk.replying(stage, Reply.lines(lines)));
        }

        /** Adds a quirk; of several, each sees the reply of the one before it. */
        public Builder quirk(Quirk quirk) {
            quirks.add(quirk);
            return this;
        }

        /** Starts the server. */
        public SmtpSink start() {
            TlsOptions tls = new TlsOptions(tlsMode, context, clientCertificate, protocols, tlsRequired);
            AuthOptions auth = new AuthOptions(
                    Map.copyOf(passwords), Map.copyOf(tokens), announcedMechanisms(), authRequired, authBeforeTls);
            return new SmtpSink(new SmtpServer(
                    new SinkOptions(
                            greeting,
                            List.copyOf(extensions),
                            maximumSize,
                            tls,
                            auth,
                            List.copyOf(senders),
                            List.copyOf(recipients),
                            quirks.stream().reduce(Quirk.NONE, Quirk::then)),
                    receiveBuffer));
        }

        private List<String> announcedMechanisms() {
            if (mechanisms != null) {
                return mechanisms;
            }
            List<String> names = new ArrayList<>();
            if (!passwords.isEmpty()) {
                names.addAll(List.of("PLAIN", "LOGIN"));
            }
            if (!tokens.isEmpty()) {
                names.addAll(List.of("XOAUTH2", "OAUTHBEARER"));
            }
            return names;
        }
    }
}
