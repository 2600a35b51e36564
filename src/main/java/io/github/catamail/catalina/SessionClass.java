package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.scan.MailConflict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.naming.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The class {@code jakarta.mail.Session} as a web application sees it.
 *
 * <p>This class names no type of Tomcat, so that it can be called in any container.
 */
public final class SessionClass {
    private static final Logger LOGGER = LibraryLoader.logger(SessionClass.class.getName());

    private SessionClass() {}

    /**
     * Checks that the web application which this thread works for can be given a session. Does nothing in a thread that works
     * for none, and in a container other than Tomcat. Safe for use by several threads.
     *
     * @param resource the JNDI name of the session, for the message
     * @throws ConfigurationException if the application brings Jakarta Mail itself; the message names it, the file, and what to
     *     do
     */
    public static void requireShared(String resource) throws ConfigurationException {
        String refusal = refusal(resource);
        if (refusal != null) {
            throw new ConfigurationException(refusal);
        }
    }

    private static @Nullable String refusal(String resource) {
        try {
            WebApplication application = WebApplication.ofThread();
            MailConflict conflict = application == null ? null : application.conflict();
            return conflict == null ? null : conflict.refusal(resource);
        } catch (LinkageError notTomcat) {
            LOGGER.log(Level.DEBUG, "This is not Tomcat: applications are not told apart", notTomcat);
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, () -> "The application that looks up " + resource + " is unknown", e);
        }
        return null;
    }
}
