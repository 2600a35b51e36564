package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.smtp.Moment;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** When a server misbehaves at the stage where it can. Asked once each time that stage is reached. Thread-safe. */
@FunctionalInterface
public interface Occasion {
    /** Returns whether it misbehaves now. */
    boolean has(Moment moment);

    /** Each time. */
    static Occasion always() {
        return moment -> true;
    }

    /** Each time, once it has taken so many messages. */
    static Occasion after(int messages) {
        return moment -> moment.stored() >= messages;
    }

    /** Once, when it has taken so many messages; the connection that is hit need not be one that has brought any. */
    static Occasion onceAfter(int messages) {
        AtomicBoolean done = new AtomicBoolean();
        return moment -> moment.stored() >= messages && done.compareAndSet(false, true);
    }

    /** Each time on a connection that has brought so many messages, so that fresh ones are not hit. */
    static Occasion perConnection(int messages) {
        return moment -> moment.accepted() >= messages;
    }

    /** In this share of all cases, from 0 to 1. The same seed gives the same course for one client at a time. */
    static Occasion atRandom(long seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        return moment -> {
            synchronized (random) {
                return random.nextDouble() < share;
            }
        };
    }
}
