package io.github.catamail.time;

import java.time.Clock;

/** The clock of the machine, for dates such as the end of a certificate. */
public final class SystemClock {
    private SystemClock() {}

    /** Returns the clock of the machine in UTC. */
    public static Clock utc() {
        return Clock.systemUTC();
    }
}
