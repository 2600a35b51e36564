package io.github.catamail.catalina;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.naming.NamingException;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.NamingContextListener;
import org.apache.catalina.core.StandardContext;
import org.jspecify.annotations.Nullable;

/** Looks up each mail session of one web application that is starting, once, and logs what is wrong. */
final class MailCheck {
    private static final Logger LOGGER = LibraryLoader.logger(MailCheck.class.getName());

    private final String path;
    private final ClassLoader loader;
    private final List<MailEntry> entries;
    private final javax.naming.@Nullable Context environment;

    private MailCheck(
            String path, ClassLoader loader, List<MailEntry> entries, javax.naming.@Nullable Context environment) {
        this.path = path;
        this.loader = loader;
        this.entries = entries;
        this.environment = environment;
    }

    /** Returns the check of a web application; it has nothing to do where that is not one of Tomcat's, or has no JNDI. */
    static MailCheck of(ServletContext servletContext) {
        Object resources = servletContext.getAttribute(Globals.RESOURCES_ATTR);
        Context context = resources instanceof WebResourceRoot root ? root.getContext() : null;
        javax.naming.Context environment = environment(context);
        return new MailCheck(
                path(servletContext),
                servletContext.getClassLoader(),
                context == null || environment == null ? List.of() : MailEntry.of(context),
                environment);
    }

    /** Returns the context path as it is shown: that of the root application is {@code /}. */
    static String path(ServletContext context) {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    void run() {
        if (entries.isEmpty()) {
            return;
        }
        ResourceMBeans.hideSecrets();
        boolean sharesMail = sharesMail();
        for (MailEntry entry : entries) {
            if (entry.hasOldType()) {
                reportOldType(entry);
            } else if (entry.isOurs() && (sharesMail || !entry.linked())) {
                // Through a link, Tomcat itself compares the classes, and fails where they are not shared.
                lookUp(entry);
            } else if (entry.lacksFactory()) {
                reportNoFactory(entry);
            }
        }
    }

    // The name comes from the server's own configuration, and what is bound to it is in this JVM.
    @SuppressWarnings("BanJNDI")
    private void lookUp(MailEntry entry) {
        try {
            if (environment != null) {
                environment.lookup(entry.name());
            }
        } catch (VirtualMachineError e) {
            throw e;
        } catch (NamingException e) {
            error(explain(entry, e));
        } catch (Throwable e) {
            // Such as a LinkageError between the web application's jars and the server's.
            error(explain(entry, e));
        }
    }

    private void error(String report) {
        LOGGER.log(Level.ERROR, "In web application '" + path + "': " + report);
    }

    private static String explain(MailEntry entry, Throwable e) {
        String message = e instanceof NamingException && e.getMessage() != null ? e.getMessage() : e.toString();
        String named = message.startsWith(entry.resource().getName() + ": ") ? message : entry.name() + ": " + message;
        Throwable cause = e.getCause();
        return cause == null || named.contains(String.valueOf(cause.getMessage())) ? named : named + ": " + cause;
    }

    private void reportOldType(MailEntry entry) {
        Problems problems = new Problems(entry.name());
        problems.error(
                Topic.WRONG_TYPE,
                "'type' is \"" + MailResource.OLD_TYPE + "\", as it was up to Tomcat 9. Tomcat 10 and later use \""
                        + MailResource.TYPE + "\": change 'type', and <res-type> in web.xml. An application that itself"
                        + " uses javax.mail must be converted");
        error(problems.report());
    }

    private void reportNoFactory(MailEntry entry) {
        Problems problems = new Problems(entry.name());
        problems.warning(
                Topic.MISSING_ATTRIBUTE,
                "it has attributes of Catamail but no 'factory', so that Tomcat's own factory takes it and ignores them. Add"
                        + " factory=\"" + MailResource.FACTORY + "\"");
        for (Problem warning : problems.warnings()) {
            LOGGER.log(Level.WARNING, "In web application '" + path + "': " + entry.name() + ": " + warning);
        }
    }

    private boolean sharesMail() {
        Class<?> own;
        try {
            own = loader.loadClass(MailResource.TYPE);
        } catch (ClassNotFoundException | LinkageError e) {
            // The look-up will say what is missing.
            return true;
        }
        if (own.getClassLoader() != loader) {
            return true;
        }
        Problems problems = new Problems("web application '" + path + "'");
        problems.error(
                Topic.WRONG_JARS,
                "it brings Jakarta Mail itself (" + JarFile.of(own)
                        + "), so that the server's session is of another class"
                        + " to it and its look-up ends in a ClassCastException. Delete that file from WEB-INF/lib");
        LOGGER.log(Level.WARNING, problems.report());
        return false;
    }

    private static javax.naming.@Nullable Context environment(@Nullable Context context) {
        if (context instanceof StandardContext standard && standard.isUseNaming()) {
            NamingContextListener naming = standard.getNamingContextListener();
            return naming == null ? null : naming.getEnvContext();
        }
        return null;
    }
}
