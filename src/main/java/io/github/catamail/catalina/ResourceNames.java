package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.naming.Name;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The names that resources have in the configuration.
 *
 * <p>Tomcat tells an object factory no more than the last part of the name: {@code Session} for {@code mail/Session}. This
 * class names no type of Tomcat, so that it can be called in any container.
 */
public final class ResourceNames {
    private static final Logger LOGGER = LibraryLoader.logger(ResourceNames.class.getName());

    private ResourceNames() {}

    /**
     * Returns the whole name of the resource that a reference was made from, such as {@code mail/Session}.
     *
     * <p>It is found by its attributes among all that are declared in the server. Where it is not found, as in another
     * container, the name that was given is returned as it stands. Never throws. Safe for use by several threads.
     *
     * @param reference what the object factory got
     * @param name the name that it got beside it; null counts as {@code mail/Session}, the usual one
     */
    public static String whole(Reference reference, @Nullable Name name) {
        if (name == null) {
            return "mail/Session";
        }
        String part = name.toString();
        try {
            return DeclaredResources.nameOf(reference, part).orElse(part);
        } catch (LinkageError notTomcat) {
            LOGGER.log(Level.DEBUG, "This is not Tomcat: resource names are taken as they come", notTomcat);
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The whole name of " + part + " could not be found", e);
        }
        return part;
    }

    /**
     * Returns whether a reference may be that of a global resource, which applications share; also where that cannot be told, as
     * in another container. Never throws. Safe for use by several threads.
     *
     * @param reference what the object factory got
     * @param name the whole name
     */
    public static boolean isGlobal(Reference reference, String name) {
        try {
            return DeclaredResources.isGlobal(reference, name);
        } catch (LinkageError notTomcat) {
            LOGGER.log(Level.DEBUG, "This is not Tomcat: " + name + " is taken for a shared resource", notTomcat);
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Where " + name + " is declared could not be found", e);
        }
        return true;
    }
}
