package io.github.catamail.traffic;

import io.github.catamail.time.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a resource does, for the administrator to look at.
 *
 * <p>Whoever sends calls {@link #sent} or {@link #failed} once for each message, and {@link #partlySent} besides {@code sent}
 * where some recipients were refused. Safe for use by several threads; no method waits, and each takes much less than a
 * microsecond. Holds nothing of what it is given but texts and numbers.
 */
public final class Traffic {
    private static final long NEVER = Long.MIN_VALUE;

    private final Ticker ticker;
    private final Clock clock;
    private final LongAdder sent = new LongAdder();
    private final LongAdder sentPartly = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder recipients = new LongAdder();
    private final LongAdder recipientsRefused = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder connectFailures = new LongAdder();
    private final LongAdder handshakes = new LongAdder();
    private final LongAdder resumed = new LongAdder();
    private final Latencies sendTimes = new Latencies();
    private final Latencies connectTimes = new Latencies();
    private final Failures failures = new Failures();
    private final ServerCertificates certificates = new ServerCertificates();
    private volatile long lastSuccess = NEVER;

    /**
     * Makes one that has counted nothing.
     *
     * @param ticker what callers measure with, see {@link #nanos}
     * @param clock for when something happened last
     */
    public Traffic(Ticker ticker, Clock clock) {
        this.ticker = ticker;
        this.clock = clock;
    }

    /** Returns a reading to take a later one from, for the {@code nanos} of {@link #sent} and {@link #connected}. */
    public long nanos() {
        return ticker.nanos();
    }

    /**
     * A server accepted a message.
     *
     * @param accepted for how many recipients
     * @param size its bytes as they went over the wire
     * @param nanos how long it took
     */
    public void sent(int accepted, long size, long nanos) {
        sent.increment();
        recipients.add(accepted);
        bytes.add(size);
        sendTimes.record(nanos);
        lastSuccess = clock.millis();
    }

    /** The message that {@link #sent} was called for was refused for so many recipients. */
    public void partlySent(int refused) {
        sentPartly.increment();
        recipientsRefused.add(refused);
    }

    /** A message was not accepted, and the application is told so. */
    public void failed(Throwable failure) {
        failed.increment();
        FailureText text = FailureText.of(failure);
        failures.count(text);
        failures.remember(text, clock.instant());
    }

    /** A message is tried again on another connection. */
    public void retried() {
        retries.increment();
    }

    /** A connection is ready for its first message, after so many nanoseconds. */
    public void connected(long nanos) {
        opened.increment();
        connectTimes.record(nanos);
    }

    /** A connection did not get ready. Whether that makes a message fail is for {@link #failed} to say. */
    public void connectFailed(Throwable failure) {
        connectFailures.increment();
        failures.remember(FailureText.of(failure), clock.instant());
    }

    /** A connection for which {@link #connected} was called is gone, whoever ended it. */
    public void disconnected() {
        closed.increment();
    }

    /** TLS is agreed on; {@code resumption} says whether by resuming an earlier session (RFC 8446, 2.2). */
    public void handshake(boolean resumption) {
        handshakes.increment();
        if (resumption) {
            resumed.increment();
        }
    }

    /**
     * A server showed its certificate.
     *
     * @param endpoint its {@code host:port}
     * @param notAfter the last moment at which the certificate is valid
     */
    public void serverCertificate(String endpoint, Instant notAfter) {
        certificates.seen(endpoint, notAfter);
    }

    /** Returns what was counted so far. */
    public TrafficSnapshot snapshot() {
        long success = lastSuccess;
        return new TrafficSnapshot(
                sent.sum(),
                sentPartly.sum(),
                failed.sum(),
                failures.counts(),
                recipients.sum(),
                recipientsRefused.sum(),
                bytes.sum(),
                retries.sum(),
                opened.sum(),
                closed.sum(),
                connectFailures.sum(),
                handshakes.sum(),
                resumed.sum(),
                failures.last(),
                success == NEVER ? null : Instant.ofEpochMilli(success),
                sendTimes.summary(),
                connectTimes.summary(),
                certificates.all());
    }
}
