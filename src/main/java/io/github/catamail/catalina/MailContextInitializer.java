package io.github.catamail.catalina;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the mail sessions of each web application while it starts, so that what is wrong with their configuration stands
 * in the log before the first message is sent.
 *
 * <p>Tomcat finds it in its {@code lib} and calls it for every web application; there is nothing to configure. Never keeps
 * a web application from starting, and does nothing in another container or in a web application without mail sessions. A
 * {@code containerSciFilter} that matches its name switches it off.
 */
public final class MailContextInitializer implements ServletContainerInitializer {
    private static final Logger LOGGER = LibraryLoader.logger(MailContextInitializer.class.getName());

    /** Makes an initializer. Tomcat calls this for each web application. */
    public MailContextInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        try {
            if (getClass().getClassLoader() == context.getClassLoader()) {
                reportCopy(context);
            } else {
                MailCheck.of(context).run();
            }
        } catch (VirtualMachineError e) {
            throw e;
        } catch (LinkageError notTomcat) {
            LOGGER.log(Level.DEBUG, "This is not Tomcat: mail sessions are not checked at start-up", notTomcat);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The mail sessions of " + context.getContextPath() + " could not be checked", e);
        }
    }

    private void reportCopy(ServletContext context) {
        Problems problems = new Problems("web application '" + MailCheck.path(context) + "'");
        problems.error(
                Topic.WRONG_JARS,
                "it brings its own copy of Catamail (" + JarFile.of(getClass())
                        + "), which cannot work with the server's;"
                        + " Catamail belongs into the server's lib only: delete that file");
        LOGGER.log(Level.ERROR, problems.report());
    }
}
