package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretWordsTest {
    private final SecretWords words = new SecretWords();

    @ParameterizedTest
    @CsvSource({
        "s3cret, 535 s3cret is wrong, 535 [hidden] is wrong",
        "abcdefghijklmnop, 535 abcdefghijklmnop is wrong, 535 [hidden] is wrong",
        "password, 535 Incorrect password, 535 Incorrect password",
        "535, 535 5.7.8 No, 535 5.7.8 No"
    })
    void aPasswordIsHiddenUnlessThatWouldGiveItAway(String password, String reply, String shown) {
        words.begin(password);

        assertThat(words.hiddenIn(reply)).isEqualTo(shown);
    }

    @Test
    void whatWasSaidIsHiddenAsAWholeEvenIfThePasswordIsPartOfIt() {
        words.begin("xczN1");
        words.add("AGpvZQxczN1y");

        assertThat(words.hiddenIn("500 \"AGpvZQxczN1y\"")).isEqualTo("500 \"[hidden]\"");
    }

    @Test
    void nothingIsHiddenBeforeALogin() {
        assertThat(words.hiddenIn("250 mail.example.com")).isEqualTo("250 mail.example.com");
    }
}
