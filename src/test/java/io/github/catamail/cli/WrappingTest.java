package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrappingTest {
    @Test
    void linesBreakAtBlanksAndHang() {
        assertThat(Wrapping.hanging("Fix: ", 5, "one two three four", 13))
                .containsExactly("Fix: one two", "     three", "     four");
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        assertThat(Wrapping.hanging("", 2, "a /very/long/path b", 8)).containsExactly("a", "  /very/long/path", "  b");
    }

    @Test
    void aFingerprintThatIsTooLongBecomesTwoHalves() {
        String half = "AB:".repeat(15) + "CD";
        assertThat(Wrapping.hanging("", 2, "(SHA-256 " + half + ":" + half + "), x", 60))
                .containsExactly("(SHA-256 " + half + ":", "  " + half + "), x");
        assertThat(Wrapping.hanging("", 2, half + ":" + half, 100)).containsExactly(half + ":" + half);
    }

    @Test
    void lineBreaksAreKept() {
        assertThat(Wrapping.hanging("> ", 2, "a\n\nb c\n", 80)).containsExactly("> a", "", "  b c");
    }

    @Test
    void noTextIsALine() {
        assertThat(Wrapping.hanging("x", 1, "", 80)).containsExactly("x");
    }
}
