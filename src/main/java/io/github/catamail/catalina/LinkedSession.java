package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.naming.Context;
import javax.naming.NamingException;
import org.apache.catalina.core.NamingContextListener;
import org.apache.catalina.core.StandardContext;
import org.apache.naming.ContextAccessController;

/**
 * A name in the JNDI of an application behind which there is a global session. Tomcat resolves such a link itself, and where the
 * application has another class of that name, fails in words that help nobody.
 */
final class LinkedSession {
    private static final Logger LOGGER = LibraryLoader.logger(LinkedSession.class.getName());

    private LinkedSession() {}

    /**
     * Makes look-ups of a name fail with a reason, for as long as the application runs. The configuration, and what other
     * applications find, stay as they are.
     *
     * @param name below {@code java:comp/env}
     */
    // The name comes from the server's own configuration.
    @SuppressWarnings("BanJNDI")
    static void refuse(StandardContext application, String name, String reason) {
        NamingContextListener naming = application.getNamingContextListener();
        Context environment = naming == null ? null : naming.getEnvContext();
        if (environment == null) {
            return;
        }
        ContextAccessController.setWritable(naming.getName(), application.getNamingToken());
        try {
            environment.rebind(name, UnusableSession.because(reason));
        } catch (NamingException e) {
            // Then Tomcat says it in its own words.
            LOGGER.log(Level.DEBUG, () -> name + " could not be bound", e);
        } finally {
            ContextAccessController.setReadOnly(naming.getName());
        }
    }
}
