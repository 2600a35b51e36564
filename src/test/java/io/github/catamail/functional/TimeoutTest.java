package io.github.catamail.functional;

import static io.github.catamail.functional.Localhost.SERVER;
import static io.github.catamail.functional.Localhost.TRUST;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.overTls;
import static io.github.catamail.functional.Sending.send;
import static io.github.catamail.functional.Sending.timed;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.DrippingServer;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.NeverAccepts;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import io.github.catamail.testing.smtp.misbehaviour.StopsReading;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that falls silent holds a caller for the time-out of the stage, and no longer. */
@Timeout(60)
final class TimeoutTest {
    private static final String ADVICE = ". The server is overloaded or something between swallows data; raise"
            + " 'readTimeout' if it is just slow";
    private static final Duration FAR_BELOW_THE_DEFAULTS = Duration.ofSeconds(9);

    @Test
    void aPortThatDoesNotAcceptIsGivenUpAfterTheConnectTimeout() throws Exception {
        try (NeverAccepts mute = new NeverAccepts()) {
            Resource resource = Resource.mail().at("localhost", mute.port()).with("connectTimeout", "300ms");
            MailConnectException[] failure = new MailConnectException[1];
            Duration taken = timed(() -> failure[0] = failure(resource, MailConnectException.class));
            assertThat(failure[0])
                    .hasMessage(
                            "Session: could not connect to localhost:" + mute.port() + " (no TLS): no answer within 300"
                                    + " ms ('connectTimeout'). A firewall may drop the packets; check 'host' and 'port'"
                                    + " [connect-failed]")
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(failure[0].getPort()).isEqualTo(mute.port());
            assertThat(failure[0].getConnectionTimeout()).isEqualTo(300);
            assertThat(taken).isLessThan(FAR_BELOW_THE_DEFAULTS);
        }
    }

