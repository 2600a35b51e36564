package io.github.catamail.pool;

import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections that are on loan. Safe for use by several threads. */
final class Leases {
    private static final long LOOK_AGAIN = 50;

    private final Ticker ticker;
    private final Set<Lease> out = new HashSet<>();

    Leases(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void add(Lease lease) {
        out.add(lease);
    }

    /** Ends a loan; returns false if it had been ended before. */
    synchronized boolean remove(Lease lease) {
        boolean known = out.remove(lease);
        notifyAll();
        return known;
    }

    synchronized boolean isEmpty() {
        return out.isEmpty();
    }

    /** Ends the loans that nobody can give back any more, and returns them. */
    synchronized List<Lease> forgotten() {
        List<Lease> lost = out.stream().filter(Lease::isForgotten).toList();
        lost.forEach(out::remove);
        return lost;
    }

    /** Waits until no message is under way on them, but not for ever, and returns those that are not given back then. */
    synchronized List<Lease> await(Duration patience) {
        long begin = ticker.nanos();
        long left = patience.toMillis();
        try {
            while (left > 0 && out.stream().anyMatch(lease -> lease.channel().isSending())) {
                // A message that is over is not told of as long as its sender keeps the connection.
                wait(Math.min(left, LOOK_AGAIN));
                left = patience.toMillis() - (ticker.nanos() - begin) / 1_000_000;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(out);
    }
}
