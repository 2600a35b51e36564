package io.github.catamail.testing.probe;

import java.io.PrintWriter;

/** How a probe shows a failure: one line for each throwable, from the outermost on. */
final class Causes {
    private Causes() {}

    static void print(Throwable failure, PrintWriter out) {
        out.println("FAILED");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            out.println(cause.getClass().getName() + ": " + cause.getMessage());
        }
    }
}
