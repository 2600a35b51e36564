package io.github.catamail.smtp;

import io.github.catamail.time.Ticker;
import java.time.Duration;

/** When the other end of a connection was last known to be there. Not safe for use by several threads. */
final class Pulse {
    /** No server ends a connection so soon after it has spoken, and what it had said before has arrived. */
    private static final Duration JUST_NOW = Duration.ofMillis(10);

    /** What has been found out counts for so long. */
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    /** A connection that was silent for longer may be gone without a trace. */
    private static final Duration LIVELY = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final long opened;
    private long heard;
    private long checked;

    /** Begins with a connection that is open. */
    Pulse(Ticker ticker) {
        this.ticker = ticker;
        this.opened = ticker.nanos();
        this.heard = opened;
        this.checked = opened - LIVELY.toNanos();
    }

    /** The server has said something. */
    void heard() {
        heard = ticker.nanos();
    }

    /** The connection has been found to be alive. */
    void checked() {
        checked = ticker.nanos();
    }

    /** Returns how long the connection has been open. */
    Duration age() {
        return since(opened);
    }

    /** Returns how long the server has been silent. */
    Duration idle() {
        return since(heard);
    }

    boolean isJustHeard() {
        return isWithin(JUST_NOW, heard);
    }

    boolean isJustChecked() {
        return isWithin(A_MOMENT, checked);
    }

    boolean isLively() {
        return isWithin(LIVELY, heard);
    }

    private boolean isWithin(Duration limit, long then) {
        return ticker.nanos() - then <= limit.toNanos();
    }

    private Duration since(long then) {
        return Duration.ofNanos(ticker.nanos() - then);
    }
}
