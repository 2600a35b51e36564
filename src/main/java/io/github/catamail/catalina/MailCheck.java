package io.github.catamail.catalina;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SessionResource;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.scan.BundledMail;
import io.github.catamail.scan.MailConflict;
import io.github.catamail.scan.MailReport;
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

/** Looks at the mail sessions of one web application that is starting, and at its mail classes, and logs what is wrong. */
final class MailCheck {
    private static final Logger LOGGER = LibraryLoader.logger(MailCheck.class.getName());

    private final Context context;
    private final WebApplication application;
    private final List<MailEntry> entries;
    private final javax.naming.@Nullable Context environment;

    private MailCheck(WebResourceRoot root) {
        this.context = root.getContext();
        this.application = WebApplication.of(root);
        this.environment = environment(context);
        this.entries = environment == null ? List.of() : MailEntry.of(context);
    }

    /** Returns the check of a web application; null where that is not one of Tomcat's. */
    static @Nullable MailCheck of(ServletContext servletContext) {
        return servletContext.getAttribute(Globals.RESOURCES_ATTR) instanceof WebResourceRoot root
                ? new MailCheck(root)
                : null;
    }

    void run() {
        if (!entries.isEmpty()) {
            ResourceMBeans.hideSecrets();
            context.addLifecycleListener(new StoppedApplication(application.loader()));
        }
        BundledMail bundled = application.bundledMail();
        if (!bundled.isEmpty() && WebApplication.serverHasMail()) {
            report(bundled);
        }
        MailConflict conflict = application.hasOtherSession()
                ? new MailConflict(application.name(), bundled, ClassOrders.apart(context))
                : null;
        for (MailEntry entry : entries) {
            if (entry.hasOldType()) {
                reportOldType(entry);
            } else if (entry.isOurs() && conflict != null) {
                refuse(entry, conflict);
            } else if (entry.isOurs()) {
                lookUp(entry);
            } else if (entry.lacksFactory()) {
                reportNoFactory(entry);
            }
        }
    }

    private void report(BundledMail bundled) {
        MailReport report = new MailReport(
                application.name(),
                bundled,
                ClassOrders.of(context),
                entries.stream().anyMatch(MailEntry::isOurs),
                application.runsCopy());
        LOGGER.log(report.isWarning() ? Level.WARNING : Level.INFO, report.text());
    }

    /** A session of the application's own is refused by its factory. */
    private void refuse(MailEntry entry, MailConflict conflict) {
        if (entry.linked() && context instanceof StandardContext standard) {
            LinkedSession.refuse(standard, entry.name(), conflict.refusal(entry.name()));
        }
    }

    // The name comes from the server's own configuration, and what is bound to it is in this JVM.
    @SuppressWarnings("BanJNDI")
    private void lookUp(MailEntry entry) {
        try {
            // A copy of Catamail in the application would make the session, also a global one that all others get then.
            if (environment != null && !application.runsCopy()) {
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
        LOGGER.log(Level.ERROR, "In web application '" + application.name() + "': " + report);
    }

    private static String explain(MailEntry entry, Throwable e) {
        String message = e instanceof NamingException && e.getMessage() != null ? e.getMessage() : e.toString();
        String named = message.startsWith(entry.resource().getName() + ": ") ? message : entry.name() + ": " + message;
        Throwable cause = e.getCause();
        return cause == null || named.contains(String.valueOf(cause.getMessage())) ? named : named + ": " + cause;
    }

    private void reportOldType(MailEntry entry) {
        Problems problems = new Problems(entry.name());
        SessionResource.reportOldType(problems);
        error(problems.report());
    }

    private void reportNoFactory(MailEntry entry) {
        Problems problems = new Problems(entry.name());
        SessionResource.reportNoFactory(problems);
        for (Problem warning : problems.warnings()) {
            LOGGER.log(
                    Level.WARNING, "In web application '" + application.name() + "': " + entry.name() + ": " + warning);
        }
    }

    private static javax.naming.@Nullable Context environment(@Nullable Context context) {
        if (context instanceof StandardContext standard && standard.isUseNaming()) {
            NamingContextListener naming = standard.getNamingContextListener();
            return naming == null ? null : naming.getEnvContext();
        }
        return null;
    }
}
