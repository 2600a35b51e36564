package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartialTest {
    private static Parsing strict(String... namesAndTexts) {
        return Parsing.strict(namesAndTexts);
    }

    @Test
    void isRejectedWhereNothingIsWritten() {
        assertThat(strict("host", "mail.example.com").clean().partial()).isEqualTo(PartialDelivery.REJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "partial, reject, REJECT",
        "partial, send, SEND",
        "partial, Send-And-Log, SEND_AND_LOG",
        "mail.smtp.sendpartial, true, SEND",
        "mail.smtp.sendpartial, false, REJECT",
        "mail.smtps.sendpartial, yes, SEND"
    })
    void isOneOfThreeWordsOrAPropertyOfJakartaMail(String name, String text, PartialDelivery expected) {
        assertThat(strict("host", "mail.example.com", name, text).clean().partial())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"reject, false, REJECT", "send, true, SEND", "send-and-log, on, SEND_AND_LOG"})
    void mayBeWrittenInBothVocabularies(String word, String property, PartialDelivery expected) {
        assertThat(strict("host", "mail.example.com", "partial", word, "mail.smtp.sendpartial", property)
                        .clean()
                        .partial())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"reject, true", "send, false", "send-and-log, no"})
    void mayNotContradictItself(String word, String property) {
        assertThat(strict("host", "mail.example.com", "partial", word, "mail.smtp.sendpartial", property)
                        .errors())
                .containsExactly("'partial' is \"" + word + "\" and 'mail.smtp.sendpartial' is \"" + property
                        + "\": they contradict each other. Keep one of them [contradiction]");
    }

    @Test
    void countsForTheProtocolInUse() {
        Parsing parsing = strict(
                "host", "mail.example.com",
                "mail.transport.protocol", "smtps",
                "mail.smtp.sendpartial", "false",
                "mail.smtps.sendpartial", "true");

        assertThat(parsing.settings().partial()).isEqualTo(PartialDelivery.SEND);
        assertThat(parsing.settings().properties()).containsAllEntriesOf(Map.of("mail.smtp.sendpartial", "true"));
    }

    @Test
    void thatIsNoneIsAnErrorOnce() {
        assertThat(strict("host", "mail.example.com", "partial", "sent").errors())
                .containsExactly("'partial' must be one of reject, send, send-and-log. It is \"sent\". Did you mean"
                        + " \"send\"? [bad-value]");
        assertThat(strict("host", "mail.example.com", "partial", "send", "mail.smtp.sendpartial", "maybe")
                        .errors())
                .containsExactly(
                        "'mail.smtp.sendpartial' must be true or false (also yes, no, on, off). It is \"maybe\""
                                + " [bad-value]");
    }
}
