package io.github.catamail.smtp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a server has shown of itself: which of the extensions that it announces work, and how many messages it takes over one
 * connection. Safe for use by several threads.
 */
final class TrackRecord {
    /** So many messages any server takes over one connection, as far as is known; presets and settings have less for others. */
    private static final int ANYWHERE = 100;

    /** Servers with a limit have one below this, mostly. */
    private static final int LIMITED = 1000;

    private final Set<Extension> broken = ConcurrentHashMap.newKeySet();
    private final Set<Extension> working = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reached = new AtomicInteger();
    private volatile boolean ending;

    boolean isBroken(Extension extension) {
        return broken.contains(extension);
    }

    /** Returns whether an extension has been seen to work. */
    boolean isWorking(Extension extension) {
        return working.contains(extension);
    }

    /** An extension has worked. */
    void prove(Extension extension) {
        working.add(extension);
    }

    /** An extension has failed; returns whether that is news. */
    boolean refute(Extension extension) {
        return broken.add(extension);
    }

    /** It has begun to take so many messages over one connection. */
    void reach(int messages) {
        if (!hasReached(messages)) {
            reached.accumulateAndGet(messages, Math::max);
        }
    }

    /**
     * Returns whether it has taken so many messages over one connection before. Some servers end it after a number of messages
     * without a word, which cannot be seen until something is said there.
     */
    boolean hasReached(int messages) {
        return reached.get() >= messages;
    }

    /**
     * Returns how many messages may go over a connection that is opened now: a tenth more than over any before, since what goes
     * beyond that costs a round trip more; twice as many where that is over any usual limit. A server that has ended a connection
     * for having gone further is not tried any more.
     */
    int allowance() {
        int most = reached.get();
        if (ending) {
            return Math.max(ANYWHERE, most);
        }
        return Math.max(ANYWHERE, most < LIMITED ? most + most / 10 : most * 2);
    }

    /** It has ended a connection before its next message, of so many; perhaps it always does so there. */
    void ended(int messages) {
        if (messages > ANYWHERE && !hasReached(messages)) {
            ending = true;
        }
    }

    /** It has ended a connection where it had not done so before. */
    void forget() {
        reached.set(0);
    }
}
