package io.github.catamail.catalina;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.scan.ServerLib;
import io.github.catamail.session.MailSessions;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** The lib is the same for all web applications. */
    private static final AtomicBoolean LIB_CHECKED = new AtomicBoolean();

    /** Makes an initializer. Tomcat calls this for each web application. */
    public MailContextInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        try {
            MailCheck check = MailCheck.of(context);
            if (check != null && !handOver(classes, context)) {
                checkLib(context);
                check.run();
            }
        } catch (VirtualMachineError e) {
            throw e;
        } catch (LinkageError notTomcat) {
            LOGGER.log(Level.DEBUG, "This is not Tomcat: mail sessions are not checked at start-up", notTomcat);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The mail sessions of " + context.getContextPath() + " could not be checked", e);
        }
    }

    /** Tomcat calls a copy in WEB-INF/lib in the place of the server's own, which knows better. */
    private boolean handOver(@Nullable Set<Class<?>> classes, ServletContext context) {
        ClassLoader loader = context.getClassLoader();
        if (getClass().getClassLoader() != loader || loader.getParent() == null) {
            return false;
        }
        try {
            Class<?> server = Class.forName(getClass().getName(), false, loader.getParent());
            ((ServletContainerInitializer) server.getConstructor().newInstance()).onStartup(classes, context);
            return true;
        } catch (ReflectiveOperationException | ServletException none) {
            LOGGER.log(Level.DEBUG, "There is no Catamail in the server's lib", none);
            return false;
        }
    }

    private static void checkLib(ServletContext context) {
        ClassLoader lib = context.getClassLoader().getParent();
        if (lib != null && LIB_CHECKED.compareAndSet(false, true)) {
            Problems problems = new Problems("the server's lib");
            MailSessions.checkServer(problems);
            for (Problem problem : problems.errors()) {
                LOGGER.log(Level.ERROR, problem.toString());
            }
            String duplicates = ServerLib.of(lib).duplicates();
            if (duplicates != null) {
                LOGGER.log(Level.WARNING, duplicates);
            }
        }
    }
}
