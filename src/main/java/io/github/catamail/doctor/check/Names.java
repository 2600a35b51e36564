package io.github.catamail.doctor.check;

import io.github.catamail.config.NearestName;
import io.github.catamail.config.SessionResource;
import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.TomcatTree;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is meant to be a mail session, even if it is none, and how that is said. */
final class Names {
    private static final String PREFIX = "mail/";

    private Names() {}

    /** Returns all that counts in a tree and is no link, each once. */
    static Collection<Declaration> resources(TomcatTree tree) {
        Map<Object, Declaration> found = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(tree.globals(), tree.waiting()),
                        tree.applications().stream().map(Application::names))
                .flatMap(names -> names.declarations().stream())
                .filter(declaration -> declaration.kind() == Declaration.Kind.RESOURCE)
                .forEach(declaration -> found.putIfAbsent(declaration.place(), declaration));
        return found.values();
    }

    /** Returns whether a resource is a mail session, or looks as if it were meant to be one. */
    static boolean isMeantAsMail(Declaration declaration) {
        return declaration.isMail()
                || hasMailProperty(declaration)
                || (isMailName(declaration.name()) && !hasOtherType(declaration))
                || isNearly(declaration.type());
    }

    /** Returns whether a name is by custom that of a mail session. */
    static boolean isMailName(@Nullable String name) {
        return name != null && name.startsWith(PREFIX);
    }

    /** Returns {@code ; did you mean "mail/Session"?}, or nothing. */
    static String suggestion(String written, Collection<String> known) {
        String nearest = NearestName.of(written, known);
        return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
    }

    private static boolean hasMailProperty(Declaration declaration) {
        return declaration.attributes().keySet().stream().anyMatch(name -> name.startsWith(PREFIX.replace('/', '.')));
    }

    /** A name of that kind may be that of a data source about mail, or of a bean with its own factory. */
    private static boolean hasOtherType(Declaration declaration) {
        String type = declaration.type();
        return type != null && !type.isBlank() && (declaration.factory() != null || type.startsWith("javax.sql."));
    }

    private static boolean isNearly(@Nullable String type) {
        return type != null && NearestName.isWithin(2, type, SessionResource.TYPE);
    }
}
