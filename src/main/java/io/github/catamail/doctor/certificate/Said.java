package io.github.catamail.doctor.certificate;

import java.util.regex.Pattern;

/** What a server said, as it can be shown: on one line, not too long, and without anything that a terminal would obey. */
final class Said {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\x80-\\x9f]");
    private static final int LONGEST = 200;

    private Said() {}

    static String of(String text) {
        String line = UNPRINTABLE.matcher(text.strip()).replaceAll("?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    static String quoted(String text) {
        return "\"" + of(text) + "\"";
    }
}
