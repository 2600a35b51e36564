package io.github.catamail.doctor.convert;

import java.util.Map;

/**
 * A {@code <Resource>} as it stands in a file.
 *
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 * @param line the number of its first line
 * @param column how many characters stand before it in that line
 * @param attributes its attributes in their order, some of which are secrets
 */
public record ResourceElement(int start, int end, int line, int column, Map<String, String> attributes) {
    /** Returns its name, or nothing. */
    public String name() {
        return attributes.getOrDefault("name", "");
    }

    /** Hides the attributes. */
    @Override
    public String toString() {
        return "<Resource> in line " + line + " " + attributes.keySet();
    }
}
