package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.PoolSettings;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.ChannelOpener;
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
public final class ConnectionPool implements AutoCloseable {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    /** How long sends that are under way may take when the resource is closed. */
    private static final Duration LAST_SENDS = Duration.ofSeconds(5);

    private final Submission submission;
    private final PoolSettings settings;
    private final Supplier<Session> sessions;
    private final Dialer dialer;
    private final Slots slots = new Slots();
    private final GenericObjectPool<Slot> pool;
    private final Leases leases;
    private final Housekeeping housekeeping;
    private volatile @Nullable MessagingException lastFailure;
    private volatile @Nullable ChannelOpener opener;

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
        this.sessions = sessions;
        this.dialer = new Dialer(submission.settings());
        this.leases = new Leases(submission.ticker());
        this.pool = new GenericObjectPool<>(slots, config());
        this.housekeeping = new Housekeeping(this, settings);
    }

    private GenericObjectPoolConfig<Slot> config() {
        GenericObjectPoolConfig<Slot> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(settings.maxTotal());
        config.setMaxIdle(settings.maxIdle());
        config.setMaxWait(settings.maxWait());
        config.setFairness(true);
        config.setJmxEnabled(false);
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
            if (kept != null && !(isKeepable(kept) && kept.isAlive())) {
                kept.quit();
                kept = null;
            }
            Lease lease = new Lease(this, slot, owner, kept != null ? kept : connect());
            leases.add(lease);
            housekeeping.begin();
            return new Loan(lease.channel(), lease);
        } catch (MessagingException | RuntimeException | Error failure) {
            drop(slot);
            throw failure;
        }
    }

    private Slot borrow() throws MessagingException {
        try {
            return pool.borrowObject();
        } catch (NoSuchElementException exhausted) {
            throw new MessagingException(exhausted(), exhausted);
        } catch (InterruptedException interrupted) {
            if (!pool.isClosed()) {
                Thread.currentThread().interrupt();
            }
            throw new MessagingException(unavailable(), interrupted);
        } catch (Exception closed) {
            throw new MessagingException(unavailable(), closed);
        }
    }

    private String unavailable() {
        return submission.settings().resource() + ": "
                + (pool.isClosed()
                        ? "the resource is closed, since its application or the server is being stopped."
                        : "the thread was interrupted while it waited for a connection.")
                + " The message was not sent " + Topic.POOL_EXHAUSTED;
    }

    private String exhausted() {
        MessagingException failure = lastFailure;
        return submission.settings().resource() + ": no connection was free within "
                + settings.maxWait().toMillis() + " ms ('maxWait'): " + active() + " of " + settings.maxTotal()
                + " ('maxTotal') in use, " + idle() + " idle, " + waiting() + " other callers waiting. "
                + (failure == null
                        ? "The server is slow, or there is more to send than so many connections can carry: raise"
                                + " 'maxTotal' if the server allows it. "
                        : "The last connection could not be opened: " + failure.getMessage() + ". ")
                + "The message was not sent " + Topic.POOL_EXHAUSTED;
    }

    private Channel connect() throws MessagingException {
        ChannelOpener own = opener();
        return connect(
                submission.settings().endpoints(),
                endpoint -> own.open(
                        endpoint, submission.settings().authentication().credentials()));
    }

    /**
     * Opens a connection that is not the pool's, to the first of some servers that takes it.
     *
     * @throws MessagingException explained, if none can be opened
     */
    public Channel connect(List<Endpoint> endpoints, Call call) throws MessagingException {
        try {
            Channel channel = dialer.dial(endpoints, call);
            lastFailure = null;
            return channel;
        } catch (MessagingException failure) {
            lastFailure = failure;
            throw failure;
        }
    }

    private ChannelOpener opener() {
        ChannelOpener made = opener;
        if (made == null) {
            made = new ChannelOpener(submission, LibraryLoader.call(sessions::get));
            opener = made;
        }
        return made;
    }

    /** Opens a connection in place of one that was found to be gone. */
    Channel reconnect() throws MessagingException {
        submission.traffic().retried();
        return connect();
    }

    void takeBack(Lease lease, Channel channel) {
        if (!leases.remove(lease)) {
            channel.abort();
            return;
        }
        if (isKeepable(channel) && channel.isSound() && !pool.isClosed()) {
            lease.slot().keep(channel);
            pool.returnObject(lease.slot());
            slots.dismiss();
        } else {
            channel.quit();
            drop(lease.slot());
        }
    }

    private void drop(Slot slot) {
        try {
            pool.invalidateObject(slot);
        } catch (Exception closed) {
            LOG.log(Level.DEBUG, "a place in a closed pool", closed);
        }
    }

    private boolean isKeepable(@Nullable Channel channel) {
        return channel != null
                && channel.messages() < settings.maxMessagesPerConnection()
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
        return pool.getNumWaiters();
    }

    /** Connects, logs in and ends again; returns what happened in words. */
    public String test() {
        long begin = submission.ticker().nanos();
        try {
            Channel channel = connect();
            channel.quit();
            long millis = Duration.ofNanos(submission.ticker().nanos() - begin).toMillis();
            return submission.settings().resource() + ": connected to " + channel + " in " + millis + " ms"
                    + (submission.settings().authentication().credentials() == null ? "" : ", and logged in");
        } catch (MessagingException failure) {
            return String.valueOf(failure.getMessage());
        }
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
            drop(lease.slot());
        }
        try {
            pool.evict();
        } catch (Exception closed) {
            LOG.log(Level.DEBUG, "a pool was closed meanwhile", closed);
        }
        slots.dismiss();
    }

    boolean isEmpty() {
        return pool.getNumActive() + pool.getNumIdle() == 0;
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    /** Opens connections until as many are idle as the resource wants. */
    void fill() {
        try {
            while (!pool.isClosed() && idle() < settings.minIdle() && idle() + active() < settings.maxTotal()) {
                slots.prepare(connect());
                pool.addObject();
            }
        } catch (Exception unreachable) {
            LOG.log(Level.DEBUG, submission.settings().resource() + ": no connection to keep", unreachable);
        }
    }

    /**
     * Ends all connections. Sends that are under way get a few seconds to finish, then they fail. Nothing can be sent through it
     * afterwards.
     */
    @Override
    public void close() {
        housekeeping.end();
        pool.close();
        slots.dismiss();
        leases.await(LAST_SENDS).forEach(lease -> lease.channel().abort());
    }
}
