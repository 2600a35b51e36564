package io.github.catamail.config;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes a resource that is declared in Tomcat a mail session, and one of Catamail's, and the words about one that is meant to
 * be and is not. The same for a Tomcat that is running and for files that are only read.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class SessionResource {
    /** The type that mail sessions have since Tomcat 10. */
    public static final String TYPE = "jakarta.mail.Session";
    /** The type that they had up to Tomcat 9. */
    public static final String OLD_TYPE = "javax.mail.Session";
    /** The name of Catamail's factory. */
    public static final String FACTORY = "io.github.catamail.MailSessionFactory";
    /** The system property by which Tomcat finds the factory of a mail session that names none. */
    public static final String FACTORY_PROPERTY = "jakarta.mail.Session.Factory";

    private SessionResource() {}

    /** Returns whether a resource is, or wants to be, a mail session, whoever makes it. */
    public static boolean isMail(@Nullable String type, @Nullable Object factory) {
        return TYPE.equals(type) || OLD_TYPE.equals(type) || FACTORY.equals(factory);
    }

    /**
     * Returns whether Tomcat hands a resource to Catamail's factory.
     *
     * @param factory the attribute, if it is written
     * @param property the value of {@link #FACTORY_PROPERTY}, if it is set
     */
    public static boolean isOurs(@Nullable String type, @Nullable Object factory, @Nullable String property) {
        return factory != null ? FACTORY.equals(factory) : TYPE.equals(type) && FACTORY.equals(property);
    }

    /**
     * Returns whether a resource without a factory has attributes that only Catamail knows.
     *
     * @param isWritten tells whether an attribute of this name is written
     */
    public static boolean hasShortNames(Predicate<String> isWritten) {
        return Stream.of(Setting.values())
                // Tomcat's factory has an attribute of this name too.
                .filter(setting -> setting != Setting.PASSWORD)
                .anyMatch(setting -> isWritten.test(setting.attribute()));
    }

    /**
     * Says that Catamail's factory is named for something else than a mail session.
     *
     * @param type what is written, or null
     */
    public static void reportWrongType(Problems problems, @Nullable String type) {
        if (OLD_TYPE.equals(type)) {
            reportOldType(problems);
        } else {
            problems.error(
                    Topic.WRONG_TYPE,
                    type == null
                            ? "'type' is missing: write type=\"" + TYPE + "\""
                            : "'type' is \"" + type + "\" and must be \"" + TYPE + "\"");
        }
    }

    /** Says that a resource asks for a session of Tomcat 9, for which Tomcat calls no factory at all. */
    public static void reportOldType(Problems problems) {
        problems.error(
                Topic.WRONG_TYPE,
                "'type' is \"" + OLD_TYPE + "\", as it was up to Tomcat 9. Tomcat 10 and later use \"" + TYPE
                        + "\": change 'type', and <res-type> in web.xml. An application that itself"
                        + " uses javax.mail must be converted");
    }

    /** Says that Tomcat's own factory gets what was written for Catamail's. */
    public static void reportNoFactory(Problems problems) {
        problems.warning(
                Topic.MISSING_ATTRIBUTE,
                "it has attributes of Catamail but no 'factory', so that Tomcat's own factory takes it and ignores them. Add"
                        + " factory=\"" + FACTORY + "\"");
    }
}
