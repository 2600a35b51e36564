package io.github.catamail.trial;

import org.jspecify.annotations.Nullable;

/** Looks for what an exception goes back to. */
final class Causes {
    private static final int DEEPEST = 50;

    private Causes() {}

    /** Returns the first of a type in a chain of causes, or null. */
    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
