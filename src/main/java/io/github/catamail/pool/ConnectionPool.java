package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.PoolSettings;
import io.github.catamail.config.Rate;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.DaemonTimer;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.Lender;
import io.github.catamail.smtp.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one resource, shared by all sessions and applications that use it.
 *
 * <p>Who waits for one is served in the order of arrival. No server is waited for under a lock. Safe for use by several
 * threads.
 */
public final class ConnectionPool {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    /** Longer than it takes to take a place out of the pool. Who may have one is not decided there. */
    private static final Duration A_MOMENT = Duration.ofMillis(5);

    private final Submission submission;
    private final PoolSettings settings;
    private final Dialer dialer;
    private final Supply supply;
    private final Reserve reserve;
    private final @Nullable RateGate gate;
    private final Refusals refusals;
    private final Slots slots = new Slots();
    private final GenericObjectPool<Slot> pool;
    private final Turns turns;
    private final Leases leases;
    private final Housekeeping housekeeping;

    /** Implemented by the properties of a session: what a session hands on to its transports untouched. */
    public interface Holder {
        /** Returns the connections of the session's resource. */
        ConnectionPool pool();
    }

    /** A connection on loan. */
    public record Loan(Channel channel, Lender lender) {}

    /**
     * Makes one without connections.
     *
     * @param submission what connections need to know
     * @param sessions makes the session that connections are opened for, which no application has
     */
    public ConnectionPool(Submission submission, Supplier<Session> sessions) {
        this.submission = submission;
        this.settings = submission.settings().pool();
        this.refusals = new Refusals(submission.settings());
        this.dialer = new Dialer(submission.settings(), submission.ticker());
        this.supply = new Supply(submission, sessions, dialer);
        Rate rate = settings.maxRate();
        this.gate = rate == null
                ? null
                : new RateGate(submission.settings().resource(), rate, settings.maxWait(), submission.ticker());
        this.turns = new Turns(settings.maxTotal(), submission.ticker(), DaemonTimer.shared());
        this.leases = new Leases(submission.ticker());
        this.pool = new GenericObjectPool<>(slots, config());
        this.reserve = new Reserve(pool, turns, settings, () -> open(supply::connect));
        this.housekeeping = new Housekeeping(this, settings);
    }

    private GenericObjectPoolConfig<Slot> config() {
        GenericObjectPoolConfig<Slot> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(settings.maxTotal());
        config.setMaxIdle(settings.maxIdle());
        config.setMaxWait(A_MOMENT);
        config.setJmxEnabled(false);
        // Catamail counts itself.
        config.setCollectDetailedStatistics(false);
        config.setTestOnReturn(true);
        config.setNumTestsPerEvictionRun(-1);
        config.setEvictionPolicy(
                (none, place, idle) -> !isKeepable(place.getObject().kept()));
        return config;
    }

    /** Returns what connections need to know. */
    public Submission submission() {
        return submission;
    }

    /**
     * Lends a connection, a kept one if there is one that is alive, and waits for it if need be.
     *
     * @param owner who will give it back; if it is forgotten by all, the connection is ended
     * @throws MessagingException if none is free in time, or none can be opened
     */
    public Loan lend(Object owner) throws MessagingException {
        Slot slot = borrow();
        try {
            Channel kept = slot.take();
            if (kept != null && !isUsable(kept)) {
                kept.quit();
                kept = null;
            }
            return loan(new Lease(this, slot, owner, kept != null ? kept : supply.connect(), supply::connect));
        } catch (MessagingException | RuntimeException | Error failure) {
            giveBack(slot);
            throw failure;
        }
    }

    /**
     * Waits until one more message may be sent under the rate of the resource.
     *
     * @throws MessagingException if that takes too long
     */
    public void awaitTurn() throws MessagingException {
        if (gate != null) {
            gate.pass();
        }
    }

    /** Returns the servers of the resource in the order in which they are to be tried now. */
    public List<Endpoint> order() {
        return dialer.order();
    }

    /** Returns how each server of the resource stands. */
    public List<HostState> hosts() {
        return dialer.states();
    }

    private Slot borrow() throws MessagingException {
        try {
            if (turns.take(settings.maxWait())) {
                return place();
            }
        } catch (InterruptedException interrupted) {
            if (!pool.isClosed()) {
                Thread.currentThread().interrupt();
            }
            throw new MessagingException(unavailable(), interrupted);
        } catch (NoSuchElementException beingTakenOut) {
            LOG.log(Level.DEBUG, "no place was taken out of the pool in time", beingTakenOut);
        } catch (Exception closed) {
            throw new MessagingException(unavailable(), closed);
        }
        throw new MessagingException(
                pool.isClosed()
                        ? unavailable()
                        : refusals.exhausted(active(), idle(), waiting(), supply.lastFailure()));
    }

    /**
     * Returns a place, now that there is one. One that is being taken out of the pool counts until it is gone, and who waits for that
     * is not told.
     */
    private Slot place() throws Exception {
        long begin = submission.ticker().nanos();
        Slot place = null;
        try {
            while (place == null) {
                try {
                    place = pool.borrowObject();
                } catch (NoSuchElementException beingTakenOut) {
                    if (submission.ticker().nanos() - begin > settings.maxWait().toNanos()) {
                        throw beingTakenOut;
                    }
                }
            }
            return place;
        } finally {
            if (place == null) {
                turns.giveBack();
            }
        }
    }

