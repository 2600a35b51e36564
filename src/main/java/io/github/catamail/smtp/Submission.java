package io.github.catamail.smtp;

import io.github.catamail.config.MailSettings;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.TlsContext;
import io.github.catamail.traffic.Traffic;
import java.time.Clock;

/**
 * What a connection of one resource needs to know, whichever session or thread it is opened from. Safe for use by several
 * threads.
 *
 * @param settings the settings of the resource
 * @param tls trust and keys, loaded
 * @param ticker measures time-outs
 * @param clock tells the time of day
 * @param traffic counts what is done
 * @param debugging how much is logged
 * @param names finds the addresses of hosts
 * @param trackRecords what the servers have shown of themselves so far
 * @param progress is told what happens
 */
public record Submission(
        MailSettings settings,
        TlsContext tls,
        Ticker ticker,
        Clock clock,
        Traffic traffic,
        Debugging debugging,
        NameService names,
        TrackRecords trackRecords,
        Progress progress) {
    /** A submission to servers of which nothing is known yet. */
    public Submission(
            MailSettings settings, TlsContext tls, Ticker ticker, Clock clock, Traffic traffic, NameService names) {
        this(
                settings,
                tls,
                ticker,
                clock,
                traffic,
                new Debugging(settings.debug()),
                names,
                new TrackRecords(),
                Progress.NONE);
    }

    /**
     * Returns the same for a test: what is done goes the same way, and does not count.
     *
     * @param other settings of the same resource, which may differ in how long to wait
     * @param observer is told what happens
     */
    public Submission forTest(MailSettings other, Progress observer) {
        return new Submission(
                other, tls, ticker, clock, new Traffic(ticker, clock), debugging, names, trackRecords, observer);
    }
}
