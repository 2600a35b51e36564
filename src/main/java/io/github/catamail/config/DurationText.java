package io.github.catamail.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as administrators write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 10000}. */
public final class DurationText {
    /** Sockets take their time-outs as an {@code int} of milliseconds. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|sec|m|min|h)?");

    /** Jakarta Mail takes any negative number for "no time-out". */
    private static final Pattern ENDLESS = Pattern.compile("-\\d{1,12}");

    private DurationText() {}

    /** Returns whether a duration is one that a caller can wait for: positive and not over {@link #LONGEST}. */
    public static boolean isBounded(Duration value) {
        return !value.isZero() && !value.isNegative() && value.compareTo(LONGEST) <= 0;
    }

    /**
     * Returns the duration, or null if the text is none. It may be zero, negative or too long: the caller checks the
     * range.
     */
    public static @Nullable Duration parse(String text) {
        if (ENDLESS.matcher(text).matches()) {
            return Duration.ofMillis(-1);
        }
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return Duration.ofMillis(number);
        }
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s", "sec" -> Duration.ofSeconds(number);
            case "m", "min" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Returns the duration as an administrator writes it: in the largest unit that it is a whole number of. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        } else if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
