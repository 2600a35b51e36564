package io.github.catamail.smtp;

import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends a write that takes too long. A timer looks once in the time that a write may take, as long as there are writes: to set it
 * for each write would cost more than most writes do.
 *
 * <p>One thread at a time writes; {@link #close()} may be called by any.
 */
final class WriteWatch {
    /** Nothing is being written. */
    private static final long NONE = Long.MIN_VALUE;

    private final Ticker ticker;
    private final ScheduledExecutorService timer;
    private final Duration limit;
    private final Runnable giveUp;
    private final AtomicBoolean planned = new AtomicBoolean();
    private volatile long begun = NONE;
    private volatile boolean closed;
    private volatile @Nullable ScheduledFuture<?> next;

    /**
     * Makes one that watches nothing yet.
     *
     * @param limit how long a write may take
     * @param giveUp what ends it, called by the timer
     */
    WriteWatch(Ticker ticker, ScheduledExecutorService timer, Duration limit, Runnable giveUp) {
        this.ticker = ticker;
        this.timer = timer;
        this.limit = limit;
        this.giveUp = giveUp;
    }

    /** A write begins. */
    void begin() {
        long now = ticker.nanos();
        begun = now == NONE ? now + 1 : now;
        // What is planned looks at the time above after it has taken itself back, so that one of the two sees the
        // other.
        if (!planned.get()) {
            plan(limit.toNanos());
        }
    }

    /** The write is over. */
    void end() {
        begun = NONE;
    }

    /** Nothing is written any more. */
    void close() {
        closed = true;
        ScheduledFuture<?> last = next;
        if (last != null) {
            last.cancel(/* mayInterruptIfRunning= */ false);
        }
    }

    private void plan(long nanos) {
        if (!closed && planned.compareAndSet(false, true)) {
            long due = ticker.nanos() + nanos;
            ScheduledFuture<?> look = timer.schedule(() -> look(due), nanos, TimeUnit.NANOSECONDS);
            next = look;
            if (closed) {
                look.cancel(/* mayInterruptIfRunning= */ false);
            }
        }
    }

    private void look(long due) {
        planned.set(false);
        long since = begun;
        if (since == NONE) {
            return;
        }
        long now = ticker.nanos();
        long left = limit.toNanos() - (now - since);
        // Before it is due only the end of the server has it run.
        if (left <= 0 || now - due < 0) {
            giveUp.run();
        } else {
            plan(left);
        }
    }
}
