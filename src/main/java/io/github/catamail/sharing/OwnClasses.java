package io.github.catamail.sharing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the classes that an application adds to mail from those that come with the mail jars it bundles, which the server's
 * replace.
 */
final class OwnClasses {
    private static final List<String> GERONIMO =
            List.of("org.apache.geronimo.mail.", "org.apache.geronimo.javamail.", "org.apache.geronimo.activation.");

    private final ClassLoader server;
    private final Bundle bundle;

    OwnClasses(ClassLoader server, Bundle bundle) {
        this.server = server;
        this.bundle = bundle;
    }

    /** Returns whether a class that the application names can be what it claims to be, and is not one of a mail jar. */
    boolean has(String className, String type) {
        return !isReplaced(className) && isA(className, type);
    }

    /** Loads a class of the application; null if that fails. */
    @Nullable Class<?> load(String className) {
        try {
            return bundle.load(className);
        } catch (ClassNotFoundException | LinkageError | SecurityException unusable) {
            // Such as a class that was written for another version of mail, or whose jar is not signed as its package
            // is.
            // It could not be used before either, and all others can.
            return null;
        }
    }

    private boolean isA(String className, String type) {
        Class<?> wanted = ofServer(type);
        if (wanted == null) {
            // A server without mail jars shares nothing: the application's own are all there is.
            return true;
        }
        Class<?> own = load(className);
        return own != null && wanted.isAssignableFrom(own);
    }

    /** What is beside the implementation, such as the handlers of delivery status reports, has no replacement. */
    private boolean isReplaced(String className) {
        for (String prefix : GERONIMO) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return (className.startsWith("org.eclipse.angus.") || className.startsWith("com.sun."))
                && ofServer(className.replaceFirst("^com\\.sun\\.", "org.eclipse.angus.")) != null;
    }

    private @Nullable Class<?> ofServer(String className) {
        try {
            return Class.forName(className, false, server);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }
}
