package io.github.catamail.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads true/false, yes/no, on/off, in any case. */
final class BooleanText {
    private BooleanText() {}

    /** Returns the value, or null if the text is none. */
    static @Nullable Boolean parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> null;
        };
    }

    static boolean same(String a, String b) {
        Boolean first = parse(a);
        return first != null && first.equals(parse(b));
    }
}
