package io.github.catamail.catalina;

import java.util.stream.Stream;
import org.apache.catalina.Context;

/** Why an application does not share the server's mail classes. */
enum Apart {
    /** There is no {@link MailListener}, or what there is cannot be told. */
    WITHOUT_LISTENER,
    /** The listener's {@code exclude} names it. */
    EXCLUDED,
    /** It has a {@code <Loader>} of its own, which the listener leaves alone. */
    OWN_LOADER;

    /** Returns the reason for one that does not. */
    static Apart of(Context context) {
        return Stream.of(context.findLifecycleListeners())
                .filter(LoaderInstaller.class::isInstance)
                .map(LoaderInstaller.class::cast)
                .findFirst()
                .map(installer -> installer.excludes(context) ? EXCLUDED : OWN_LOADER)
                .orElse(WITHOUT_LISTENER);
    }
}
