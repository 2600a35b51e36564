package io.github.catamail.pool;

import io.github.catamail.smtp.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A place for one connection. What the pool hands out are places, so that it never waits for a server while it is counting: a
 * connection is opened by whoever has the place.
 */
final class Slot {
    private @Nullable Channel channel;

    /** Returns the connection that was kept here, which is the caller's then, or null. */
    @Nullable Channel take() {
        Channel kept = channel;
        channel = null;
        return kept;
    }

    /** Keeps a connection for the next one who gets this place. */
    void keep(Channel sound) {
        channel = sound;
    }

    @Nullable Channel kept() {
        return channel;
    }
}
