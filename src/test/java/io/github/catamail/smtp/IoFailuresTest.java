package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on well-known ports, which a test cannot listen on. */
final class IoFailuresTest {
    @Test
    void aPlainClientThatGetsNoGreetingOnATlsPortIsToldTheMode() {
        assertThat(IoFailures.explain(attempt("465", Stage.GREETING), new SocketTimeoutException("Read timed out"))
                        .message())
                .isEqualTo(
                        "mail/Session: no greeting from smtp.example.com:465 (no TLS) within 1 min ('readTimeout'). Port 465"
                                + " speaks TLS from the first byte: set tls=\"implicit\" [wrong-tls-mode]");
    }

    @Test
    void port25IsOftenBlocked() {
        assertThat(IoFailures.explain(attempt("25", Stage.CONNECT), new SocketTimeoutException("Connect timed out"))
                        .message())
                .isEqualTo("mail/Session: could not connect to smtp.example.com:25 (no TLS): no answer within 10 s"
                        + " ('connectTimeout'). A firewall may drop the packets; check 'host' and 'port'. Port 25 is often"
                        + " blocked by providers; use 587 or 465 with a login [connect-failed]");
        assertThat(IoFailures.explain(attempt("25", Stage.CONNECT), new ConnectException("Connection refused"))
                        .message())
                .isEqualTo(
                        "mail/Session: could not connect to smtp.example.com:25 (no TLS): nothing accepts connections there"
                                + " (Connection refused). Check 'host' and 'port', and that the mail server is running. Port 25 is"
                                + " often blocked by providers; use 587 or 465 with a login [connect-failed]");
    }

    @Test
    void port25OfThisMachineIsWhatIsTakenWithoutAHost() {
        assertThat(IoFailures.explain(
                                attempt("localhost", "25", Stage.CONNECT), new ConnectException("Connection refused"))
                        .message())
                .isEqualTo("mail/Session: could not connect to localhost:25 (no TLS): nothing accepts connections there"
                        + " (Connection refused). Check 'host' and 'port', and that the mail server is running. \"localhost\""
                        + " is this machine, and what is taken where no 'host' is written: set 'host' to the mail server"
                        + " [connect-failed]");
    }

    @Test
    void aHostThatThereIsNoWayToIsNamed() {
        assertThat(IoFailures.explain(attempt("587", Stage.CONNECT), new NoRouteToHostException("No route to host"))
                        .message())
                .isEqualTo(
                        "mail/Session: could not connect to smtp.example.com:587 (no TLS): this machine has no way to that"
                                + " address (No route to host). Check 'host' and the network [connect-failed]");
    }

    @Test
    void aNameServiceThatDoesNotAnswerIsNotTheFaultOfTheHost() {
        assertThat(explained(Map.of("host", "smtp.example.com", "port", "25", "tls", "none"), "smtp.example.com"))
                .isEqualTo(
                        "mail/Session: could not connect to smtp.example.com:25 (no TLS): the name service of this"
                                + " machine did not say within 10 s ('connectTimeout') which address \"smtp.example.com\" has."
                                + " Look after the name service (/etc/resolv.conf): its servers may be dead. Until it answers,"
                                + " write the address in 'host'; if it is just slow, raise 'connectTimeout' [slow-name-service]");
    }

    @Test
    void anAddressInPlaceOfTheHostNeedsTheNameForTls() {
        assertThat(explained(Map.of("host", "smtp.example.com", "tls", "starttls"), "smtp.example.com"))
                .contains("write the address in 'host', and the name in 'tlsServerName'; if");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.smtp.proxy.host", "mail.smtp.socks.host", "mail.smtp.localaddress"})
    void whereverANameIsLookedUpTheAddressCanBeWrittenInItsPlace(String attribute) {
        assertThat(explained(Map.of("host", "smtp.example.com", attribute, "other.example.com"), "other.example.com"))
                .contains(
                        "which address \"other.example.com\" has.",
                        "write the address in '" + attribute + "'; if it is just slow");
    }

    private static String explained(Map<String, String> attributes, String lookedUp) {
        MailSettings settings = SettingsParser.read(attributes, Path.of("."), true, new Problems("mail/Session"));
        Attempt attempt = new Attempt(
                settings,
                settings.endpoints().get(0),
                Stage.CONNECT,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                Progress.NONE);
        return IoFailures.explain(attempt, new LookupTimeoutException(lookedUp, Duration.ofSeconds(10)))
                .message();
    }

    @ParameterizedTest
    @CsvSource({"250, 250 ms", "1000, 1 s", "90000, 90 s", "600000, 10 min", "1500, 1500 ms", "3600000, 60 min"})
    void durationsAreWrittenAsTheyAreConfigured(long millis, String text) {
        assertThat(IoFailures.text(Duration.ofMillis(millis))).isEqualTo(text);
    }

    private static Attempt attempt(String port, Stage stage) {
        return attempt("smtp.example.com", port, stage);
    }

    private static Attempt attempt(String host, String port, Stage stage) {
        MailSettings settings = Objects.requireNonNull(SettingsParser.parse(
                Map.of("host", host, "port", port, "tls", "none"), Path.of("."), true, new Problems("mail/Session")));
        return new Attempt(
                settings, settings.endpoints().get(0), stage, null, null, null, null, null, null, "", Progress.NONE);
    }
}
