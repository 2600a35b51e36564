package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeoutsTest {
    @Test
    void areFiniteWhereNothingIsWritten() {
        assertThat(Parsing.strict("host", "mail.example.com").clean().timeouts())
                .isEqualTo(new TimeoutSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(10)));
    }

    @Test
    void areReadInTheShortVocabulary() {
        assertThat(Parsing.strict(
                                "host", "mail.example.com",
                                "connectTimeout", "5s",
                                "readTimeout", "2m",
                                "writeTimeout", "1500ms",
                                "dataTimeout", "1h")
                        .clean()
                        .timeouts())
                .isEqualTo(new TimeoutSettings(
                        Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMillis(1500), Duration.ofHours(1)));
    }

    @Test
    void areReadInTheWordsOfJakartaMail() {
        assertThat(Parsing.strict(
                                "mail.smtp.host", "mail.example.com",
                                "mail.smtp.connectiontimeout", "5000",
                                "mail.smtp.timeout", "120000",
                                "mail.smtp.writetimeout", "1500")
                        .clean()
                        .timeouts())
                .isEqualTo(new TimeoutSettings(
                        Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMillis(1500), Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1500, 1500",
        "500ms, 500",
        "500 MS, 500",
        "10s, 10000",
        "10 sec, 10000",
        "' 10s ', 10000",
        "5m, 300000",
        "5min, 300000",
        "1h, 3600000",
        "24h, 86400000",
        "0010, 10"
    })
    void takeUnitsAndBareMilliseconds(String text, long millis) {
        assertThat(readTimeout("readTimeout", text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(readTimeout("mail.smtp.timeout", text)).isEqualTo(Duration.ofMillis(millis));
    }

    private static Duration readTimeout(String name, String text) {
        return Parsing.strict("host", "mail.example.com", name, text)
                .clean()
                .timeouts()
                .read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "10x", "1.5s", "s", "10s10s", "+5", "-5s", "9999999999999", "PT10S", "10,000"})
    void thatAreNoneAreErrors(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "readTimeout", text)
                        .errors())
                .containsExactly("'readTimeout' must be a duration such as 500ms, 10s, 5m or 1h (a bare number is"
                        + " milliseconds). It is \"" + text + "\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "-1", "-2147483648", "86400001", "25h", "999999999999h", "999999999999"})
    void thatNeverEndAreErrors(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "dataTimeout", text)
                        .errors())
                .containsExactly(
                        "'dataTimeout' must be longer than 0 and not over 24h: no time-out is endless here. It is"
                                + " \"" + text + "\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "86400001"})
    void thatNeverEndInJakartaMailGiveWayToTheDefault(String text) {
        Parsing parsing = Parsing.strict("mail.smtp.host", "mail.example.com", "mail.smtp.timeout", text);

        assertThat(parsing.settings().timeouts().read()).isEqualTo(Duration.ofSeconds(60));
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.timeout' is \"" + text + "\" and has no effect: no time-out is endless or over"
                                + " 24h here. The default counts [no-effect]");
    }

    @Test
    void thatMeanTheSameDoNotContradict() {
        assertThat(Parsing.strict("host", "mail.example.com", "readTimeout", "30s", "mail.smtp.timeout", "30000")
                        .clean()
                        .timeouts()
                        .read())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void thatContradictAreNamedBoth() {
        assertThat(Parsing.strict("host", "mail.example.com", "readTimeout", "30s", "mail.smtp.timeout", "3000")
                        .errors())
                .containsExactly(
                        "'readTimeout' is \"30s\" and 'mail.smtp.timeout' is \"3000\": they mean the same setting."
                                + " Keep one of them [contradiction]");
    }

    @Test
    void ofImapAreReadLikeThoseOfSmtp() {
        Parsing parsing = Parsing.strict(
                "host", "mail.example.com",
                "mail.imap.timeout", "3s",
                "mail.imap.connectiontimeout", "0",
                "mail.imap.statuscachetimeout", "0",
                "mail.imap.connectionpooltimeout", "45s");

        assertThat(parsing.settings().properties())
                .containsOnly(
                        java.util.Map.entry("mail.imap.timeout", "3000"),
                        java.util.Map.entry("mail.imap.statuscachetimeout", "0"),
                        java.util.Map.entry("mail.imap.connectionpooltimeout", "45000"));
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.imap.connectiontimeout' is \"0\" and has no effect: no time-out is endless or over"
                                + " 24h here. The default counts [no-effect]");
    }
}
