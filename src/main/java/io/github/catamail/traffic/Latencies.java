package io.github.catamail.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * A histogram of times from one microsecond to one hour, in 7 KB whatever it is given. Shorter and longer times count as
 * these.
 *
 * <p>Each power of two microseconds is divided into {@value #PARTS} buckets of the same width, so that a time is known to
 * about 3 %. Lock-free and safe for use by several threads.
 */
final class Latencies {
    private static final int PART_BITS = 5;
    private static final int PARTS = 1 << PART_BITS;
    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
    private static final int BUCKETS = bucket(LONGEST) + 1;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    void record(long nanos) {
        long micros = Math.max(1, Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(nanos)));
        counts.incrementAndGet(bucket(micros));
        max.accumulate(nanos);
    }

    Latency summary() {
        // Times that are recorded meanwhile must not make the ranks differ from what is counted.
        long[] copy = new long[BUCKETS];
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            copy[i] = counts.get(i);
            count += copy[i];
        }
        return new Latency(
                count, quantile(copy, count, 50), quantile(copy, count, 90), quantile(copy, count, 99), max.get());
    }

    /** Returns the time that so many of a hundred do not exceed, in nanoseconds. */
    private long quantile(long[] copy, long count, int percent) {
        // Rounded up: of two times, the shorter one is the median.
        long rank = (count * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += copy[i];
            if (seen >= rank && seen > 0) {
                return Math.min(max.get(), middle(i));
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        if (micros < PARTS) {
            return (int) micros;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - PART_BITS;
        return shift * PARTS + (int) (micros >>> shift);
    }

    /** Returns what stands for all times in a bucket, in nanoseconds. */
    private static long middle(int bucket) {
        int shift = Math.max(0, bucket / PARTS - 1);
        long low = (long) (bucket - shift * PARTS) << shift;
        return TimeUnit.MICROSECONDS.toNanos(low) + (TimeUnit.MICROSECONDS.toNanos(1) << shift) / 2;
    }
}
