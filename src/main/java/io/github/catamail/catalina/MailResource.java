package io.github.catamail.catalina;

import io.github.catamail.config.SessionResource;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.jspecify.annotations.Nullable;

/** What makes a resource that Tomcat has read a mail session, and one of Catamail's. */
final class MailResource {
    static final String TYPE = SessionResource.TYPE;
    static final String OLD_TYPE = SessionResource.OLD_TYPE;
    static final String FACTORY = SessionResource.FACTORY;

    private MailResource() {}

    /** Returns whether the resource is, or wants to be, a mail session, whoever makes it. */
    static boolean isMail(ContextResource resource) {
        return SessionResource.isMail(resource.getType(), factory(resource));
    }

    /** Returns whether the resource asks for a session of Tomcat 9, for which Tomcat calls no factory at all. */
    static boolean hasOldType(ContextResource resource) {
        return OLD_TYPE.equals(resource.getType());
    }

    /** Returns whether Tomcat hands the resource to Catamail's factory. */
    static boolean isOurs(ContextResource resource) {
        return SessionResource.isOurs(
                resource.getType(), factory(resource), System.getProperty(SessionResource.FACTORY_PROPERTY));
    }

    /** Returns whether it has attributes that only Catamail knows, and goes to Tomcat's own factory. */
    static boolean lacksFactory(ContextResource resource) {
        return !isOurs(resource)
                && factory(resource) == null
                && SessionResource.hasShortNames(attribute -> resource.getProperty(attribute) != null);
    }

    private static @Nullable Object factory(ContextResource resource) {
        return resource.getProperty("factory");
    }
}
