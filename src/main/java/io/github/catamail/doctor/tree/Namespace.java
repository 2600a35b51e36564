package io.github.catamail.doctor.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of JNDI and what is declared under them: those of one application, or the global ones.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Namespace {
    private final Map<String, Declaration> effective = new LinkedHashMap<>();
    private final List<Shadow> shadows = new ArrayList<>();

    /** Takes declarations in the order in which Tomcat reads them. The first of a name counts. */
    Namespace(List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            Declaration first = effective.putIfAbsent(declaration.name(), declaration);
            if (first != null) {
                shadows.add(new Shadow(declaration, first));
            }
        }
    }

    /** Returns what counts, in the order it was declared. */
    public Collection<Declaration> declarations() {
        return List.copyOf(effective.values());
    }

    /** Returns what counts under a name, or null. */
    public @Nullable Declaration find(String name) {
        return effective.get(name);
    }

    /** Returns what does not count. */
    public List<Shadow> shadows() {
        return List.copyOf(shadows);
    }
}
