package io.github.catamail.traffic;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a resource did since it was made. Counts that are taken while mail is being sent may differ from each other by what
 * is just going on.
 *
 * @param sent messages that a server accepted for at least one recipient
 * @param sentPartly those of them that it did not accept for all
 * @param failed messages that no server accepted, as far as is known
 * @param failedByTopic {@code failed} by the id of the topic, or {@code other}; topics that did not occur are absent
 * @param recipients recipients that were accepted
 * @param recipientsRefused recipients that were refused of messages that others got
 * @param bytes size of the messages that were accepted, as they went over the wire
 * @param retries messages that were tried again on another connection
 * @param connectionsOpened connections that got as far as the first message
 * @param connectionsClosed those of them that are gone again
 * @param connectFailures connections that did not get that far
 * @param handshakes TLS handshakes
 * @param handshakesResumed those of them that resumed an earlier session
 * @param lastError the last message or connection that failed, or null
 * @param lastSuccess when a message was accepted last, or null
 * @param send how long accepted messages took, from the first command to the last reply
 * @param connect how long opening a connection took, with TLS and login
 * @param serverCertificates the end of each server's certificate, by {@code host:port}
 */
public record TrafficSnapshot(
        long sent,
        long sentPartly,
        long failed,
        Map<String, Long> failedByTopic,
        long recipients,
        long recipientsRefused,
        long bytes,
        long retries,
        long connectionsOpened,
        long connectionsClosed,
        long connectFailures,
        long handshakes,
        long handshakesResumed,
        @Nullable Incident lastError,
        @Nullable Instant lastSuccess,
        Latency send,
        Latency connect,
        Map<String, Instant> serverCertificates) {
    /** Copies the maps, and sorts them. */
    public TrafficSnapshot {
        failedByTopic = Collections.unmodifiableMap(new TreeMap<>(failedByTopic));
        serverCertificates = Collections.unmodifiableMap(new TreeMap<>(serverCertificates));
    }
}
