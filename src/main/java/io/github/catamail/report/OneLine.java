package io.github.catamail.report;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server said, as it can be shown: on one line, not too long, and without anything that a terminal or a log would obey.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class OneLine {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private OneLine() {}

    /**
     * Returns a text without line breaks and control characters.
     *
     * @param longest how many characters to show of it
     */
    public static String of(String text, int longest) {
        // Line by line: a pattern for blanks around a line break takes minutes for a text that is all blanks.
        String joined =
                text.lines().map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(" / "));
        String line = UNPRINTABLE.matcher(joined).replaceAll("?");
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }
}
