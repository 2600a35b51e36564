package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The MBeans under which Tomcat shows the {@code <Resource>} elements of its configuration.
 *
 * <p>Tomcat's own MBean answers {@code getAttribute("password")} in clear, over JMX and in the manager's JMX proxy. This
 * class names no type of Tomcat, so that it can be called in any container.
 */
public final class ResourceMBeans {
    private static final Logger LOGGER = LibraryLoader.logger(ResourceMBeans.class.getName());

    private ResourceMBeans() {}

    /**
     * Makes the MBeans of all mail resources, of the server and of every web application, answer {@code [hidden]} for
     * passwords and other secrets. The resources themselves stay as they are.
     *
     * <p>What is hidden already is left alone, so that this may be called at every session that is made. Does nothing in
     * a container other than Tomcat, or where Tomcat has no MBeans. Never throws. Safe for use by several threads.
     */
    public static void hideSecrets() {
        try {
            HiddenSecrets.hideAll();
        } catch (LinkageError notTomcat) {
            LOGGER.log(Level.DEBUG, "This is not Tomcat: it has no resource MBeans", notTomcat);
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The secrets in Tomcat's resource MBeans could not be hidden", e);
        }
    }
}
