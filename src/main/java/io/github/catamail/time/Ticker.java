package io.github.catamail.time;

/**
 * A source of elapsed time, for deadlines. Tests pass their own.
 *
 * <p>Only differences between two readings mean anything.
 */
@FunctionalInterface
public interface Ticker {
    /** Returns the present reading in nanoseconds, from an arbitrary origin, never going back. */
    long nanos();

    /** Returns the ticker of the running JVM. */
    static Ticker system() {
        return System::nanoTime;
    }
}
