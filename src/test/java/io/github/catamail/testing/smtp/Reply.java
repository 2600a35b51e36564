package io.github.catamail.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A reply as it goes over the wire.
 *
 * @param text all lines with their line ends; need not be well formed, since some servers are not
 */
public record Reply(String text) {
    /** Returns a reply of the given lines, each complete with its code: {@code "535-5.7.8 No", "535 5.7.8 Sorry"}. */
    public static Reply lines(String... lines) {
        return new Reply(String.join("\r\n", lines) + "\r\n");
    }

    /** Returns a reply of one code and several lines of text, the code and the hyphens put in front. */
    public static Reply of(int code, List<String> texts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            text.append(code)
                    .append(i < texts.size() - 1 ? '-' : ' ')
                    .append(texts.get(i))
                    .append("\r\n");
        }
        return new Reply(text.toString());
    }

    /** Returns the reply code, or 0 when the text does not begin with one. */
    public int code() {
        return text.matches("(?s)[2-5][0-9][0-9].*") ? Integer.parseInt(text.substring(0, 3)) : 0;
    }

    /** Returns whether the command was accepted (2xx) or is to go on (3xx). */
    public boolean isPositive() {
        return code() >= 200 && code() < 400;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
