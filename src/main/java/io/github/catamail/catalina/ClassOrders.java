package io.github.catamail.catalina;

import io.github.catamail.scan.Apart;
import io.github.catamail.scan.ClassOrder;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;

/** Tells whose classes an application that is starting or running gets. */
final class ClassOrders {
    private ClassOrders() {}

    static ClassOrder of(Context context) {
        Loader loader = context.getLoader();
        return new ClassOrder(
                loader != null && loader.getClassLoader() instanceof MailSharingClassLoader,
                loader != null && loader.getDelegate(),
                apart(context));
    }

    /** Returns why an application does not share the server's mail classes, if it does not. */
    static Apart apart(Context context) {
        return Stream.of(context.findLifecycleListeners())
                .filter(LoaderInstaller.class::isInstance)
                .map(LoaderInstaller.class::cast)
                .findFirst()
                .map(installer -> installer.excludes(context) ? Apart.EXCLUDED : Apart.OWN_LOADER)
                .orElse(Apart.WITHOUT_LISTENER);
    }
}
