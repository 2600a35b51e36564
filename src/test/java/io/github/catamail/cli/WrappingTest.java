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
    void lineBreaksAreKept() {
        assertThat(Wrapping.hanging("> ", 2, "a\n\nb c\n", 80)).containsExactly("> a", "", "  b c");
    }

    @Test
    void noTextIsALine() {
        assertThat(Wrapping.hanging("x", 1, "", 80)).containsExactly("x");
    }
}
