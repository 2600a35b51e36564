package io.github.catamail.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.regex.Pattern;

/**
 * Where all output goes. Lines are free of control characters, whatever a mail server or a log has put into them: on a
 * terminal they could do harm.
 *
 * <p>Not safe for use by several threads.
 */
final class Screen {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 60;
    private static final int GREATEST_WIDTH = 100;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colours;
    private final int width;
    private int progressLength;

    /**
     * Opens it.
     *
     * @param surroundings where the output goes
     * @param colours whether to use colours
     */
    Screen(Surroundings surroundings, boolean colours) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.terminal = surroundings.terminal();
        this.colours = colours;
        Integer columns = surroundings.columns();
        this.width = columns == null ? USUAL_WIDTH : Math.max(LEAST_WIDTH, Math.min(columns, GREATEST_WIDTH));
    }

    /** Returns how many columns a line may have. */
    int width() {
        return width;
    }

    boolean isTerminal() {
        return terminal;
    }

    boolean colours() {
        return colours;
    }

    /** Returns what writes to the standard output on its own, for the help of picocli. */
    PrintWriter out() {
        return new PrintWriter(new StreamWriter(out), true);
    }

    /** Returns what writes to the standard error on its own. */
    PrintWriter err() {
        return new PrintWriter(new StreamWriter(err), true);
    }

    /** Writes a line to the standard output. */
    void line(String text) {
        endProgress();
        out.println(clean(text));
    }

    /** Writes a line to the standard error: what is wrong with the call, and warnings that are no result. */
    void error(String text) {
        endProgress();
        err.println(clean(text));
    }

    /** Says what is going on, until the next line is written; on a terminal only. */
    void progress(String text) {
        if (terminal) {
            endProgress();
            String shown = CONTROL.matcher(text).replaceAll("?");
            String cut = shown.length() < width ? shown : shown.substring(0, width - 1);
            out.print(cut);
            out.flush();
            progressLength = cut.length();
        }
    }

    /** Wipes what {@link #progress} showed. */
    void endProgress() {
        if (progressLength > 0) {
            out.print("\r" + " ".repeat(progressLength) + "\r");
            out.flush();
            progressLength = 0;
        }
    }

    /** Returns the text in this style, where there are colours. */
    String styled(Style style, String text) {
        return colours ? style.on(text) : text;
    }

    private String clean(String text) {
        return Style.sequences(CONTROL.matcher(text).replaceAll("?"));
    }
}
