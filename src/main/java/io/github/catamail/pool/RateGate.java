package io.github.catamail.pool;

import io.github.catamail.config.Rate;
import io.github.catamail.config.Topic;
import io.github.catamail.time.Ticker;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets messages through at no more than the rate of a resource. In any time of the rate, wherever it begins, no more than its
 * number of messages pass; they may pass all at once. Callers wait in the order in which they came.
 *
 * <p>Safe for use by several threads.
 */
final class RateGate {
    private final String resource;
    private final Rate rate;
    private final Duration maxWait;
    private final Ticker ticker;
    private final Waiting waiting;

    private final Lock lock = new ReentrantLock();
    private final Deque<Condition> queue = new ArrayDeque<>();
    private final SendTimes passed;
    private boolean closed;

    RateGate(String resource, Rate rate, Duration maxWait, Ticker ticker) {
        this(resource, rate, maxWait, ticker, Condition::awaitNanos);
    }

    RateGate(String resource, Rate rate, Duration maxWait, Ticker ticker, Waiting waiting) {
        this.resource = resource;
        this.rate = rate;
        this.maxWait = maxWait;
        this.ticker = ticker;
        this.waiting = waiting;
        this.passed = new SendTimes(rate.messages(), rate.per().toNanos());
    }

    /** Waits on a condition, as {@link Condition#awaitNanos} does. */
    @FunctionalInterface
    interface Waiting {
        /** Returns when the condition was signalled or the time has passed, or for no reason. */
        long await(Condition condition, long nanos) throws InterruptedException;
    }

    /**
     * Returns when it is the caller's turn to send a message.
     *
     * @throws RateExceededException if the turn does not come within {@code maxWait}. Where that is known beforehand, it is
     *     thrown without waiting
     * @throws MessagingException if the gate is closed, or the thread is interrupted; it stays so
     */
    void pass() throws MessagingException {
        lock.lock();
        try {
            refuseIfClosed();
            long now = ticker.nanos();
            long wait = passed.untilNext(now, queue.size());
            if (wait > maxWait.toNanos()) {
                throw exceeded(wait);
            }
            if (wait == 0 && queue.isEmpty()) {
                passed.add(now);
            } else {
                queueUp(now + maxWait.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait of all callers, with a failure, and lets nobody through any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfClosed() throws MessagingException {
        if (closed) {
            throw new MessagingException(
                    resource + ": the message was not sent, because the resource is closed, since its"
                            + " application or the server is being stopped " + Topic.RATE_LIMITED);
        }
    }

    /** Returns how many callers wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void queueUp(long deadline) throws MessagingException {
        Condition turn = lock.newCondition();
        queue.addLast(turn);
        try {
            awaitTurn(turn, deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MessagingException(
                    resource + ": interrupted while the message waited for its turn under 'maxRate' \"" + rate
                            + "\". It was not sent " + Topic.RATE_LIMITED,
                    interrupted);
        } finally {
            queue.remove(turn);
            Condition next = queue.peekFirst();
            if (next != null) {
                next.signal();
            }
        }
    }

    private void awaitTurn(Condition turn, long deadline) throws MessagingException, InterruptedException {
        while (true) {
            refuseIfClosed();
            long now = ticker.nanos();
            boolean first = queue.peekFirst() == turn;
            long wait = first ? passed.untilNext(now, 0) : Long.MAX_VALUE;
            if (wait == 0) {
                passed.add(now);
                return;
            }
            long left = deadline - now;
            if (left <= 0) {
                throw exceeded(first ? wait : 0);
            }
            waiting.await(turn, Math.min(wait, left));
        }
    }

    private RateExceededException exceeded(long wait) {
        return new RateExceededException(resource + ": the message was not sent, because 'maxRate' is \"" + rate
                + "\" and that many have been sent or are waiting. Its turn would come "
                + (wait > 0 ? "in " + text(Duration.ofNanos(wait)) : "later") + ", and 'maxWait' is "
                + text(maxWait) + ". Send less at a time, raise 'maxWait', or raise 'maxRate' if the server takes more "
                + Topic.RATE_LIMITED);
    }

    /** Rounded up, so that nobody is told to come back too early. */
    static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return (duration.toNanos() + 999_999) / 1_000_000 + " ms";
        }
        long seconds = duration.plusNanos(999_999_999).toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? (seconds + 59) / 60 + " min" : (seconds + 3599) / 3600 + " h";
    }
}
