package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.scan.ExcludedPaths;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.ContainerEvent;
import org.apache.catalina.ContainerListener;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Loader;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;

/**
 * Watches an engine and all below it, and gives each web application that has no {@code <Loader>} of its own the loader that
 * shares mail, before it starts. Safe for use by several threads.
 */
final class LoaderInstaller implements ContainerListener, LifecycleListener {
    private static final System.Logger LOG = LibraryLoader.logger(LoaderInstaller.class.getName());
    private static final String LOADER = MailSharingClassLoader.class.getName();

    private final ExcludedPaths excluded;

    LoaderInstaller(ExcludedPaths excluded) {
        this.excluded = excluded;
    }

    /** Returns whether an application is to be left as it is. */
    boolean excludes(Context context) {
        return excluded.contains(context.getPath());
    }

    /** Watches a container, those in it, and those that come into it later. */
    void watch(Container container) {
        if (container instanceof StandardContext context) {
            context.addLifecycleListener(this);
            return;
        }
        container.addContainerListener(this);
        Stream.of(container.findChildren()).forEach(this::watch);
    }

    @Override
    public void containerEvent(ContainerEvent event) {
        if (event.getType().equals(Container.ADD_CHILD_EVENT) && event.getData() instanceof Container child) {
            watch(child);
        }
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (!(event.getSource() instanceof StandardContext context)) {
            return;
        }
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
            // By now its context.xml has been read, and its class loader has not been made.
            install(context);
        } else if (event.getType().equals(Lifecycle.AFTER_START_EVENT)) {
            report(context);
        }
    }

    private void install(StandardContext context) {
        if (context.getLoader() == null && !excluded.contains(context.getPath())) {
            context.setLoader(sharing(context));
        }
    }

    private void report(StandardContext context) {
        Loader loader = context.getLoader();
        if (loader == null || loader.getDelegate() || loader.getClassLoader() instanceof MailSharingClassLoader) {
            return;
        }
        String name = "Web application '" + WebApplication.nameOf(context) + "' ";
        if (excluded.contains(context.getPath())) {
            LOG.log(Level.DEBUG, name + "is excluded and keeps its own mail classes");
        } else {
            LOG.log(
                    Level.INFO,
                    name
                            + "has a <Loader> of its own, which is left as it is. To share the server's mail classes with it,"
                            + " add loaderClass=\"" + LOADER
                            + "\" to that <Loader>, or let its class extend this one");
        }
    }

    /** The same as Tomcat makes where there is no {@code <Loader>}, but for the class. */
    private static WebappLoader sharing(StandardContext context) {
        WebappLoader loader = new WebappLoader();
        loader.setDelegate(context.getDelegate());
        loader.setLoaderClass(LOADER);
        return loader;
    }
}
