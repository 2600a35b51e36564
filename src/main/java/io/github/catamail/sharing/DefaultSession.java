package io.github.catamail.sharing;

import jakarta.mail.Authenticator;
import jakarta.mail.Session;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The default session of one web application.
 *
 * <p>{@link Session#getDefaultInstance(Properties, Authenticator)} keeps one for all that share the class. Applications that
 * bring mail jars count on having that for themselves: with a shared one the second would send through the server of the
 * first and could read its password, or be denied. So their calls come here, see {@link DefaultCalls}.
 *
 * <p>Safe for use by several threads.
 */
public final class DefaultSession {
    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private @Nullable Session session;
    private @Nullable Authenticator authenticator;

    /** A class loader whose classes have a default session of their own. */
    public interface Owner {
        /** Returns it. */
        DefaultSession defaultSession();
    }

    /** Makes one that has no session yet. */
    public DefaultSession() {}

    /** As {@link Session#getDefaultInstance(Properties)}, for the application of the class that calls. */
    public static Session getDefaultInstance(Properties properties) {
        return of(CALLERS.getCallerClass(), properties, null);
    }

    /**
     * As {@link Session#getDefaultInstance(Properties, Authenticator)}, for the application of the class that calls.
     *
     * @throws SecurityException if there is one with an authenticator of another class loader
     */
    public static Session getDefaultInstance(Properties properties, @Nullable Authenticator authenticator) {
        return of(CALLERS.getCallerClass(), properties, authenticator);
    }

    private static Session of(Class<?> caller, Properties properties, @Nullable Authenticator authenticator) {
        for (ClassLoader loader = caller.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof Owner owner) {
                return owner.defaultSession().get(properties, authenticator);
            }
        }
        return Session.getDefaultInstance(properties, authenticator);
    }

    synchronized Session get(Properties properties, @Nullable Authenticator asking) {
        if (session == null) {
            session = Session.getInstance(properties, asking);
            authenticator = asking;
        } else if (!areOfOneOwner(authenticator, asking)) {
            throw new SecurityException("Access to default session denied");
        }
        return session;
    }

    /** Forgets the session. */
    public synchronized void clear() {
        session = null;
        authenticator = null;
    }

    /** The rule of Jakarta Mail. */
    private static boolean areOfOneOwner(@Nullable Authenticator one, @Nullable Authenticator other) {
        return one == other
                || (one != null
                        && other != null
                        && one.getClass().getClassLoader() == other.getClass().getClassLoader());
    }
}