    @Test
    void aServerThatDoesNotGreetIsGivenUpAfterTheReadTimeout() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.GREETING)) {
            assertTimesOut(
                    withLogin(mute.port()).with("readTimeout", "300ms"),
                    "Session: no greeting from localhost:" + mute.port() + " (no TLS) within 300 ms ('readTimeout'). If"
                            + " this port speaks TLS from the first byte, set tls=\"implicit\"; else a firewall or an"
                            + " overloaded server holds the connection [timeout]");
        }
    }

    @Test
    void aPortThatSpeaksTlsFirstDoesNotGreetAPlainClient() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().implicitTls(SERVER.serverContext()).start()) {
            assertTimesOut(
                    withLogin(sink.port()).with("readTimeout", "300ms"),
                    "Session: no greeting from localhost:" + sink.port() + " (no TLS) within 300 ms ('readTimeout'). If"
                            + " this port speaks TLS from the first byte, set tls=\"implicit\"; else a firewall or an"
                            + " overloaded server holds the connection [timeout]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO, could not open a session with, EHLO, ''",
        "AUTH, could not open a session with, AUTH LOGIN, ''",
        "MAIL, could not send through, MAIL FROM, '. The message was not sent'",
        "RCPT, could not send through, RCPT TO, '. The message was not sent'",
        "DATA, could not send through, DATA, '. The message was not sent'"
    })
    void aServerThatFallsSilentIsGivenUpAfterTheReadTimeout(Stage stage, String tried, String waitedFor, String outcome)
            throws Exception {
        try (MisbehavingServer mute = SilentServer.at(stage, withUser())) {
            assertTimesOut(
                    withLogin(mute.port()).with("readTimeout", "300ms"),
                    "Session: " + tried + " localhost:" + mute.port() + " (no TLS): no complete reply within 300 ms"
                            + " ('readTimeout') while waiting for " + waitedFor + ADVICE + outcome + " [timeout]");
            assertThat(mute.sink().mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO, could not open a session with, EHLO, ''",
        "AUTH, could not open a session with, AUTH LOGIN, ''",
        "MAIL, could not send through, MAIL FROM, '. The message was not sent'"
    })
    void aServerThatSendsAByteNowAndThenIsGivenUpAllTheSame(Stage stage, String tried, String waitedFor, String outcome)
            throws Exception {
        try (MisbehavingServer dripping = DrippingServer.at(stage, withUser())) {
            assertTimesOut(
                    withLogin(dripping.port()).with("readTimeout", "300ms"),
                    "Session: " + tried + " localhost:" + dripping.port() + " (no TLS): no complete reply within 300 ms"
                            + " ('readTimeout') while waiting for " + waitedFor + ADVICE + outcome + " [timeout]");
        }
    }

    @Test
    void aServerThatGreetsWithoutEndIsGivenUpAllTheSame() throws Exception {
        try (MisbehavingServer dripping = DrippingServer.inOneLineAt(Stage.GREETING)) {
            assertTimesOut(
                    withLogin(dripping.port()).with("readTimeout", "300ms"),
                    "Session: no greeting from localhost:" + dripping.port()
                            + " (no TLS) within 300 ms ('readTimeout'). If"
                            + " this port speaks TLS from the first byte, set tls=\"implicit\"; else a firewall or an"
                            + " overloaded server holds the connection [timeout]");
        }
    }

    @Test
    void aServerThatFallsSilentAtStarttlsIsGivenUpAfterTheReadTimeout() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.STARTTLS, starttls())) {
            assertTimesOut(
                    overTls(mute.port(), "starttls", TRUST).with("readTimeout", "500ms"),
                    "Session: could not open a session with localhost:" + mute.port() + " (STARTTLS): no complete reply"
                            + " within 500 ms ('readTimeout') while waiting for STARTTLS" + ADVICE + " [timeout]");
        }
    }

    @Test
    void aHandshakeAfterStarttlsIsGivenUpAfterTheReadTimeout() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.TLS_HANDSHAKE, starttls())) {
            assertTimesOut(
                    overTls(mute.port(), "starttls", TRUST).with("readTimeout", "500ms"),
                    "Session: no TLS connection with localhost:" + mute.port()
                            + " (STARTTLS): the handshake did not end"
                            + " within 500 ms ('readTimeout'). Something between this machine and the server may interfere"
                            + " with STARTTLS [timeout]");
        }
    }

    @Test
    void aHandshakeFromTheFirstByteIsGivenUpAfterTheReadTimeout() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.TLS_HANDSHAKE, implicit())) {
            assertTimesOut(overTls(mute.port(), "implicit", TRUST).with("readTimeout", "500ms"), noHandshake(mute));
        }
    }

    @Test
    void aHandshakeThatComesByteByByteIsGivenUpAllTheSame() throws Exception {
        try (MisbehavingServer dripping = DrippingServer.at(Stage.TLS_HANDSHAKE, implicit())) {
            assertTimesOut(
                    overTls(dripping.port(), "implicit", TRUST).with("readTimeout", "500ms"), noHandshake(dripping));
        }
    }

    private static String noHandshake(MisbehavingServer mute) {
        return "Session: no TLS connection with localhost:" + mute.port() + " (implicit TLS): the handshake did not end"
                + " within 500 ms ('readTimeout'). If port " + mute.port() + " speaks SMTP first, set tls=\"starttls\""
                + " [timeout]";
    }

    @Test
    void aServerThatDoesNotGreetOverTlsIsGivenUpAfterTheReadTimeout() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.GREETING, implicit())) {
            assertTimesOut(
                    overTls(mute.port(), "implicit", TRUST).with("readTimeout", "2s"),
                    "Session: could not open a session with localhost:" + mute.port() + " (implicit TLS, TLSv1.3): no"
                            + " complete reply within 2 s ('readTimeout') while waiting for the greeting" + ADVICE
                            + " [timeout]");
        }
    }

    @Test
    void afterTheFinalDotTheDataTimeoutCountsAndTheOutcomeIsUnknown() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.FINAL_DOT, withUser())) {
            assertTimesOut(
                    withLogin(mute.port()).with("readTimeout", "20s").with("dataTimeout", "300ms"),
                    "Session: sent a whole message to localhost:" + mute.port()
                            + " (no TLS), then no reply within 300 ms"
                            + " ('dataTimeout'). The message may or may not have been accepted: look for it in the server's"
                            + " log before sending it again [outcome-unknown]");
            assertThat(mute.sink().connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsSlowAfterTheFinalDotIsWaitedFor() throws Exception {
        var slow = withUser().quirk(Quirk.acting(Stage.FINAL_DOT, wire -> wire.pause(Duration.ofMillis(1500))));
        try (SmtpSink sink = slow.start()) {
            send(withLogin(sink.port()).with("readTimeout", "1s").with("dataTimeout", "30s"));
            assertThat(sink.mails()).hasSize(1);
        }
    }

    @Test
    void aServerThatDripsAfterTheFinalDotIsGivenUpAllTheSame() throws Exception {
        try (MisbehavingServer dripping = DrippingServer.at(Stage.FINAL_DOT, withUser())) {
            assertTimesOut(
                    withLogin(dripping.port()).with("dataTimeout", "300ms"),
                    "Session: sent a whole message to localhost:" + dripping.port()
                            + " (no TLS), then no reply within 300"
                            + " ms ('dataTimeout'). The message may or may not have been accepted: look for it in the"
                            + " server's log before sending it again [outcome-unknown]");
        }
    }

    @Test
    void aServerThatStopsReadingIsGivenUpAfterTheWriteTimeout() throws Exception {
        try (MisbehavingServer stuck = StopsReading.after(10, withUser())) {
            assertStalls(
                    withLogin(stuck.port()).with("writeTimeout", "500ms"),
                    "Session: could not send through localhost:" + stuck.port() + " (no TLS): the server stopped taking"
                            + " data for 500 ms ('writeTimeout') in the middle of the message. The message was not sent"
                            + " [timeout]");
        }
    }

    @Test
    void aServerThatStopsReadingOverTlsIsGivenUpAfterTheWriteTimeout() throws Exception {
        try (MisbehavingServer stuck = StopsReading.after(10, implicit())) {
            assertStalls(
                    overTls(stuck.port(), "implicit", TRUST).with("writeTimeout", "500ms"),
                    "Session: could not send through localhost:" + stuck.port() + " (implicit TLS, TLSv1.3): the server"
                            + " stopped taking data for 500 ms ('writeTimeout') in the middle of the message. The message"
                            + " was not sent [timeout]");
        }
    }

    @Test
    void aServerThatDoesNotAnswerToQuitDoesNotTurnASentMailIntoAnError() throws Exception {
        try (MisbehavingServer mute = SilentServer.at(Stage.QUIT, withUser())) {
            send(withLogin(mute.port()).with("readTimeout", "300ms"));
            send(withLogin(mute.port()).with("readTimeout", "300ms").with("mail.smtp.quitwait", "true"));
            assertThat(mute.sink().mails()).hasSize(2);
        }
    }

    private static void assertStalls(Resource resource, String message) throws Exception {
        MimeMessage mail = Resource.message(resource.session());
        mail.setText("0123456789abcdef\n".repeat(1_000_000));
        MessagingException[] failure = new MessagingException[1];
        Duration taken = timed(() -> failure[0] = failure(mail, MessagingException.class));
        assertThat(failure[0]).hasMessage(message).hasRootCauseInstanceOf(java.net.SocketException.class);
        assertThat(taken).isLessThan(Duration.ofSeconds(30));
    }

    private static void assertTimesOut(Resource resource, String message) throws Exception {
        MessagingException[] failure = new MessagingException[1];
        Duration taken = timed(() -> failure[0] = failure(resource, MessagingException.class));
        assertThat(failure[0]).hasMessage(message).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(failure[0].getClass()).isEqualTo(MessagingException.class);
        assertThat(taken).isLessThan(FAR_BELOW_THE_DEFAULTS);
    }

    private static SmtpSink.Builder withUser() {
        return SmtpSink.builder().user(Sending.USER, Sending.PASSWORD);
    }

    private static SmtpSink.Builder starttls() {
        return withUser().starttls(SERVER.serverContext());
    }

    private static SmtpSink.Builder implicit() {
        return withUser().implicitTls(SERVER.serverContext());
    }
}
