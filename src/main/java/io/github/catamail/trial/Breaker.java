package io.github.catamail.trial;

import java.util.ArrayList;
import java.util.List;

/** Ends a test from outside, whatever it is waiting for. Safe for use by several threads. */
final class Breaker {
    private final List<Runnable> closings = new ArrayList<>();
    private boolean broken;

    /** A connection that is closed when the test is to end, at once if that is so already. */
    void guard(Runnable closing) {
        synchronized (this) {
            closings.add(closing);
            if (!broken) {
                return;
            }
        }
        closing.run();
    }

    /** Closes all connections, and each that follows. */
    void breakOff() {
        List<Runnable> present;
        synchronized (this) {
            broken = true;
            present = List.copyOf(closings);
        }
        present.forEach(Runnable::run);
    }

    synchronized boolean isBroken() {
        return broken;
    }
}
