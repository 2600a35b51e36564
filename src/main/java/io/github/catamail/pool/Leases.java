package io.github.catamail.pool;

import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are on loan. Safe for use by several threads; takes no lock, as it is asked twice for each message. */
final class Leases {
    private static final long LOOK_AGAIN = 10;

    private final Ticker ticker;
    private final Set<Lease> out = ConcurrentHashMap.newKeySet();

    Leases(Ticker ticker) {
        this.ticker = ticker;
    }

    void add(Lease lease) {
        out.add(lease);
    }

    /** Ends a loan; returns false if it had been ended before. */
    boolean remove(Lease lease) {
        return out.remove(lease);
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    /** Ends the loans that nobody can give back any more, and returns them. */
    List<Lease> forgotten() {
        return out.stream().filter(Lease::isForgotten).filter(this::remove).toList();
    }

    /** Waits until no message is under way on them, but not for ever, and returns those that are not given back then. */
    List<Lease> await(Duration patience) {
        long begin = ticker.nanos();
        long left = patience.toMillis();
        try {
            while (left > 0 && out.stream().anyMatch(lease -> lease.channel().isSending())) {
                // A message that is over is not told of as long as its sender keeps the connection.
                Thread.sleep(Math.min(left, LOOK_AGAIN));
                left = patience.toMillis() - (ticker.nanos() - begin) / 1_000_000;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(out);
    }
}