    private String unavailable() {
        return pool.isClosed() ? refusals.closed() : refusals.interrupted();
    }

    /**
     * Opens a connection that does not count as one of the pool, but ends with it.
     *
     * @param owner who will give it back; if it is forgotten by all, the connection is ended
     * @param dial opens it, and another in its place
     * @throws MessagingException explained, if none can be opened
     */
    public Loan lendOwn(Object owner, Dial dial) throws MessagingException {
        return loan(new Lease(this, /* slot= */ null, owner, open(dial), dial));
    }

    private Loan loan(Lease lease) throws MessagingException {
        leases.add(lease);
        if (pool.isClosed()) {
            leases.remove(lease);
            lease.channel().abort();
            throw new MessagingException(unavailable());
        }
        housekeeping.begin();
        return new Loan(lease.channel(), lease);
    }

    /** Opens a connection, unless the resource is closed. */
    Channel open(Dial dial) throws MessagingException {
        if (pool.isClosed()) {
            throw new MessagingException(unavailable());
        }
        Channel channel = dial.open();
        if (pool.isClosed()) {
            channel.abort();
            throw new MessagingException(unavailable());
        }
        return channel;
    }

    /**
     * Opens a connection that is not the pool's, to the first of some servers that takes it.
     *
     * @throws MessagingException explained, if none can be opened
     */
    public Channel connect(List<Endpoint> endpoints, Call call) throws MessagingException {
        return dialer.dial(endpoints, call);
    }

    void takeBack(Lease lease, Channel channel) {
        if (!leases.remove(lease)) {
            channel.abort();
            return;
        }
        Slot slot = lease.slot();
        if (slot != null && isKeepable(channel) && channel.isSound() && !pool.isClosed()) {
            slot.keep(channel);
            giveBack(slot);
            slots.dismiss();
            return;
        }
        try {
            channel.quit();
        } finally {
            if (slot != null) {
                giveBack(slot);
            }
        }
    }

    /** Gives a place back. The pool does not keep one without a connection. */
    private void giveBack(Slot slot) {
        pool.returnObject(slot);
        turns.giveBack();
    }

    /** Returns whether a connection is good for another message. */
    boolean isUsable(Channel channel) {
        return isKeepable(channel) && channel.isAlive();
    }

    private boolean isKeepable(@Nullable Channel channel) {
        return channel != null
                && channel.messages() < settings.maxMessagesPerConnection()
                && !channel.isSpent()
                && channel.age().compareTo(settings.maxLifetime()) < 0
                && channel.idle().compareTo(settings.idleTimeout()) < 0;
    }

    /** Returns how many connections are in use. */
    public int active() {
        return pool.getNumActive();
    }

    /** Returns how many connections wait for a message. */
    public int idle() {
        return pool.getNumIdle();
    }

    /** Returns how many callers wait for a connection. */
    public int waiting() {
        return turns.waiting();
    }

    @Override
    public String toString() {
        return submission.settings().resource();
    }

    /** Ends all connections that are idle. */
    public void evictIdle() {
        pool.clear();
        slots.dismiss();
    }

    /** Ends connections that are too old, or were idle for too long, and opens such as are to be kept open. */
    void keepHouse() {
        for (Lease lease : leases.forgotten()) {
            LOG.log(
                    Level.WARNING,
                    submission.settings().resource()
                            + ": an application has opened a Transport and never closed it. Its connection is ended");
            lease.channel().abort();
            if (lease.slot() != null) {
                giveBack(lease.slot());
            }
        }
        try {
            pool.evict();
        } catch (Exception closed) {
            LOG.log(Level.DEBUG, "a pool was closed meanwhile", closed);
        }
    }

    boolean hasDismissed() {
        return slots.hasDismissed();
    }

    boolean isEmpty() {
        return pool.getNumActive() + pool.getNumIdle() == 0 && leases.isEmpty();
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    /** Ends connections that were taken out, and opens others until as many are idle as the resource wants. */
    void tend() {
        slots.dismiss();
        if (settings.minIdle() > 0 && isReachable()) {
            reserve.fill();
        }
    }

    /** Returns whether connections may be opened ahead: the last one could be. */
    boolean isReachable() {
        return supply.lastFailure() == null;
    }

    /** Ends all idle connections, and refuses new messages. Those that are under way go on. */
    public void beginClose() {
        housekeeping.end();
        if (gate != null) {
            gate.close();
        }
        pool.close();
        turns.close();
        slots.dismiss();
    }

    /** Does the same, and ends the connections that are in use once no message is under way, or the time is up. */
    public void close(Duration patience) {
        beginClose();
        List<Lease> left = leases.await(patience);
        long sending =
                left.stream().filter(lease -> lease.channel().isSending()).count();
        if (sending > 0) {
            LOG.log(
                    Level.WARNING,
                    submission.settings().resource() + ": the resource is closed while messages are being sent. "
                            + sending
                            + " of them took too long and are cut off: whether they were accepted, the server's log knows"
                            + " " + Topic.OUTCOME_UNKNOWN);
        }
        left.forEach(lease -> lease.channel().abort());
    }
}
