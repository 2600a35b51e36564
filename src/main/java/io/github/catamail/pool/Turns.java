package io.github.catamail.pool;

import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may have a connection. Callers wait in the order in which they came.
 *
 * <p>To wake the next one for each message costs more than many a message does. So the next one is called once in {@link #PACE} at
 * most. A place that is given back in between goes to whoever asks for one first, which is mostly the one who gave it back, with
 * his next message; and to the next one after all, if nobody does within {@link #LEFT}. Where messages take longer than that,
 * or the next one has waited for a quarter of its patience, every place goes to the next one.
 *
 * <p>Safe for use by several threads.
 */
final class Turns {
    /** How often the next one is called, at most. */
    static final Duration PACE = Duration.ofMillis(1);

    /** How long a place may stay free while somebody waits for one. */
    static final Duration LEFT = Duration.ofMillis(1);

    private final Ticker ticker;
    private final ScheduledExecutorService timer;
    private final Lock lock = new ReentrantLock();
    private final Deque<Caller> queue = new ArrayDeque<>();
    private int free;
    private long lastCall;
    private @Nullable Future<?> planned;
    private volatile boolean closed;

    /**
     * Makes one.
     *
     * @param places how many may have a connection at a time
     * @param timer calls the next one where a free place was left to nobody
     */
    Turns(int places, Ticker ticker, ScheduledExecutorService timer) {
        this.free = places;
        this.ticker = ticker;
        this.timer = timer;
        this.lastCall = ticker.nanos() - PACE.toNanos();
    }

    /** One who waits. */
    private static final class Caller {
        private final Thread thread = Thread.currentThread();
        private final long since;
        private final long patience;
        private volatile boolean called;

        Caller(long since, long patience) {
            this.since = since;
            this.patience = patience;
        }

        long waited(long now) {
            return now - since;
        }

        void wake() {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits for a place. Who gets one has to give it back.
     *
     * @param patience how long to wait
     * @return false if none has become free in time, or there are no more
     */
    boolean take(Duration patience) throws InterruptedException {
        long now = ticker.nanos();
        Caller caller;
        Caller next;
        lock.lock();
        try {
            if (!isTimeForNext(now) && takeFree()) {
                return true;
            }
            caller = new Caller(now, patience.toNanos());
            queue.addLast(caller);
            next = free > 0 ? call(now) : null;
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.wake();
        }
        return await(caller);
    }

    /** Takes a place if one is free that nobody waits for. */
    boolean tryTake() {
        lock.lock();
        try {
            return queue.isEmpty() && takeFree();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Caller caller) throws InterruptedException {
        while (!caller.called) {
            long left = caller.patience - caller.waited(ticker.nanos());
            boolean interrupted = Thread.interrupted();
            if (interrupted || closed || left <= 0) {
                boolean served = leave(caller);
                if (interrupted && !served) {
                    throw new InterruptedException();
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return served;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /** Stops waiting. Returns true if the caller has a place after all, by a call that came just now or one that was left free. */
    private boolean leave(Caller caller) {
        lock.lock();
        try {
            if (!queue.remove(caller)) {
                return true;
            }
            return takeFree();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back. */
    void giveBack() {
        long now = ticker.nanos();
        Caller next = null;
        lock.lock();
        try {
            free++;
            if (!queue.isEmpty()) {
                if (isTimeForNext(now)) {
                    next = call(now);
                } else {
                    watch();
                }
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.wake();
        }
    }

    /** Returns how many wait. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait of all. Who comes later finds out elsewhere. */
    void close() {
        closed = true;
        lock.lock();
        try {
            queue.forEach(Caller::wake);
            if (planned != null) {
                planned.cancel(/* mayInterruptIfRunning= */ false);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean takeFree() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    private boolean isTimeForNext(long now) {
        Caller first = queue.peekFirst();
        return first != null && (now - lastCall >= PACE.toNanos() || first.waited(now) >= first.patience / 4);
    }

    private Caller call(long now) {
        lastCall = now;
        free--;
        Caller first = queue.removeFirst();
        first.called = true;
        return first;
    }

    /** A place is left free: one look is planned for all of them. */
    private void watch() {
        if (planned == null) {
            planned = timer.schedule(this::look, LEFT.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Calls those who wait while places are free. */
    private void look() {
        long now = ticker.nanos();
        List<Caller> next = new ArrayList<>();
        lock.lock();
        try {
            planned = null;
            while (free > 0 && !queue.isEmpty()) {
                next.add(call(now));
            }
        } finally {
            lock.unlock();
        }
        next.forEach(Caller::wake);
    }
}
