package io.github.catamail.doctor.tree;

import io.github.catamail.config.SessionResource;
import java.util.List;
import java.util.Map;

/**
 * A mail session that is declared in the files of a Tomcat.
 *
 * @param name its name, such as {@code mail/Session}; a global one has its global name
 * @param attributes what its factory gets, as {@code SettingsParser} takes it; some are secrets
 * @param place where it begins
 * @param isOurs whether it goes to Catamail's factory; if not, to Tomcat's own or that of others
 * @param strictByDefault whether an unknown attribute is an error where {@code strict} is not written
 * @param isGlobal whether it stands in {@code <GlobalNamingResources>}
 * @param users the applications that can find it
 */
public record MailDeclaration(
        String name,
        Map<String, String> attributes,
        Place place,
        boolean isOurs,
        boolean strictByDefault,
        boolean isGlobal,
        List<User> users) {
    /**
     * An application that can find the session.
     *
     * @param application its path and version
     * @param name the name under which it finds it
     */
    public record User(String application, String name) {}

    /** Copies the list. */
    public MailDeclaration {
        users = List.copyOf(users);
    }

    /** Returns whether it is of the type that Tomcat 10 and later have; if not, each look-up fails. */
    public boolean hasRightType() {
        return SessionResource.TYPE.equals(attributes.get("type"));
    }

    /** Tells no attribute: one can be a password. */
    @Override
    public String toString() {
        return name + " in " + place;
    }
}
