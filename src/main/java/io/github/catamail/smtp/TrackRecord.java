package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the extensions that servers announce have been seen to fail. It lasts as long as the resource. Safe for use by
 * several threads.
 */
final class TrackRecord {
    private final Set<Entry> broken = ConcurrentHashMap.newKeySet();

    private record Entry(Endpoint endpoint, Extension extension) {}

    boolean isBroken(Endpoint endpoint, Extension extension) {
        return broken.contains(new Entry(endpoint, extension));
    }

    /** An extension has failed; returns whether that is news. */
    boolean refute(Endpoint endpoint, Extension extension) {
        return broken.add(new Entry(endpoint, extension));
    }
}
