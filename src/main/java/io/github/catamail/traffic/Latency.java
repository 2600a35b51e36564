package io.github.catamail.traffic;

/**
 * How long something took, all times since the start together. Times are in nanoseconds, with a precision of about 3 %; 0
 * where nothing was measured yet.
 *
 * @param count how often it was measured
 * @param p50 half of them took no longer
 * @param p90 nine of ten took no longer
 * @param p99 99 of 100 took no longer
 * @param max the longest, exactly
 */
public record Latency(long count, long p50, long p90, long p99, long max) {}
