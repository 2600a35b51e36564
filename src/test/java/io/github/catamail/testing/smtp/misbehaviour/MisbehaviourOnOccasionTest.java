package io.github.catamail.testing.smtp.misbehaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.RawClient;
import io.github.catamail.testing.smtp.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are as they should be until their occasion comes. */
@Timeout(60)
final class MisbehaviourOnOccasionTest {
    private static final int SILENCE_MILLIS = 150;
    private static final String OK = "250 2.0.0 Ok: queued as 1-";

    private static final TestIdentity ROOT = TestCertificates.root("Test CA");
    private static final SSLContext SERVER =
            ROOT.issue("localhost").dns("localhost").mint().serverContext();
    private static final SSLContext CLIENT = ROOT.issue("client").mint().serverContext(ROOT);

    @Test
    void whatHappensOnceAfterSomeMessagesHappensToOneConnection() throws Exception {
        try (ClosingServer server = ClosingServer.at(Stage.MAIL, Occasion.onceAfter(2), SmtpSink.builder())) {
            try (RawClient client = greeted(server)) {
                assertThat(mail(client, "a")).isEqualTo(OK + 1);
                assertThat(mail(client, "b")).isEqualTo(OK + 2);
                assertThat(catchThrowable(() -> mail(client, "c"))).isInstanceOf(EOFException.class);
            }
            try (RawClient client = greeted(server)) {
                assertThat(mail(client, "c")).isEqualTo("250 2.0.0 Ok: queued as 2-1");
            }
            assertThat(server.sink().copies()).isEqualTo(Map.of("<a@test>", 1, "<b@test>", 1, "<c@test>", 1));
        }
    }

