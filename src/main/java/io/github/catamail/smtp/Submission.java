package io.github.catamail.smtp;

import io.github.catamail.config.MailSettings;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.TlsContext;

/**
 * What a connection of one resource needs to know, whichever session or thread it is opened from. Safe for use by several
 * threads.
 *
 * @param settings the settings of the resource
 * @param tls trust and keys, loaded
 * @param ticker measures time-outs
 * @param trackRecord what the servers have shown of themselves so far
 */
public record Submission(MailSettings settings, TlsContext tls, Ticker ticker, TrackRecord trackRecord) {
    /** A submission to servers of which nothing is known yet. */
    public Submission(MailSettings settings, TlsContext tls, Ticker ticker) {
        this(settings, tls, ticker, new TrackRecord());
    }

    /**
     * Implemented by the properties of a session that Catamail made: the only thing that a session hands on to its
     * transports untouched.
     */
    public interface Holder {
        /** Returns what the session was made from. */
        Submission submission();
    }
}
