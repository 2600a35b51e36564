package io.github.catamail.doctor.tree;

import io.github.catamail.config.SessionResource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is declared under a name of JNDI.
 *
 * @param kind what it is
 * @param name its name, below {@code java:comp/env} or in the global resources; empty if none is written
 * @param type the class that is written beside the name, or null
 * @param attributes all attributes with their variables replaced, in the order they were written; some are secrets
 * @param written the same as they stand in the file
 * @param place where it begins
 */
public record Declaration(
        Kind kind,
        String name,
        @Nullable String type,
        Map<String, String> attributes,
        Map<String, String> written,
        Place place) {
    /** What can be declared. */
    public enum Kind {
        /** A {@code <Resource>}. */
        RESOURCE,
        /** A {@code <ResourceLink>} to a global resource. */
        LINK,
        /** A {@code <resource-ref>} or {@code <resource-env-ref>} in {@code web.xml}. */
        REFERENCE
    }

    static Declaration resource(Element element) {
        return of(Kind.RESOURCE, element);
    }

    static Declaration link(Element element) {
        return of(Kind.LINK, element);
    }

    /** Reads {@code <resource-ref>} or {@code <resource-env-ref>}. */
    static Declaration reference(Element element) {
        boolean environment = element.name().equals("resource-env-ref");
        String name = element.textOf(environment ? "resource-env-ref-name" : "res-ref-name");
        String lookup = element.textOf("lookup-name");
        Map<String, String> attributes = lookup == null || lookup.isEmpty() ? Map.of() : Map.of("lookup-name", lookup);
        return new Declaration(
                Kind.REFERENCE,
                name == null ? "" : name,
                element.textOf(environment ? "resource-env-ref-type" : "res-type"),
                attributes,
                attributes,
                element.place());
    }

    private static Declaration of(Kind kind, Element element) {
        return new Declaration(
                kind,
                element.attribute("name", ""),
                element.attribute("type"),
                element.attributes(),
                element.written(),
                element.place());
    }

    /** Returns the factory that is written, or null. */
    public @Nullable String factory() {
        return attributes.get("factory");
    }

    /** Returns whether it is, or wants to be, a mail session. */
    public boolean isMail() {
        return SessionResource.isMail(type, factory());
    }

    /** Tells no attribute: one can be a password. */
    @Override
    public String toString() {
        return name + " in " + place;
    }
}
