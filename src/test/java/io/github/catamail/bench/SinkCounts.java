package io.github.catamail.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes in. Thread-safe; asked only while nobody sends. */
final class SinkCounts {
    private final LongAdder messages = new LongAdder();
    private final LongAdder recipients = new LongAdder();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private long connections;
    private int open;
    private int peak;

    void arrived(String id, int to) {
        ids.add(id);
        recipients.add(to);
        messages.increment();
    }

    synchronized void opened() {
        connections++;
    }

    /** The first message comes over a connection. */
    synchronized void begun() {
        open++;
        peak = Math.max(peak, open);
    }

    /** A connection that messages came over has ended. */
    synchronized void ended() {
        open--;
    }

    /** Returns the counts and starts them anew. */
    synchronized Tally take() {
        Tally tally = new Tally(messages.sumThenReset(), ids.size(), recipients.sumThenReset(), connections, peak);
        ids.clear();
        connections = 0;
        peak = open;
        return tally;
    }
}
