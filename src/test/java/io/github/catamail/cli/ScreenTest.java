package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Screen screen(CommandRun run, boolean colours) {
        return new Screen(run.surroundings(out, err), colours);
    }

    private String written() {
        return out.toString(UTF_8);
    }

    @Test
    void whatAServerSaysDoesNoHarmToATerminal() {
        screen(new CommandRun(), false).line("550 \u001b]0;gotcha\u0007 \u009b31m \u202e no\r\n\tyes");

        assertThat(written()).isEqualTo("550 ?]0;gotcha? ?31m ? no?\n\tyes" + System.lineSeparator());
    }

    @Test
    void noOtherSequenceThanColoursGetsThrough() {
        Screen screen = screen(new CommandRun(), true);

        screen.line(screen.styled(Style.BAD, "FAIL") + " \u001b[2J \u001b]0;x\u0007");

        assertThat(written()).isEqualTo("\u001b[1;31mFAIL\u001b[0m ?[2J ?]0;x?" + System.lineSeparator());
    }

    @Test
    void progressIsShownOnATerminalAndWipedAgain() {
        Screen screen = screen(new CommandRun().env("CATAMAIL_COLUMNS", "80"), false);

        screen.progress("login");
        screen.line("done");

        assertThat(written()).isEqualTo("login\r     \rdone" + System.lineSeparator());
    }

    @Test
    void progressIsCutToOneLine() {
        screen(new CommandRun().env("CATAMAIL_COLUMNS", "60"), false).progress("x".repeat(100));

        assertThat(written()).isEqualTo("x".repeat(59));
    }

    @Test
    void thereIsNoProgressInAPipe() {
        Screen screen = screen(new CommandRun().env("CATAMAIL_COLUMNS", ""), false);

        screen.progress("login");
        screen.endProgress();

        assertThat(written()).isEmpty();
    }

    @Test
    void theWidthIsThatOfTheTerminalWithinReason() {
        assertThat(screen(new CommandRun(), false).width()).isEqualTo(80);
        assertThat(screen(new CommandRun().env("CATAMAIL_COLUMNS", "72"), false).width())
                .isEqualTo(72);
        assertThat(screen(new CommandRun().env("CATAMAIL_COLUMNS", "20"), false).width())
                .isEqualTo(60);
        assertThat(screen(new CommandRun().env("CATAMAIL_COLUMNS", "300"), false)
                        .width())
                .isEqualTo(100);
        assertThat(screen(new CommandRun().env("CATAMAIL_COLUMNS", "wide"), false)
                        .width())
                .isEqualTo(80);
    }

    @Test
    void coloursAreForTerminalsThatHaveThem() {
        CommandRun terminal = new CommandRun().env("CATAMAIL_COLUMNS", "80").env("TERM", "xterm");

        assertThat(terminal.surroundings(out, err).colours()).isTrue();
        assertThat(terminal.env("NO_COLOR", "").surroundings(out, err).colours())
                .isTrue();
        assertThat(terminal.env("NO_COLOR", "1").surroundings(out, err).colours())
                .isFalse();
        assertThat(colours("80", "TERM", "dumb")).isFalse();
        assertThat(colours("80", "WT_SESSION", "1")).isTrue();
        assertThat(colours("80", "X", "")).isFalse();
        assertThat(colours("", "TERM", "xterm")).isFalse();
    }

    private boolean colours(String columns, String name, String value) {
        return new CommandRun()
                .env("CATAMAIL_COLUMNS", columns)
                .env(name, value)
                .surroundings(out, err)
                .colours();
    }

    @Test
    void whereNoScriptTellsAKeyboardMeansATerminal() {
        assertThat(new CommandRun().answers().surroundings(out, err).terminal()).isTrue();
        assertThat(new CommandRun().surroundings(out, err).terminal()).isFalse();
    }

    @Test
    void errorsGoToTheStandardError() {
        screen(new CommandRun(), false).error("no\u001b");

        assertThat(written()).isEmpty();
        assertThat(err.toString(UTF_8)).isEqualTo("no?" + System.lineSeparator());
    }
}
