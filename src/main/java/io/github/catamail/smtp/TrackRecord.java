package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the extensions that servers announce have been seen to work, and which to fail. It lasts as long as the resource.
 * Safe for use by several threads.
 */
final class TrackRecord {
    private final Map<Entry, Boolean> works = new ConcurrentHashMap<>();

    private record Entry(Endpoint endpoint, Extension extension) {}

    /** Returns whether an extension has worked, and has not failed since. */
    boolean isProven(Endpoint endpoint, Extension extension) {
        return works.getOrDefault(new Entry(endpoint, extension), false);
    }

    /** Returns whether an extension has failed. */
    boolean isBroken(Endpoint endpoint, Extension extension) {
        return !works.getOrDefault(new Entry(endpoint, extension), true);
    }

    /** An extension has worked. That of a server where it also fails stays broken. */
    void prove(Endpoint endpoint, Extension extension) {
        works.putIfAbsent(new Entry(endpoint, extension), true);
    }

    /** An extension has failed; returns whether that is news. */
    boolean refute(Endpoint endpoint, Extension extension) {
        Boolean before = works.put(new Entry(endpoint, extension), false);
        return before == null || before;
    }
}
