package io.github.catamail.doctor.explain;

import io.github.catamail.config.Topic;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of Jakarta Mail, Java or Tomcat, and what it means.
 *
 * @param rank its place among the others; the lower, the closer it is to the reason
 * @param topic what it is about
 * @param finds what it is known by; one of them has to be found
 * @param anywhere whether it needs no other sign that it has to do with mail
 * @param means what is so, where {@code {1}} stands for the first group
 * @param fix what to do
 */
record KnownError(int rank, Topic topic, List<Find> finds, boolean anywhere, String means, String fix) {
    KnownError {
        finds = List.copyOf(finds);
    }

    /** Returns what it is known by in this line, or null. */
    @Nullable Matcher in(String line) {
        for (Find find : finds) {
            if (line.contains(find.literal())) {
                Matcher matcher = find.pattern().matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
            }
        }
        return null;
    }

    /** Returns a text of this error with the groups of what was found put in. */
    static String fill(String text, Matcher found) {
        String filled = text;
        for (int group = 1; group <= found.groupCount(); group++) {
            String value = found.group(group);
            filled = filled.replace("{" + group + "}", value == null ? "?" : value);
        }
        return filled;
    }

    /**
     * What an error is known by.
     *
     * @param literal a part of it that is no pattern, which is found faster
     * @param pattern the whole of it
     */
    record Find(String literal, Pattern pattern) {
        static Find of(String expression) {
            return new Find(literalOf(expression), Pattern.compile(expression));
        }

        /** Returns the longest piece outside all groups in which no character has a meaning. */
        private static String literalOf(String expression) {
            String best = "";
            StringBuilder piece = new StringBuilder();
            int depth = 0;
            for (int i = 0; i < expression.length(); i++) {
                char c = expression.charAt(i);
                boolean escaped = c == '\\' && i + 1 < expression.length();
                char next = escaped ? expression.charAt(++i) : c;
                boolean plain = escaped ? !Character.isLetterOrDigit(next) : "\\[](){}.*+?|^$".indexOf(c) < 0;
                depth += escaped ? 0 : "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
                if (plain && depth == 0) {
                    piece.append(next);
                    continue;
                }
                if (!escaped && "?*{".indexOf(c) >= 0 && !piece.isEmpty()) {
                    // What it stands behind may be absent.
                    piece.setLength(piece.length() - 1);
                }
                best = piece.length() > best.length() ? piece.toString() : best;
                piece.setLength(0);
            }
            return piece.length() > best.length() ? piece.toString() : best;
        }
    }
}
