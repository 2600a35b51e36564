package io.github.catamail.traffic;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures by topic and keeps the text of the last one. Keeps no exception: its classes may be those of a web
 * application. Safe for use by several threads.
 */
final class Failures {
    private final ConcurrentHashMap<String, LongAdder> byTopic = new ConcurrentHashMap<>();
    private volatile @Nullable Incident last;

    void count(FailureText failure) {
        byTopic.computeIfAbsent(failure.topic(), topic -> new LongAdder()).increment();
    }

    void remember(FailureText failure, Instant at) {
        last = new Incident(failure.line(), at);
    }

    /** Returns the counts by the id of the topic, in alphabetical order. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        byTopic.forEach((topic, count) -> counts.put(topic, count.sum()));
        return counts;
    }

    @Nullable Incident last() {
        return last;
    }
}
