package io.github.catamail.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of messages in a time.
 *
 * @param messages how many, from 1 to 1,000,000
 * @param per in which time: a second, a minute, an hour or a day
 */
public record Rate(int messages, Duration per) {
    private static final int MOST = 1_000_000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\s*/\\s*(s|sec|m|min|h|d)");

    /** Reads {@code 30/m} and its like, or returns null. */
    static @Nullable Rate parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        int messages = Integer.parseInt(matcher.group(1));
        if (messages < 1 || messages > MOST) {
            return null;
        }
        return new Rate(
                messages,
                switch (matcher.group(2)) {
                    case "s", "sec" -> Duration.ofSeconds(1);
                    case "m", "min" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                });
    }

    /** Returns the rate as an administrator writes it, such as {@code 30/m}. */
    @Override
    public String toString() {
        if (per.equals(Duration.ofSeconds(1))) {
            return messages + "/s";
        } else if (per.equals(Duration.ofMinutes(1))) {
            return messages + "/m";
        } else if (per.equals(Duration.ofHours(1))) {
            return messages + "/h";
        }
        return per.equals(Duration.ofDays(1)) ? messages + "/d" : messages + " in " + per;
    }
}
