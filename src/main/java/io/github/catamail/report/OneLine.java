package io.github.catamail.report;

import java.util.regex.Pattern;

/**
 * What a server said, as it can be shown: on one line, not too long, and without anything that a terminal or a log would obey.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class OneLine {
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private OneLine() {}

    /**
     * Returns a text without line breaks and control characters.
     *
     * @param longest how many characters to show of it
     */
    public static String of(String text, int longest) {
        String joined = BREAK.matcher(text.strip()).replaceAll(" / ");
        String line = UNPRINTABLE.matcher(joined).replaceAll("?");
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }
}
