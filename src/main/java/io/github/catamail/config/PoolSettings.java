package io.github.catamail.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How connections are kept and shared, and how much is asked of the server.
 *
 * @param pooled whether connections are kept for the next message; where false, each message has a connection of its own and
 *     nothing else here counts
 * @param maxTotal how many connections there may be at once, in use or idle; at least 1
 * @param maxIdle how many may wait for their next message; at most {@code maxTotal}
 * @param minIdle how many are kept open although nobody needs them now; at most {@code maxIdle}
 * @param maxWait how long a caller waits for a connection or for his turn under {@code maxRate}; positive
 * @param idleTimeout how long a connection may be idle before it is closed; positive
 * @param maxLifetime how long a connection is used after it was opened; positive
 * @param maxMessagesPerConnection how many messages are sent over one connection; at least 1
 * @param maxRate how many messages may be sent in a time, or null for no limit
 */
public record PoolSettings(
        boolean pooled,
        int maxTotal,
        int maxIdle,
        int minIdle,
        Duration maxWait,
        Duration idleTimeout,
        Duration maxLifetime,
        int maxMessagesPerConnection,
        @Nullable Rate maxRate) {}
