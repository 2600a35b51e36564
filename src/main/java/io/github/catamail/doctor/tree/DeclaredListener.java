package io.github.catamail.doctor.tree;

import java.util.Map;

/**
 * A {@code <Listener>} in one of the files.
 *
 * @param className the class that is written
 * @param parent the name of the element that it stands in, such as {@code Server}
 * @param attributes all that is written, the class name among it
 * @param place where it begins
 */
public record DeclaredListener(String className, String parent, Map<String, String> attributes, Place place) {
    static DeclaredListener of(Element parent, Element listener) {
        return new DeclaredListener(
                listener.attribute("className", ""), parent.name(), listener.attributes(), listener.place());
    }
}
