package io.github.catamail.loader;

/**
 * The class loader that Catamail itself was loaded by, made the context class loader of a thread for the length of one
 * action.
 *
 * <p>Jakarta Mail and Activation look their services up through the context class loader. Under a web application's loader
 * they would find whatever that application bundles, and keep it. This is the one place in Catamail that changes a context
 * class loader.
 */
public final class LibraryLoader {
    private LibraryLoader() {}

    /** An action that may throw {@code E}. */
    @FunctionalInterface
    public interface Action<T extends @org.jspecify.annotations.Nullable Object, E extends Exception> {
        /** Runs the action and returns its result. */
        T run() throws E;
    }

    /** Runs {@code action} with the library's loader as context class loader, and puts the former one back after it. */
    public static <T extends @org.jspecify.annotations.Nullable Object, E extends Exception> T call(Action<T, E> action)
            throws E {
        return callIn(LibraryLoader.class.getClassLoader(), action);
    }

    /** Runs {@code action} with another context class loader, and puts the former one back after it. */
    public static <T extends @org.jspecify.annotations.Nullable Object, E extends Exception> T callIn(
            ClassLoader context, Action<T, E> action) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == context) {
            return action.run();
        }
        thread.setContextClassLoader(context);
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Returns the logger of this name, bound to the library's loader: Tomcat's log manager picks a logger by the context
     * class loader of the thread that asks first, which must not be that of a web application.
     */
    public static System.Logger logger(String name) {
        return call(() -> System.getLogger(name));
    }
}
