package io.github.catamail.session;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/**
 * The mail providers that the application of the current thread brings, such as a store for a protocol of its own.
 *
 * <p>They are kept as text: their classes are loaded when a service is asked for, by the thread that asks, so that a session
 * holds nothing of an application.
 */
final class OwnProviders {
    private static final System.Logger LOG = LibraryLoader.logger(OwnProviders.class.getName());
    private static final ClassLoader LIBRARY = OwnProviders.class.getClassLoader();

    private OwnProviders() {}

    /** Finds them as Jakarta Mail does, through the context class loader. */
    static List<Provider> find() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context == null || context == LIBRARY) {
            return List.of();
        }
        try {
            return Stream.of(Session.getInstance(new Properties()).getProviders())
                    .filter(provider -> !isOfServer(provider.getClassName()))
                    .map(OwnProviders::copy)
                    .toList();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError ownMailClasses) {
            // The application has other mail classes than the server, so that its providers could not be used here.
            LOG.log(Level.DEBUG, "The providers of the application cannot be read", ownMailClasses);
            return List.of();
        }
    }

    private static Provider copy(Provider provider) {
        return new Provider(
                provider.getType(),
                provider.getProtocol(),
                provider.getClassName(),
                provider.getVendor(),
                provider.getVersion());
    }

    private static boolean isOfServer(String className) {
        try {
            Class.forName(className, false, LIBRARY);
            return true;
        } catch (ClassNotFoundException | LinkageError ofApplication) {
            return false;
        }
    }
}
