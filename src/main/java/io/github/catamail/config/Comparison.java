package io.github.catamail.config;

import java.util.Objects;

/** Tells whether two texts mean the same for a setting. */
final class Comparison {
    private Comparison() {}

    static boolean same(SettingType type, String a, String b) {
        return switch (type) {
            case SECRET, TEXT, FILE -> a.equals(b);
            case DURATION -> a.equals(b) || Objects.equals(DurationText.parse(a), DurationText.parse(b));
            case BOOLEAN -> a.equalsIgnoreCase(b) || BooleanText.same(a, b);
            case LIST, HOSTS -> ListText.split(a).equals(ListText.split(b));
            case CHOICE, PORT -> a.equalsIgnoreCase(b) || BooleanText.same(a, b);
        };
    }
}
