package io.github.catamail.doctor.check;

import io.github.catamail.config.NearestName;
import io.github.catamail.config.SessionResource;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.TomcatTree;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds mail resources that were meant for Catamail and go to another factory, or to one that is not there. */
final class FactoryCheck implements Check {
    private static final String OF_TOMCAT = "org.apache.naming.factory.";
    private static final String RIGHT = "factory=\"" + SessionResource.FACTORY + "\"";
    private static final String OLD_PROPERTY = "javax.mail.Session.Factory";

    private final List<String> notes;

    FactoryCheck(List<String> notes) {
        this.notes = notes;
    }

    @Override
    public void run(TomcatTree tree, Findings findings) {
        checkProperty(tree, findings);
        List<Declaration> mail =
                Names.resources(tree).stream().filter(Names::isMeantAsMail).toList();
        for (Declaration resource : mail) {
            check(resource, tree, findings);
        }
        List<String> taken = mail.stream()
                .filter(resource -> resource.factory() == null && tree.isOurs(resource))
                .map(resource -> resource.name() + " (" + resource.place() + ")")
                .toList();
        if (SessionResource.FACTORY.equals(tree.property(SessionResource.FACTORY_PROPERTY))) {
            notes.add("The system property " + SessionResource.FACTORY_PROPERTY + " (" + place(tree)
                    + ") gives every mail session without 'factory' to Catamail"
                    + (taken.isEmpty() ? "; there is none" : ": " + String.join(", ", taken)) + ".");
        }
    }

    private static void check(Declaration resource, TomcatTree tree, Findings findings) {
        String factory = resource.factory();
        if (factory == null) {
            if (SessionResource.TYPE.equals(resource.type())
                    && !tree.isOurs(resource)
                    && tree.property(SessionResource.FACTORY_PROPERTY) == null
                    && hasShortNames(resource)) {
                findings.error(
                        Topic.MISSING_ATTRIBUTE,
                        resource.place(),
                        resource.name()
                                + ": it has attributes of Catamail but no 'factory', so that Tomcat's own factory takes it"
                                + " and ignores them",
                        "add " + RIGHT);
            }
        } else if (isMisspelt(factory)) {
            findings.error(
                    Topic.WRONG_FACTORY,
                    resource.place(),
                    resource.name() + ": 'factory' is \"" + factory
                            + "\", and there is no such class: each look-up fails"
                            + " with \"Could not load resource factory class\"",
                    "write " + RIGHT);
        } else if (factory.startsWith(OF_TOMCAT) && hasShortNames(resource)) {
            findings.error(
                    Topic.WRONG_FACTORY,
                    resource.place(),
                    resource.name() + ": 'factory' is \"" + factory
                            + "\", which is Tomcat's own and ignores the attributes of Catamail",
                    "write " + RIGHT);
        }
    }

    private static void checkProperty(TomcatTree tree, Findings findings) {
        String value = tree.property(SessionResource.FACTORY_PROPERTY);
        if (value != null && isMisspelt(value)) {
            findings.error(
                    Topic.WRONG_FACTORY,
                    place(tree),
                    "the system property " + SessionResource.FACTORY_PROPERTY + " is \"" + value
                            + "\", and there is no such class: each look-up of a mail session without 'factory' fails",
                    "set it to " + SessionResource.FACTORY);
        }
        tree.options().stream()
                .filter(option -> option.name().equals(OLD_PROPERTY))
                .forEach(option -> findings.warning(
                        Topic.NO_EFFECT,
                        option.place(),
                        "the system property " + OLD_PROPERTY + " has no effect: it was that of Tomcat 9 and older",
                        "use " + SessionResource.FACTORY_PROPERTY + " in its place"));
    }

    private static String place(TomcatTree tree) {
        return tree.options().stream()
                .filter(option -> option.name().equals(SessionResource.FACTORY_PROPERTY))
                .map(option -> option.place().toString())
                .reduce("", (first, second) -> second);
    }

    private static boolean hasShortNames(Declaration resource) {
        return SessionResource.hasShortNames(resource.attributes()::containsKey);
    }

    /** A factory of others has a name of its own, which is none of our business. */
    static boolean isMisspelt(@Nullable String factory) {
        return factory != null
                && !factory.equals(SessionResource.FACTORY)
                && (factory.toLowerCase(Locale.ROOT).contains("catamail")
                        || NearestName.isWithin(3, factory, SessionResource.FACTORY));
    }
}
