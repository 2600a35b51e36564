package io.github.catamail.smtp;

import io.github.catamail.config.DebugLevel;

/** How much a resource logs, which can be changed while it is in use. Safe for use by several threads. */
public final class Debugging {
    private volatile DebugLevel level;

    Debugging(DebugLevel level) {
        this.level = level;
    }

    /** Returns how much is logged now. */
    public DebugLevel level() {
        return level;
    }

    /** Logs so much from now on, on open connections too; {@code full} bears on sessions that are made from now on. */
    public void set(DebugLevel wanted) {
        level = wanted;
    }
}
