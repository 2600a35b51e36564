package io.github.catamail.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a resource: what is equal here shares its connections.
 *
 * @param owner the class loader of the application that has it for itself, or null where applications share it
 * @param resource its name
 * @param attributes everything that was written
 * @param strict whether unknown attributes are errors by default
 */
record ResourceKey(@Nullable Owner owner, String resource, Map<String, String> attributes, boolean strict) {
    ResourceKey {
        attributes = Map.copyOf(attributes);
    }

    /** Shows no attributes, since there may be secrets among them. */
    @Override
    public String toString() {
        return resource;
    }
}
