package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import java.time.Duration;

/**
 * What is known of one server: whether connections to it could be opened lately, and when to try again. Times are readings
 * of one ticker. Not safe for use by several threads.
 */
final class Host {
    private static final long FIRST_REST = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_REST = Duration.ofMinutes(5).toNanos();

    /** A caller who was to try the server and never told how it went counts as gone after this. */
    private static final long LONGEST_PROBE = Duration.ofSeconds(30).toNanos();

    private final Endpoint endpoint;
    private int failures;
    private long rest;
    private long restEnds;
    private boolean probed;
    private long probeBegan;

    Host(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    boolean isGood() {
        return failures == 0;
    }

    /** Returns whether it has rested and nobody is trying it now. */
    boolean awaitsProbe(long now) {
        return failures > 0 && now - restEnds >= 0 && (!probed || now - probeBegan >= LONGEST_PROBE);
    }

    void beginProbe(long now) {
        probed = true;
        probeBegan = now;
    }

    /** Returns whether this is news. */
    boolean failed(long now) {
        boolean news = failures == 0;
        // Many callers may meet the same outage at once: what fails during the rest does not lengthen it.
        if (news || now - restEnds >= 0) {
            rest = news ? FIRST_REST : Math.min(2 * rest, LONGEST_REST);
            restEnds = now + rest;
            probed = false;
        }
        failures++;
        return news;
    }

    /** Returns whether this is news. */
    boolean succeeded() {
        boolean news = failures > 0;
        failures = 0;
        probed = false;
        return news;
    }

    long restEnds() {
        return restEnds;
    }

    HostState state(long now) {
        Duration left = failures > 0 && restEnds - now > 0 ? Duration.ofNanos(restEnds - now) : Duration.ZERO;
        return new HostState(endpoint, failures, left);
    }
}
