package io.github.catamail.doctor.tree;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An XML element.
 *
 * @param name without its prefix
 * @param attributes with all variables replaced, in the order they were written
 * @param written the same as they stand in the file
 * @param text what stands in it, with all variables replaced, without blanks around
 * @param children in their order
 * @param place where it begins
 */
record Element(
        String name,
        Map<String, String> attributes,
        Map<String, String> written,
        String text,
        List<Element> children,
        Place place) {

    /** Returns the elements at the end of a path, such as {@code Service, Engine}. */
    Stream<Element> at(String... path) {
        Stream<Element> found = Stream.of(this);
        for (String step : path) {
            found = found.flatMap(element -> element.children().stream())
                    .filter(child -> child.name().equals(step));
        }
        return found;
    }

    @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    String attribute(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }

    /** Returns an attribute as Tomcat reads booleans. */
    boolean flag(String attribute, boolean otherwise) {
        String value = attributes.get(attribute);
        return value == null
                ? otherwise
                : value.equalsIgnoreCase("true") || value.equalsIgnoreCase("yes") || value.equalsIgnoreCase("on");
    }

    /** Returns the text of the first child of this name, or null. */
    @Nullable String textOf(String child) {
        return at(child).map(Element::text).findFirst().orElse(null);
    }

    /** Tells no attribute: one can be a password. */
    @Override
    public String toString() {
        return "<" + name + "> in " + place;
    }
}
