package io.github.catamail.traffic;

import io.github.catamail.config.Topic;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a failure.
 *
 * @param topic the id of what it is about, or {@value #OTHER}
 * @param line what happened, in one line of at most {@value #LONGEST} characters
 */
record FailureText(String topic, String line) {
    /** Stands for failures that are not Catamail's to explain, such as an attachment that cannot be read. */
    static final String OTHER = "other";

    static final int LONGEST = 500;

    /** Longer chains are made by mistake, and may be circles. */
    private static final int DEEPEST = 20;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+");

    /** The first of the failure and its causes that has a topic counts; the next exceptions of Jakarta Mail are causes. */
    static FailureText of(Throwable failure) {
        Throwable one = failure;
        for (int depth = 0; one != null && depth < DEEPEST; depth++) {
            String message = one.getMessage();
            Topic topic = Topic.in(message);
            if (message != null && topic != null) {
                return new FailureText(topic.id(), line(message, topic));
            }
            one = one.getCause();
        }
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return new FailureText(OTHER, line(message == null ? name : name + ": " + message, null));
    }

    private static String line(String message, @Nullable Topic topic) {
        String line = CONTROL.matcher(message).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        String end = topic == null ? "..." : "... " + topic;
        int cut = LONGEST - end.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut) + end;
    }
}
