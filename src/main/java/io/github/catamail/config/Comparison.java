package io.github.catamail.config;

import java.util.Locale;
import java.util.Objects;

/** Tells whether two texts mean the same for a setting. */
final class Comparison {
    private Comparison() {}

    static boolean same(SettingType type, String a, String b) {
        return switch (type) {
            case SECRET, TEXT, FILE -> a.equals(b);
            case DURATION -> a.equals(b) || Objects.equals(DurationText.parse(a), DurationText.parse(b));
            case BOOLEAN -> a.equalsIgnoreCase(b) || BooleanText.same(a, b);
            case LIST -> ListText.split(a).equals(ListText.split(b));
            case HOSTS -> ListText.split(lower(a)).equals(ListText.split(lower(b)));
            case CHOICE -> word(a).equals(word(b));
            case PORT, NUMBER, RATE -> a.equals(b);
        };
    }

    /** {@code debug} takes a boolean too, and {@code mail.debug} nothing else. */
    private static String word(String text) {
        Boolean flag = BooleanText.parse(text);
        return flag == null ? lower(text) : flag ? "protocol" : "off";
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
