package io.github.catamail.traffic;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Until when the certificates of servers are valid, as seen last. Safe for use by several threads. */
final class ServerCertificates {
    /** Applications may name servers of their own; a program that makes them up must not fill the memory. */
    private static final int MOST = 100;

    private final ConcurrentHashMap<String, Instant> ends = new ConcurrentHashMap<>();

    void seen(String endpoint, Instant notAfter) {
        if (ends.size() < MOST || ends.containsKey(endpoint)) {
            ends.put(endpoint, notAfter);
        }
    }

    Map<String, Instant> all() {
        return new TreeMap<>(ends);
    }
}