    @Test
    void theLedgerCountsWhatIsTakenTwice() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = RawClient.connect("localhost", sink.port())) {
            client.reply();
            client.ask("EHLO client.test");
            mail(client, "a");
            mail(client, "b");
            mail(client, "a");
            assertThat(sink.copies()).isEqualTo(Map.of("<a@test>", 2, "<b@test>", 1));
        }
    }

    @Test
    void whatHappensPerConnectionSparesFreshOnes() throws Exception {
        try (Replies421 server = Replies421.at(Stage.MAIL, Occasion.perConnection(1), SmtpSink.builder())) {
            for (int i = 1; i <= 2; i++) {
                try (RawClient client = greeted(server)) {
                    assertThat(mail(client, "a" + i)).isEqualTo("250 2.0.0 Ok: queued as " + i + "-1");
                    assertThat(client.ask("MAIL FROM:<a@example.com>"))
                            .isEqualTo("421 4.3.2 sink.test Service shutting down");
                    assertThat(client.read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameCourse() throws Exception {
        try (ConnectionKiller one = ConnectionKiller.of(5, 0.1, SmtpSink.builder());
                ConnectionKiller other = ConnectionKiller.of(5, 0.1, SmtpSink.builder())) {
            for (int i = 0; i < 50; i++) {
                assertThat(course(one, i)).isEqualTo(course(other, i));
            }
            assertThat(one.killed()).isEqualTo(other.killed()).isGreaterThan(20);
            assertThat(one.killed(Stage.MAIL)).isPositive();
            assertThat(one.sink().copies()).isEqualTo(other.sink().copies()).isNotEmpty();
        }
    }

    /** Returns what a client saw at last. */
    private static String course(MisbehavingServer server, int number) {
        try (RawClient client = greeted(server)) {
            return mail(client, "m" + number).replaceAll("[0-9]+-[0-9]+", "");
        } catch (IOException broken) {
            // A reset and an end of stream look the same or not as it happens.
            return "broken";
        }
    }

    @ParameterizedTest
    @EnumSource(IdleClosingServer.End.class)
    void anIdleConnectionIsEndedAfterItsTime(IdleClosingServer.End end) throws Exception {
        Duration limit = Duration.ofMillis(30);
        try (IdleClosingServer server = IdleClosingServer.after(limit, Occasion.onceAfter(2), end, SmtpSink.builder());
                RawClient client = greeted(server)) {
            mail(client, "a");
            client.readTimeout(SILENCE_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
            assertThat(mail(client, "b")).isEqualTo(OK + 2);
            switch (end) {
                case SAYING_SO -> {
                    assertThat(client.reply()).isEqualTo("421 4.4.2 sink.test Error: timeout exceeded");
                    assertThat(client.read()).isEqualTo(-1);
                }
                case WITHOUT_A_WORD -> assertThat(client.read()).isEqualTo(-1);
                case WITH_A_RESET ->
                    assertThatExceptionOfType(SocketException.class).isThrownBy(client::read);
                case FORGETTING_IT -> {
                    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
                    client.send("NOOP\r\n");
                    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
                }
            }
        }
    }

    @Test
    void aConnectionInTheMiddleOfAMessageIsNotIdle() throws Exception {
        try (IdleClosingServer server = IdleClosingServer.atRandom(
                        1, Duration.ofMillis(20), IdleClosingServer.End.WITHOUT_A_WORD, SmtpSink.builder());
                RawClient client = greeted(server)) {
            client.ask("MAIL FROM:<a@example.com>");
            client.readTimeout(SILENCE_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
            client.ask("RCPT TO:<b@example.com>");
            client.ask("DATA");
            client.ask("Message-ID: <a@test>\r\n\r\nhello\r\n.");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void aMessageCanBeStoredAndItsReplyLost() throws Exception {
        try (ClosingServer server = ClosingServer.at(Stage.STORED, Occasion.always(), SmtpSink.builder());
                RawClient client = greeted(server)) {
            assertThat(catchThrowable(() -> mail(client, "a"))).isInstanceOf(EOFException.class);
            assertThat(server.sink().copies()).isEqualTo(Map.of("<a@test>", 1));
        }
    }

    @Test
    void aConnectionCanEndInTheMiddleOfAText() throws Exception {
        try (ClosingServer server = ClosingServer.halfway(10, Occasion.always(), SmtpSink.builder());
                RawClient client = greeted(server)) {
            assertThat(catchThrowable(() -> mail(client, "a"))).isInstanceOf(EOFException.class);
            assertThat(server.sink().mails()).isEmpty();
        }
    }

    @Test
    void aLateServerAnswersLate() throws Exception {
        Duration delay = Duration.ofMillis(2 * SILENCE_MILLIS);
        try (LateServer server = LateServer.at(Stage.RCPT, delay, Occasion.always(), SmtpSink.builder());
                RawClient client = greeted(server)) {
            client.send("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\n")
                    .readTimeout(SILENCE_MILLIS);
            assertThat(client.reply()).isEqualTo("250 2.1.0 Ok");
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
            client.readTimeout(10_000);
            assertThat(client.reply()).isEqualTo("250 2.1.5 Ok");
        }
    }

    @Test
    void anAnswerCanComeTwice() throws Exception {
        try (RepliesTwice server = RepliesTwice.at(Stage.RCPT, Occasion.always(), SmtpSink.builder());
                RawClient client = greeted(server)) {
            assertThat(client.ask("MAIL FROM:<a@example.com>")).isEqualTo("250 2.1.0 Ok");
            assertThat(client.ask("RCPT TO:<b@example.com>")).isEqualTo("250 2.1.5 Ok");
            assertThat(client.reply()).isEqualTo("250 2.1.5 Ok");
            assertThat(client.ask("NOOP")).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void answersComeOutOfOrderWhereThereAreSeveral() throws Exception {
        try (RepliesOutOfOrder server = RepliesOutOfOrder.at(Stage.RCPT, Occasion.always(), SmtpSink.builder());
                RawClient client = greeted(server)) {
            client.send("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n");
            assertThat(client.reply()).isEqualTo("250 2.1.0 Ok");
            assertThat(client.reply()).startsWith("354 ");
            assertThat(client.reply()).isEqualTo("250 2.1.5 Ok");
            assertThat(client.ask("hello\r\n.")).isEqualTo(OK + 1);
            client.ask("MAIL FROM:<a@example.com>");
            assertThat(client.ask("RCPT TO:<b@example.com>")).isEqualTo("250 2.1.5 Ok");
            assertThat(client.ask("DATA")).startsWith("354 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tlsCanEndWithAnAlert(String version) throws Exception {
        SmtpSink.Builder base = SmtpSink.builder().starttls(SERVER).tlsProtocols(version);
        try (TlsAlertServer server = TlsAlertServer.at(Stage.MAIL, Occasion.onceAfter(1), base);
                RawClient client = greeted(server)) {
            client.ask("STARTTLS");
            client.handshake(CLIENT);
            client.ask("EHLO client.test");
            assertThat(mail(client, "a")).isEqualTo(OK + 1);
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> client.ask("MAIL FROM:<a@example.com>"))
                    .withMessageContaining("Received fatal alert: ");
        }
    }

    @Test
    void aHalfOpenConnectionDoesNotEndByItself() throws Exception {
        try (HalfOpenServer server = HalfOpenServer.at(Stage.RCPT, Occasion.always(), SmtpSink.builder());
                RawClient client = greeted(server)) {
            client.ask("MAIL FROM:<a@example.com>");
            client.send("RCPT TO:<b@example.com>\r\nQUIT\r\n").readTimeout(SILENCE_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
            assertThat(server.sink().openConnections()).isEqualTo(1);
        }
    }

    @Test
    void aServerGoesDownAndComesBack() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            try (RawClient client = RawClient.connect("localhost", sink.port())) {
                client.reply();
                client.ask("EHLO client.test");
                mail(client, "a");
                sink.goDown();
                assertThat(catchThrowable(() -> assertThat(client.read()).isEqualTo(-1)))
                        .satisfiesAnyOf(
                                end -> assertThat(end).isNull(),
                                end -> assertThat(end).isInstanceOf(SocketException.class));
            }
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> RawClient.connect("localhost", sink.port()));
            sink.comeBack();
            try (RawClient client = RawClient.connect("localhost", sink.port())) {
                client.reply();
                client.ask("EHLO client.test");
                assertThat(mail(client, "b")).isEqualTo("250 2.0.0 Ok: queued as 2-1");
            }
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.copies()).isEqualTo(Map.of("<a@test>", 1, "<b@test>", 1));
        }
    }

    private static RawClient greeted(MisbehavingServer server) throws IOException {
        RawClient client = RawClient.connect(server.host(), server.port());
        client.reply();
        client.ask("EHLO client.test");
        return client;
    }

    /** Sends a message of this name, and returns the reply to it. */
    private static String mail(RawClient client, String name) throws IOException {
        client.ask("MAIL FROM:<a@example.com>");
        client.ask("RCPT TO:<b@example.com>");
        client.ask("DATA");
        return client.ask("Message-ID: <" + name + "@test>\r\n\r\nhello\r\n.");
    }
}
