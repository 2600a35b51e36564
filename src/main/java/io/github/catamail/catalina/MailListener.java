package io.github.catamail.catalina;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.scan.ExcludedPaths;
import io.github.catamail.session.MailSessions;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.jspecify.annotations.Nullable;

/**
 * Lets every web application of the server share the server's Jakarta Mail, whatever mail jars it bundles, by giving each a
 * {@link MailSharingClassLoader}; and closes what Catamail holds when the server stops. One line in {@code server.xml}:
 *
 * <pre>{@code
 * <Server ...>
 *   <Listener className="io.github.catamail.catalina.MailListener"/>
 * }</pre>
 *
 * <p>An application that has a {@code <Loader>} of its own is left alone, and so are those that {@code exclude} names.
 *
 * <p>Tomcat calls it by one thread at a time.
 */
public final class MailListener implements LifecycleListener {
    private static final System.Logger LOG = LibraryLoader.logger(MailListener.class.getName());

    private ExcludedPaths excluded = new ExcludedPaths("");
    private @Nullable LoaderInstaller installer;
    private boolean reported;

    /** Made by Tomcat when it reads {@code server.xml}. */
    public MailListener() {}

    /**
     * Sets the web applications that keep their own mail classes.
     *
     * @param exclude context paths, separated by commas or blanks, such as {@code /legacy, /other}; {@code /} is the root
     *     application. Default: none
     */
    public void setExclude(String exclude) {
        excluded = new ExcludedPaths(exclude);
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (!(event.getSource() instanceof Server server)) {
            reportPlace(event);
            return;
        }
        switch (event.getType()) {
            // The second for a listener that a program adds to a server that it has initialized.
            case Lifecycle.BEFORE_INIT_EVENT, Lifecycle.BEFORE_START_EVENT -> install(server);
            case Lifecycle.AFTER_START_EVENT -> reportUnmet();
            case Lifecycle.AFTER_STOP_EVENT -> MailSessions.shared().close();
            default -> {}
        }
    }

    private void install(Server server) {
        if (installer != null || isSurplus(server)) {
            return;
        }
        reportMalformed();
        LoaderInstaller made = new LoaderInstaller(excluded);
        installer = made;
        Stream.of(server.findServices())
                .map(Service::getContainer)
                .filter(Objects::nonNull)
                .forEach(made::watch);
    }

    private boolean isSurplus(Server server) {
        boolean surplus = Stream.of(server.findLifecycleListeners())
                .anyMatch(other -> other instanceof MailListener listener && listener.installer != null);
        if (surplus && !reported) {
            reported = true;
            LOG.log(
                    Level.WARNING,
                    "MailListener is in conf/server.xml more than once, and only the first counts. Delete the others "
                            + Topic.NO_EFFECT);
        }
        return surplus;
    }

    private void reportMalformed() {
        Problems problems = new Problems("MailListener");
        excluded.reportMalformed(problems);
        if (problems.hasErrors()) {
            LOG.log(Level.ERROR, problems.report());
        }
    }

    private void reportUnmet() {
        Set<String> unmet = excluded.unmet();
        if (installer != null && !unmet.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "MailListener: 'exclude' names " + String.join(", ", unmet)
                            + ", and no web application has started under that path " + Topic.NO_EFFECT);
        }
    }

    private void reportPlace(LifecycleEvent event) {
        if (!reported) {
            reported = true;
            LOG.log(
                    Level.WARNING,
                    "MailListener stands in " + element(event) + " and does nothing there. Move"
                            + " <Listener className=\"" + MailListener.class.getName()
                            + "\"/> in conf/server.xml to the other listeners right below <Server> "
                            + Topic.NO_EFFECT);
        }
    }

    private static String element(LifecycleEvent event) {
        String element = "<" + event.getSource().getClass().getSimpleName().replaceFirst("^Standard", "") + ">";
        return event.getSource() instanceof Context context
                ? "the " + element + " of '" + WebApplication.nameOf(context) + "'"
                : element;
    }
}
