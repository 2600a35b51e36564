package io.github.catamail.testing.smtp.misbehaviour;

import static io.github.catamail.testing.smtp.RawClient.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.RawClient;
import io.github.catamail.testing.smtp.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class MisbehavingServersTest {
    /** Silence is proven by this much of it; longer makes the tests slower, not better. */
    private static final int SILENCE_MILLIS = 150;

    private static final TestIdentity ROOT = TestCertificates.root("Test CA");
    private static final SSLContext SERVER =
            ROOT.issue("localhost").dns("localhost").mint().serverContext();
    private static final SSLContext CLIENT = ROOT.issue("client").mint().serverContext(ROOT);

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"IDLE", "CONTENT", "STORED", "OTHER"})
    void aSilentServerAnswersUpToItsStageAndNoFurther(Stage stage) throws Exception {
        try (SilentServer server = SilentServer.at(stage, withTls());
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(stage, client);
            client.readTimeout(SILENCE_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"IDLE", "CONTENT", "STORED", "OTHER"})
    void aClosingServerAnswersUpToItsStageAndHangsUp(Stage stage) throws Exception {
        try (ClosingServer server = ClosingServer.at(stage, withTls());
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(stage, client);
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void aResettingServerBreaksTheConnection() throws Exception {
        try (ClosingServer server = ClosingServer.resettingAt(Stage.MAIL);
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(Stage.MAIL, client);
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(client::read)
                    .withMessage("Connection reset");
        }
    }

    @Test
    void aClosingServerCanHangUpInTheMiddleOfTheMessage() throws Exception {
        try (ClosingServer server = ClosingServer.at(Stage.CONTENT);
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(Stage.DATA, client);
            assertThat(client.reply()).isEqualTo("354 End data with <CR><LF>.<CR><LF>");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "FINAL_DOT", "RSET", "NOOP", "QUIT"})
    void aDrippingServerSendsALittleAndNoEnd(Stage stage) throws Exception {
        try (DrippingServer server = DrippingServer.at(stage);
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(stage, client);
            StringBuilder received = new StringBuilder();
            while (received.length() < 11) {
                received.append((char) client.read());
            }
            assertThat(received.toString()).matches("(2..|354)-wait\r\n[23]");
        }
    }

    @Test
    void aDrippingServerCanSendALineWithoutEnd() throws Exception {
        try (DrippingServer server = DrippingServer.inOneLineAt(Stage.GREETING);
                RawClient client = RawClient.connect(server.host(), server.port())) {
            for (char octet : "220 wait wa".toCharArray()) {
                assertThat(client.read()).isEqualTo(octet);
            }
        }
    }

    @Test
    void aDrippingServerCanSendATlsRecordWithoutEnd() throws Exception {
        try (DrippingServer server = DrippingServer.at(Stage.TLS_HANDSHAKE, withTls());
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(Stage.TLS_HANDSHAKE, client);
            for (int octet : new int[] {22, 3, 3, 64, 0, 0, 0}) {
                assertThat(client.read()).isEqualTo(octet);
            }
        }
    }

    @Test
    void aConnectionIsNeitherAcceptedNorRefused() throws Exception {
        try (NeverAccepts server = new NeverAccepts();
                Socket socket = new Socket()) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(
                            () -> socket.connect(new InetSocketAddress(server.host(), server.port()), SILENCE_MILLIS));
        }
    }

    @Test
    void greetings() throws Exception {
        try (Greets421 busy = new Greets421();
                Greets554 closed = new Greets554();
                GarbageGreeting web = new GarbageGreeting();
                RawClient first = RawClient.connect(busy.host(), busy.port());
                RawClient second = RawClient.connect(closed.host(), closed.port());
                RawClient third = RawClient.connect(web.host(), web.port())) {
            assertThat(first.reply()).isEqualTo("421 4.7.0 sink.test Error: too many connections");
            assertThat(first.read()).isEqualTo(-1);
            assertThat(second.reply()).isEqualTo("554 5.7.1 sink.test No SMTP service for you");
            assertThat(second.ask("EHLO client.test")).isEqualTo("503 5.5.1 No service here, say QUIT");
            assertThat(second.ask("QUIT")).isEqualTo("221 2.0.0 Bye");
            assertThat(third.reply()).isEqualTo("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void theServiceEndsAtAStageOrAfterSomeMails() throws Exception {
        try (Replies421 stage = Replies421.at(Stage.RCPT);
                Replies421 later = Replies421.afterMails(1, MisbehavingServer.usual());
                RawClient first = RawClient.connect(stage.host(), stage.port());
                RawClient second = RawClient.connect(later.host(), later.port())) {
            talkUpTo(Stage.RCPT, first);
            assertThat(first.reply()).isEqualTo("421 4.3.2 sink.test Service shutting down");
            assertThat(first.read()).isEqualTo(-1);
            talkUpTo(Stage.FINAL_DOT, second);
            assertThat(second.reply()).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(second.ask("MAIL FROM:<a@example.com>"))
                    .isEqualTo("421 4.7.0 sink.test Too many messages on this connection");
            assertThat(second.read()).isEqualTo(-1);
        }
    }

    @Test
    void commandsAreRejectedAndTheConnectionGoesOn() throws Exception {
        try (Rejects message = Rejects.message("554 5.6.0 Message content rejected");
                Rejects name = Rejects.ehloName();
                RawClient first = RawClient.connect(message.host(), message.port());
                RawClient second = RawClient.connect(name.host(), name.port())) {
            talkUpTo(Stage.FINAL_DOT, first);
            assertThat(first.reply()).isEqualTo("554 5.6.0 Message content rejected");
            assertThat(first.ask("NOOP")).isEqualTo("250 2.0.0 Ok");
            assertThat(message.sink().mails()).isEmpty();
            second.reply();
            assertThat(second.ask("EHLO a_b")).isEqualTo("501 Syntactically invalid HELO argument(s)");
            assertThat(second.ask("HELO a_b")).isEqualTo("501 Syntactically invalid HELO argument(s)");
            assertThat(second.ask("MAIL FROM:<a@example.com>")).isEqualTo("503 5.5.1 Say EHLO first");
        }
        for (Stage stage : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA)) {
            try (Rejects server = Rejects.at(stage, MisbehavingServer.usual(), "451 4.3.0 No");
                    RawClient client = RawClient.connect(server.host(), server.port())) {
                talkUpTo(stage, client);
                assertThat(client.reply()).isEqualTo("451 4.3.0 No");
            }
        }
    }

    @Test
    void starttlsIsMissingOrRefused() throws Exception {
        try (StarttlsStripped stripped = new StarttlsStripped();
                StarttlsRefused refused = new StarttlsRefused(SERVER);
                RawClient first = RawClient.connect(stripped.host(), stripped.port());
                RawClient second = RawClient.connect(refused.host(), refused.port())) {
            first.reply();
            assertThat(first.ask("EHLO client.test")).doesNotContain("STARTTLS").contains("AUTH PLAIN LOGIN");
            second.reply();
            assertThat(second.ask("EHLO client.test")).contains("STARTTLS");
            assertThat(second.ask("STARTTLS")).isEqualTo("454 4.7.0 TLS not available due to local problem");
            assertThat(second.ask("NOOP")).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void injectedBytesComeInOnePacketWithTheReplyToStarttls() throws Exception {
        try (InjectsAfterStarttls server = new InjectsAfterStarttls(SERVER);
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(Stage.STARTTLS, client);
            assertThat(client.reply()).isEqualTo("220 2.0.0 Ready to start TLS");
            assertThat(client.reply()).isEqualTo("250-forged.test\n250 X-FORGED");
            client.handshake(CLIENT);
            assertThat(client.ask("NOOP")).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void authIsMissingOrOfAnotherKind() throws Exception {
        try (NoAuthOffered none = new NoAuthOffered();
                OffersOnly other = new OffersOnly("NTLM", "GSSAPI");
                RawClient first = RawClient.connect(none.host(), none.port());
                RawClient second = RawClient.connect(other.host(), other.port())) {
            first.reply();
            assertThat(first.ask("EHLO client.test")).doesNotContain("AUTH");
            assertThat(first.ask("MAIL FROM:<a@example.com>")).isEqualTo("530 5.7.0 Authentication required");
            second.reply();
            assertThat(second.ask("EHLO client.test")).endsWith("250 AUTH NTLM GSSAPI");
            assertThat(second.ask("AUTH NTLM")).isEqualTo("504 5.5.4 Unrecognized authentication type");
        }
    }

    @Test
    void aRightPasswordIsRejectedWithTheRepliesOfTheBigProviders() throws Exception {
        for (RejectsAuth server : List.of(
                RejectsAuth.gmailBadCredentials(),
                RejectsAuth.gmailAppPasswordRequired(),
                RejectsAuth.microsoftTenantDisabled(),
                RejectsAuth.microsoftBasicDisabled(),
                RejectsAuth.microsoftUnsuccessful(),
                RejectsAuth.microsoftBasicGone(),
                RejectsAuth.temporarily())) {
            try (server;
                    RawClient client = RawClient.connect(server.host(), server.port())) {
                talkUpTo(Stage.AUTH, client);
                assertThat(client.reply()).matches("(?s)(535|534|550|454)[ -].*");
                assertThat(client.ask("MAIL FROM:<a@example.com>")).isEqualTo("530 5.7.0 Authentication required");
                assertThat(server.sink().logins()).hasSize(1);
            }
        }
    }

    @Test
    void aTokenIsAnsweredWithJson() throws Exception {
        try (Xoauth2Says334Json server = new Xoauth2Says334Json();
                RawClient client = RawClient.connect(server.host(), server.port())) {
            client.reply();
            client.ask("EHLO client.test");
            assertThat(client.ask("AUTH XOAUTH2 " + base64("user=a\1auth=Bearer t\1\1")))
                    .isEqualTo("334 "
                            + base64("{\"status\":\"400\",\"schemes\":\"Bearer\","
                                    + "\"scope\":\"https://mail.google.com/\"}"));
            assertThat(client.ask("")).isEqualTo("535 5.7.8 Authentication credentials invalid");
        }
    }

    @Test
    void writesToAServerThatStopsReadingStall() throws Exception {
        try (StopsReading server = StopsReading.after(10);
                RawClient client = RawClient.connect(server.host(), server.port())) {
            talkUpTo(Stage.DATA, client);
            client.reply();
            byte[] large = new byte[32 * 1024 * 1024];
            Arrays.fill(large, (byte) 'x');
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    client.send(large);
                } catch (IOException closed) {
                    throw new UncheckedIOException(closed);
                }
            });

            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> writing.get(SILENCE_MILLIS, TimeUnit.MILLISECONDS));
            server.sink().dropConnections();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> writing.get(10, TimeUnit.SECONDS));
        }
    }

    private static SmtpSink.Builder withTls() {
        return MisbehavingServer.usual().starttls(SERVER).authBeforeTls();
    }

    /** Sends all commands up to the one of the stage and reads all replies before that one's. */
    private static void talkUpTo(Stage stage, RawClient client) throws IOException {
        if (stage == Stage.CONNECT || stage == Stage.GREETING) {
            return;
        }
        client.reply();
        if (stage == Stage.EHLO) {
            client.send("EHLO client.test\r\n");
            return;
        }
        client.ask("EHLO client.test");
        switch (stage) {
            case STARTTLS -> client.send("STARTTLS\r\n");
            case TLS_HANDSHAKE -> client.ask("STARTTLS");
            case AUTH -> client.send("AUTH PLAIN " + base64("\0app@example.com\0secret") + "\r\n");
            case RSET, NOOP, QUIT -> client.send(stage + "\r\n");
            default -> talkOfMailUpTo(stage, client);
        }
    }

    private static void talkOfMailUpTo(Stage stage, RawClient client) throws IOException {
        List<Stage> stages = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.FINAL_DOT);
        List<String> lines = List.of("MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "DATA", "hello\r\n.");
        int last = stages.indexOf(stage);
        for (String line : lines.subList(0, last)) {
            client.ask(line);
        }
        client.send(lines.get(last) + "\r\n");
    }
}
