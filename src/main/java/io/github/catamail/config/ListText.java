package io.github.catamail.config;

import java.util.Arrays;
import java.util.List;

/** Splits a list at commas, semicolons and blanks. */
final class ListText {
    private ListText() {}

    static List<String> split(String text) {
        return Arrays.stream(text.split("[,;\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
