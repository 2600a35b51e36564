package io.github.catamail.sharing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Provider;
import java.lang.System.Logger.Level;

/**
 * Writes providers that an application declares as services as lines of {@code jakarta.providers}. Jakarta Mail looks for such
 * services beside its own classes, which are the server's, and would not find them; the lines it reads through the context
 * class loader.
 */
final class ServiceProviders {
    private static final System.Logger LOG = LibraryLoader.logger(ServiceProviders.class.getName());

    private ServiceProviders() {}

    /** Returns the line of a provider, and nothing if it cannot be made. */
    static byte[] line(Class<?> type) {
        try {
            Provider provider = (Provider) type.getConstructor().newInstance();
            return ("protocol=" + provider.getProtocol() + "; type=" + name(provider) + "; class="
                            + provider.getClassName() + "; vendor=" + provider.getVendor() + "\n")
                    .getBytes(ISO_8859_1);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
            LOG.log(Level.DEBUG, "The mail provider " + type.getName() + " cannot be made", unusable);
            return new byte[0];
        }
    }

    private static String name(Provider provider) {
        return provider.getType() == Provider.Type.STORE ? "store" : "transport";
    }
}
