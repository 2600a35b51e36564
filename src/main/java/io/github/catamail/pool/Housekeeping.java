package io.github.catamail.pool;

import io.github.catamail.config.PoolSettings;
import io.github.catamail.loader.DaemonThread;
import io.github.catamail.loader.DaemonTimer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a pool from time to time, as long as there are connections in it: a pool that is not used costs nothing, and is not
 * held by any thread.
 */
final class Housekeeping {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long JOIN_MILLIS = 1000;

    private final ConnectionPool pool;
    private final PoolSettings settings;
    private final Duration interval;
    private boolean planned;
    private @Nullable Future<?> next;
    private boolean ended;
    private @Nullable Thread worker;

    Housekeeping(ConnectionPool pool, PoolSettings settings) {
        this.pool = pool;
        this.settings = settings;
        Duration shorter = settings.idleTimeout().compareTo(settings.maxLifetime()) < 0
                ? settings.idleTimeout()
                : settings.maxLifetime();
        Duration part = shorter.dividedBy(4);
        this.interval = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    /** A connection has been opened. */
    synchronized void begin() {
        if (!planned && !ended) {
            planned = true;
            next = DaemonTimer.shared().schedule(this::look, interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        try {
            pool.keepHouse();
        } finally {
            lookAgain();
        }
    }

    private void lookAgain() {
        synchronized (this) {
            planned = false;
            boolean wanted = pool.hasDismissed() || (settings.minIdle() > pool.idle() && pool.isReachable());
            if (wanted && !ended && (worker == null || !worker.isAlive())) {
                // Servers are waited for on a thread of its own: the timer's ends writes that take too long.
                worker = DaemonThread.start("catamail-connect " + pool, pool::tend);
            }
        }
        if (settings.minIdle() > 0 || !pool.isEmpty()) {
            begin();
        }
    }

    /** Ends it, and waits for the thread that opens and ends connections. */
    void end() {
        Thread last;
        synchronized (this) {
            ended = true;
            if (next != null) {
                next.cancel(/* mayInterruptIfRunning= */ false);
            }
            last = worker;
        }
        if (last != null) {
            try {
                last.join(JOIN_MILLIS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
