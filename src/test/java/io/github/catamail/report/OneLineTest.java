package io.github.catamail.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OneLineTest {
    @Test
    void linesAreJoined() {
        assertThat(OneLine.of("250-one\r\n250 two \n", 100)).isEqualTo("250-one / 250 two");
    }

    @Test
    void nothingIsLeftThatATerminalObeys() {
        assertThat(OneLine.of("220 \u001b[31mred\u009b2J \u202etxt\u0000", 100)).isEqualTo("220 ?[31mred?2J ?txt?");
    }

    @Test
    void whatIsTooLongIsCut() {
        assertThat(OneLine.of("12345", 5)).isEqualTo("12345");
        assertThat(OneLine.of("123456", 5)).isEqualTo("12345...");
    }
}
