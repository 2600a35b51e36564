package io.github.catamail.sharing;

import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.loader.LibraryLoader.Action;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's own loader as context class loader, with the look-ups of mail answered from memory. Threads that belong to no
 * application write mail in it: those of timers and pools, whose context class loader is the system's, or none.
 *
 * <p>It refers to no application. Safe for use by several threads.
 */
public final class ServerContext extends ClassLoader {
    private static final ClassLoader LIBRARY = ServerContext.class.getClassLoader();
    private static final ServerContext SHARED = new ServerContext(LIBRARY);

    private final RememberedResources remembered;

    static {
        registerAsParallelCapable();
    }

    ServerContext(ClassLoader server) {
        super(server);
        remembered = new RememberedResources(server, /* bundle= */ null);
    }

    /** Writes mail; may throw {@code E}. */
    @FunctionalInterface
    public interface Writing<E extends Exception> {
        /** Writes it. */
        void run() throws E;
    }

    /**
     * Runs an action that writes mail. The thread's context class loader stays if it can have content handlers of its own, as that
     * of a web application can; else it is this one meanwhile.
     */
    public static <E extends Exception> void write(Writing<E> action) throws E {
        Action<Boolean, E> writing = () -> {
            action.run();
            return true;
        };
        if (isOfServer(Thread.currentThread().getContextClassLoader())) {
            LibraryLoader.callIn(SHARED, writing);
        } else {
            writing.run();
        }
    }

    /** Returns whether a loader is the library's or one above it. */
    private static boolean isOfServer(@Nullable ClassLoader context) {
        for (ClassLoader loader = LIBRARY; loader != null; loader = loader.getParent()) {
            if (loader == context) {
                return true;
            }
        }
        return context == null;
    }

    @Override
    public @Nullable URL getResource(String name) {
        try {
            List<URL> known = remembered.find(name);
            return known == null ? super.getResource(name) : known.isEmpty() ? null : known.get(0);
        } catch (IOException unreadable) {
            return super.getResource(name);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> known = remembered.find(name);
        return known == null ? super.getResources(name) : Collections.enumeration(known);
    }
}
