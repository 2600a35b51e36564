package io.github.catamail.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that runs what is planned when the test says so. */
public final class HandTimer extends ScheduledThreadPoolExecutor {
    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    public HandTimer() {
        super(1);
    }

    /** What is to be run once. */
    public static final class Planned extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Duration delay;

        @SuppressWarnings("NullAway") // there is no result
        Planned(Runnable look, Duration delay) {
            super(look, null);
            this.delay = delay;
        }

        /** Returns how long after it was planned it is to be run. */
        public Duration delay() {
            return delay;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delay);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
        Planned next = new Planned(look, Duration.of(delay, unit.toChronoUnit()));
        planned.add(next);
        return next;
    }

    /** Returns all that was planned so far. */
    public List<Planned> planned() {
        return planned;
    }

    /** Returns what was planned last. */
    public Planned last() {
        return planned.get(planned.size() - 1);
    }
}
