package io.github.catamail.pool;

import java.util.Arrays;

/**
 * When the last messages of a rate were let through: as many of them as the rate allows in its time. Times are readings of one
 * ticker. Not safe for use by several threads.
 */
final class SendTimes {
    private static final int INITIAL = 64;

    private final int messages;
    private final long per;
    private long[] times;
    private int oldest;
    private int count;

    /**
     * Makes an empty record.
     *
     * @param messages how many may be let through in any time of {@code per}
     * @param per in nanoseconds
     */
    SendTimes(int messages, long per) {
        this.messages = messages;
        this.per = per;
        this.times = new long[Math.min(messages, INITIAL)];
    }

    /** Remembers a message that is let through now. */
    void add(long now) {
        if (count == messages) {
            times[oldest] = now;
            oldest = (oldest + 1) % messages;
            return;
        }
        if (count == times.length) {
            // Until it is full, the oldest stands first.
            times = Arrays.copyOf(times, (int) Math.min(messages, 2L * times.length));
        }
        times[count++] = now;
    }

    /**
     * Returns how many nanoseconds it is until the next message may be let through.
     *
     * @param before how many others are to be let through first, as early as they may
     */
    long untilNext(long now, int before) {
        int free = messages - count;
        int rounds = before / messages;
        int place = before % messages;
        long first = place < free ? 0 : Math.max(0, times[(oldest + place - free) % messages] + per - now);
        return first + rounds * per;
    }
}
