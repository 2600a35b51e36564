package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What servers have shown of themselves: which of the extensions that they announce work, and how many messages they take over
 * one connection. It lasts as long as the resource. Safe for use by several threads.
 */
final class TrackRecord {
    /** So many messages any server takes over one connection, as far as is known; presets and settings have less for others. */
    private static final int ANYWHERE = 100;

    /** Servers with a limit have one below this, mostly. */
    private static final int LIMITED = 1000;

    private final Set<Entry> broken = ConcurrentHashMap.newKeySet();
    private final Set<Entry> working = ConcurrentHashMap.newKeySet();
    private final Map<Endpoint, Integer> reached = new ConcurrentHashMap<>();
    private final Set<Endpoint> ending = ConcurrentHashMap.newKeySet();

    private record Entry(Endpoint endpoint, Extension extension) {}

    boolean isBroken(Endpoint endpoint, Extension extension) {
        return broken.contains(new Entry(endpoint, extension));
    }

    /** Returns whether an extension has been seen to work. */
    boolean isWorking(Endpoint endpoint, Extension extension) {
        return working.contains(new Entry(endpoint, extension));
    }

    /** An extension has worked. */
    void prove(Endpoint endpoint, Extension extension) {
        working.add(new Entry(endpoint, extension));
    }

    /** An extension has failed; returns whether that is news. */
    boolean refute(Endpoint endpoint, Extension extension) {
        return broken.add(new Entry(endpoint, extension));
    }

    /** A server has begun to take so many messages over one connection. */
    void reach(Endpoint endpoint, int messages) {
        if (reached.getOrDefault(endpoint, 0) < messages) {
            reached.merge(endpoint, messages, Math::max);
        }
    }

    /**
     * Returns whether a server has taken so many messages over one connection before. Some end it after a number of messages
     * without a word, which cannot be seen until something is said there.
     */
    boolean hasReached(Endpoint endpoint, int messages) {
        return reached.getOrDefault(endpoint, 0) >= messages;
    }

    /**
     * Returns how many messages may go over a connection that is opened now: a tenth more than over any before, since what goes
     * beyond that costs a round trip more; twice as many where that is over any usual limit. A server that has ended a connection for having gone further is not tried any more.
     */
    int allowance(Endpoint endpoint) {
        int most = reached.getOrDefault(endpoint, 0);
        if (ending.contains(endpoint)) {
            return Math.max(ANYWHERE, most);
        }
        return Math.max(ANYWHERE, most < LIMITED ? most + most / 10 : most * 2);
    }

    /** A server has ended a connection before its next message, of so many; perhaps it always does so there. */
    void ended(Endpoint endpoint, int messages) {
        if (messages > ANYWHERE && !hasReached(endpoint, messages)) {
            ending.add(endpoint);
        }
    }

    /** A server has ended a connection where it had not done so before. */
    void forget(Endpoint endpoint) {
        reached.remove(endpoint);
    }
}
