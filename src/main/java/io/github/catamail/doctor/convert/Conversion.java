package io.github.catamail.doctor.convert;

import io.github.catamail.config.Problem;
import java.util.List;
import java.util.Map;

/**
 * A resource and what it became. Both mean the same to Catamail.
 *
 * @param attributes the new attributes in their order, those of {@code <Resource>} itself among them; secrets in clear. Empty if
 *     there is an error among the problems: then there is nothing that could mean the same
 * @param changes what became of the old ones, in their order
 * @param problems what there is to say of the resource, errors first
 */
public record Conversion(Map<String, String> attributes, List<Change> changes, List<Problem> problems) {
    /** Copies the lists. */
    public Conversion {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /** Hides the attributes, some of which are secrets. */
    @Override
    public String toString() {
        return "Conversion" + attributes.keySet() + changes;
    }
}
