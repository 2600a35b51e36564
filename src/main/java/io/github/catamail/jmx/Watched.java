package io.github.catamail.jmx;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.traffic.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource as an administrator sees it. Called by threads of JMX, several at once, with the library's loader as context class
 * loader. Nothing here may wait, except in a test, and nothing may fail.
 */
public interface Watched {
    /** Returns the JNDI name, such as {@code mail/Session}. */
    String resource();

    /** Returns what is counted. */
    Traffic traffic();

    /** Returns the settings in effect by name, without secrets: see {@link io.github.catamail.config.EffectiveSettings}. */
    Map<String, String> settings();

    /** Returns how many connections are in use. */
    int active();

    /** Returns how many connections are kept for the next message. */
    int idle();

    /** Returns how many callers wait for a connection. */
    int waiting();

    /** Returns the servers in their order. */
    List<ServerState> servers();

    /** Returns the end of the client certificate, or null where there is none. */
    @Nullable Instant ownCertificateExpiry();

    /** Tests each server step by step; returns what happened in words, also if it failed. Bounded by the time-outs. */
    String testConnection();

    /**
     * Does the same, and sends a message through each server.
     *
     * @throws IllegalArgumentException if {@code to} is not a mail address
     */
    String sendTestMessage(String to);

    /** Ends the connections that are kept for the next message, without waiting for the server. */
    void evictIdle();

    /** Changes how much of the protocol is logged, for connections from now on. */
    void debug(DebugLevel level);

    /** Returns how much of the protocol is logged. */
    DebugLevel debug();
}
