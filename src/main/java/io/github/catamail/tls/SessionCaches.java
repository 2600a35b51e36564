package io.github.catamail.tls;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where sessions of TLS are kept to be resumed (RFC 8446, 2.2): a cache for each connection that is open at a time.
 *
 * <p>A session of TLS 1.3 is resumed once, and JSSE keeps one for each server in a cache. Connections that shared it and were
 * opened at about the same time would make whole handshakes, all but the first, which cost either side milliseconds of
 * computing. So who opens a connection takes the cache that was given back last, in which there is a session that nobody has
 * resumed. Safe for use by several threads.
 */
final class SessionCaches {
    private final Supplier<SSLSocketFactory> maker;
    private final Deque<SSLSocketFactory> idle = new ConcurrentLinkedDeque<>();

    /**
     * Makes an empty one.
     *
     * @param maker makes factories that all trust the same, each with a cache of its own
     */
    SessionCaches(Supplier<SSLSocketFactory> maker) {
        this.maker = maker;
    }

    /** Returns the factory for one connection; nobody else gets it until it is given back, or lost. */
    SSLSocketFactory take() {
        SSLSocketFactory used = idle.pollFirst();
        return used != null ? used : maker.get();
    }

    /** Takes a factory back: the connection is over. */
    void giveBack(SSLSocketFactory factory) {
        idle.addFirst(factory);
    }
}
