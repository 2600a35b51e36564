package io.github.catamail.doctor.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes on their way from the old to the new. Every step is tried, and taken only if the resource still means the same
 * after it.
 */
final class Draft {
    private final Meaning meaning;
    private final List<Map<String, String>> standIns;
    private Map<String, String> attributes;

    Draft(Map<String, String> attributes, Meaning meaning, List<Map<String, String>> standIns) {
        this.attributes = new LinkedHashMap<>(attributes);
        this.meaning = meaning;
        this.standIns = standIns;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    @Nullable String get(String name) {
        return attributes.get(name);
    }

    /** Returns whether it means what the old attributes mean. */
    boolean isSame() {
        return meaning.isSameAs(Meaning.of(attributes, standIns, /* strict= */ true));
    }

    /** Takes a step if it changes nothing, and returns whether it did. */
    boolean take(Step step) {
        Map<String, String> next = new LinkedHashMap<>(attributes);
        step.change(next);
        if (!meaning.isSameAs(Meaning.of(next, standIns, /* strict= */ true))) {
            return false;
        }
        attributes = next;
        return true;
    }

    /** A change of the attributes. */
    @FunctionalInterface
    interface Step {
        void change(Map<String, String> attributes);
    }
}
