package io.github.catamail.doctor.check;

import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.DeclaredListener;
import io.github.catamail.doctor.tree.DeclaredLoader;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.scan.Apart;
import io.github.catamail.scan.ClassOrder;
import io.github.catamail.scan.ExcludedPaths;
import org.jspecify.annotations.Nullable;

/** Which applications share the server's mail classes, by the listener or by a loader. One thread uses it. */
final class Sharing {
    // The classes know Tomcat, and are not for this package.
    static final String LISTENER = "io.github.catamail.catalina.MailListener";
    static final String LOADER = "io.github.catamail.catalina.MailSharingClassLoader";

    private final @Nullable ExcludedPaths excluded;

    private Sharing(@Nullable ExcludedPaths excluded) {
        this.excluded = excluded;
    }

    /** The first listener counts. */
    static Sharing of(TomcatTree tree) {
        return new Sharing(tree.listeners().stream()
                .filter(Sharing::isInPlace)
                .map(listener -> new ExcludedPaths(listener.attributes().getOrDefault("exclude", "")))
                .findFirst()
                .orElse(null));
    }

    static boolean isInPlace(DeclaredListener listener) {
        return listener.className().equals(LISTENER) && listener.parent().equals("Server");
    }

    /** Returns whose classes an application gets, as its class loader would have it. */
    ClassOrder orderOf(Application application) {
        DeclaredLoader loader = application.loader();
        boolean isExcluded = excluded != null && excluded.contains(application.contextPath());
        boolean shares = loader == null ? excluded != null && !isExcluded : LOADER.equals(loader.loaderClass());
        Apart apart = excluded == null ? Apart.WITHOUT_LISTENER : isExcluded ? Apart.EXCLUDED : Apart.OWN_LOADER;
        return new ClassOrder(shares, application.prefersServer(), apart);
    }
}
