package io.github.catamail.catalina;

import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.ContainerEvent;
import org.apache.catalina.ContainerListener;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;

/**
 * Gives every web application of the server a {@link MailSharingClassLoader}:
 *
 * <pre>{@code
 * <Server ...>
 *   <Listener className="io.github.catamail.catalina.MailListener"/>
 * }</pre>
 */
public final class MailListener implements LifecycleListener {
    /** Made by Tomcat when it reads {@code server.xml}. */
    public MailListener() {}

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_INIT_EVENT) && event.getSource() instanceof Server server) {
            Stream.of(server.findServices()).map(Service::getContainer).forEach(this::watch);
        }
    }

    private void watch(Container container) {
        if (container instanceof Context context) {
            context.addLifecycleListener(this::contextEvent);
            return;
        }
        container.addContainerListener(new Children());
        Stream.of(container.findChildren()).forEach(this::watch);
    }

    private void contextEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)
                && event.getSource() instanceof StandardContext context
                && context.getLoader() == null) {
            WebappLoader loader = new WebappLoader();
            loader.setDelegate(context.getDelegate());
            loader.setLoaderClass(MailSharingClassLoader.class.getName());
            context.setLoader(loader);
        }
    }

    private final class Children implements ContainerListener {
        @Override
        public void containerEvent(ContainerEvent event) {
            if (event.getType().equals(Container.ADD_CHILD_EVENT) && event.getData() instanceof Container child) {
                watch(child);
            }
        }
    }
}
