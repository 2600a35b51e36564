package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each server of a resource has shown of itself. It lasts as long as the resource. Safe for use by several threads. */
final class TrackRecords {
    private final Map<Endpoint, TrackRecord> records = new ConcurrentHashMap<>();

    TrackRecord of(Endpoint server) {
        return records.computeIfAbsent(server, unknown -> new TrackRecord());
    }
}
