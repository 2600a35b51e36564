package io.github.catamail.testing.smtp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The beginning of a server for IMAP or POP3, up to TLS and no further; or one that does whatever a test wants. */
public final class MailboxServer implements AutoCloseable {
    private static final int LONGEST_LINE = 1000;

    private final LoopbackServer server;

    /** What such a server does with a connection. */
    @FunctionalInterface
    public interface Talk {
        void with(Line line) throws IOException;
    }

    /** One connection, line by line. */
    public record Line(Wire wire, @Nullable SSLContext context) {
        public void say(String text) throws IOException {
            wire.write(text + "\r\n");
            wire.flush();
        }

        public String hear() throws IOException {
            return wire.readLine(LONGEST_LINE).strip();
        }

        /** Goes on over TLS, and then says nothing more. */
        public void beginTls() throws IOException {
            SSLContext certificates = Objects.requireNonNull(context, "there is no TLS");
            TlsOptions options = new TlsOptions(
                    TlsOptions.Mode.STARTTLS, certificates, TlsOptions.ClientCertificate.NONE, List.of(), false);
            if (new Handshake(options, certificates).carryOut(wire, new Ledger()) != null) {
                wire.listenInSilence();
            }
        }
    }

    private MailboxServer(@Nullable SSLContext context, Talk talk) {
        server = new LoopbackServer("mailbox", 0, 0, 0, (wire, connection) -> talk.with(new Line(wire, context)));
        server.start();
    }

    /** A server that does this. */
    public static MailboxServer doing(@Nullable SSLContext context, Talk talk) {
        return new MailboxServer(context, talk);
    }

    /** An IMAP server with these capabilities, one of which may be STARTTLS. */
    public static MailboxServer imap(@Nullable SSLContext context, String capabilities) {
        return new MailboxServer(context, line -> {
            line.say("* OK imap.test ready");
            while (true) {
                String heard = line.hear();
                String tag = heard.substring(0, heard.indexOf(' '));
                switch (heard.substring(tag.length() + 1).toUpperCase(Locale.ROOT)) {
                    case "CAPABILITY" -> {
                        line.say("* CAPABILITY " + capabilities);
                        line.say(tag + " OK done");
                    }
                    case "STARTTLS" -> {
                        line.say(tag + " OK begin TLS");
                        line.beginTls();
                        return;
                    }
                    default -> line.say(tag + " BAD unknown");
                }
            }
        });
    }

    /** A POP3 server with these capabilities, one of which may be STLS; with none, it does not know CAPA. */
    public static MailboxServer pop3(@Nullable SSLContext context, String... capabilities) {
        return new MailboxServer(context, line -> {
            line.say("+OK pop.test ready");
            while (true) {
                switch (line.hear().toUpperCase(Locale.ROOT)) {
                    case "CAPA" -> {
                        if (capabilities.length == 0) {
                            line.say("-ERR unknown command");
                        } else {
                            line.say("+OK\r\n" + String.join("\r\n", capabilities) + "\r\n.");
                        }
                    }
                    case "STLS" -> {
                        if (context == null) {
                            line.say("-ERR unknown command");
                        } else {
                            line.say("+OK begin TLS");
                            line.beginTls();
                            return;
                        }
                    }
                    default -> line.say("-ERR unknown command");
                }
            }
        });
    }

    public int port() {
        return server.port();
    }

    public int connections() {
        return server.accepted();
    }

    @Override
    public void close() {
        server.close();
    }
}
