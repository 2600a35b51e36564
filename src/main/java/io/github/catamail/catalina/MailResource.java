package io.github.catamail.catalina;

import io.github.catamail.config.Setting;
import java.util.stream.Stream;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.jspecify.annotations.Nullable;

/** What makes a declared resource a mail session, and one of Catamail's. */
final class MailResource {
    /** The type that mail sessions have since Tomcat 10. */
    static final String TYPE = "jakarta.mail.Session";
    /** The type that they had up to Tomcat 9. */
    static final String OLD_TYPE = "javax.mail.Session";
    /** The name of the factory; its class imports this package, which therefore cannot import it. */
    static final String FACTORY = "io.github.catamail.MailSessionFactory";
    /** The system property by which Tomcat finds the factory of a mail session that names none. */
    static final String FACTORY_PROPERTY = "jakarta.mail.Session.Factory";

    private MailResource() {}

    /** Returns whether the resource is, or wants to be, a mail session, whoever makes it. */
    static boolean isMail(ContextResource resource) {
        return TYPE.equals(resource.getType()) || hasOldType(resource) || FACTORY.equals(factory(resource));
    }

    /** Returns whether the resource asks for a session of Tomcat 9, for which Tomcat calls no factory at all. */
    static boolean hasOldType(ContextResource resource) {
        return OLD_TYPE.equals(resource.getType());
    }

    /** Returns whether Tomcat hands the resource to Catamail's factory. */
    static boolean isOurs(ContextResource resource) {
        Object factory = factory(resource);
        if (factory != null) {
            return FACTORY.equals(factory);
        }
        return TYPE.equals(resource.getType()) && FACTORY.equals(System.getProperty(FACTORY_PROPERTY));
    }

    /** Returns whether it has attributes that only Catamail knows, and goes to Tomcat's own factory. */
    static boolean lacksFactory(ContextResource resource) {
        return !isOurs(resource)
                && factory(resource) == null
                && Stream.of(Setting.values())
                        // Tomcat's factory has an attribute of this name too.
                        .filter(setting -> setting != Setting.PASSWORD)
                        .anyMatch(setting -> resource.getProperty(setting.attribute()) != null);
    }

    private static @Nullable Object factory(ContextResource resource) {
        return resource.getProperty("factory");
    }
}
