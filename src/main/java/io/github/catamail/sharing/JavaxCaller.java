package io.github.catamail.sharing;

import java.lang.StackWalker.StackFrame;

/**
 * Tells whether {@code javax.mail} or {@code javax.activation} is asking. An application can use them privately, beside the
 * server's Jakarta Mail, and both look for some files under the same names.
 */
final class JavaxCaller {
    // From the class loader up to the asker there are a few frames of the JDK and of the loader.
    private static final int DEPTH = 24;

    private JavaxCaller() {}

    /** Returns whether it is among the callers of this method. */
    static boolean isAsking() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(DEPTH)
                        .map(StackFrame::getClassName)
                        .anyMatch(name -> name.startsWith("javax.activation.") || name.startsWith("javax.mail.")));
    }
}
