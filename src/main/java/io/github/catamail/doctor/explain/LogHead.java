package io.github.catamail.doctor.explain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an entry in a log.
 *
 * @param time when it was written, as it stands there
 * @param text the rest of the line, without level, thread and logger where they are written as Tomcat does
 * @param warning whether it is a warning, and not an error
 */
record LogHead(String time, String text, boolean warning) {
    private static final List<Pattern> TIMES = List.of(
            // Tomcat's own.
            Pattern.compile("(\\d{2}-\\p{L}{3,4}\\.?-\\d{4} \\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?)\\s+(.*)"),
            // Logback, Log4j, containers.
            Pattern.compile(
                    "\\[?(\\d{4}[-/]\\d{2}[-/]\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)]?\\s+(.*)"),
            // java.util.logging as it is.
            Pattern.compile("(\\p{L}{3} \\d{1,2}, \\d{4},? \\d{1,2}:\\d{2}:\\d{2}\\s[AP]M)\\s+(.*)"),
            // syslog
            Pattern.compile("(\\p{L}{3} [ \\d]\\d \\d{2}:\\d{2}:\\d{2})\\s+(.*)"),
            Pattern.compile("(\\d{2}:\\d{2}:\\d{2}[.,]\\d{3})\\s+(.*)"));

    private static final Pattern TOMCAT = Pattern.compile("[A-Z]+ \\[[^\\]]*] [\\w.$<>-]+ (.*)");
    private static final Pattern WARNING = Pattern.compile("\\bWARN(ING)?\\b");

    /** Returns the head that a line is, or null where it goes on with what stands before. */
    static @Nullable LogHead of(String line) {
        if (line.isEmpty() || Character.isWhitespace(line.charAt(0))) {
            return null;
        }
        for (Pattern pattern : TIMES) {
            Matcher found = pattern.matcher(line);
            if (found.lookingAt()) {
                String rest = found.group(2);
                Matcher tomcat = TOMCAT.matcher(rest);
                String text = tomcat.matches() ? tomcat.group(1) : rest;
                String before = rest.substring(0, Math.min(rest.length(), 40));
                return new LogHead(found.group(1), text, WARNING.matcher(before).find());
            }
        }
        return null;
    }
}
