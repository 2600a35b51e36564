package io.github.catamail.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatenciesTest {
    private static final double PRECISION = 3.2;

    private final Latencies latencies = new Latencies();

    @Test
    void nothingMeasuredIsAllZero() {
        assertThat(latencies.summary()).isEqualTo(new Latency(0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1_000,
                31_000,
                32_000,
                33_000,
                63_000,
                64_000,
                65_000,
                1_234_567,
                98_765_432,
                1_000_000_000,
                59_999_999_999L,
                3_600_000_000_000L
            })
    void aSingleTimeIsAllOfTheQuantiles(long nanos) {
        latencies.record(nanos);

        Latency summary = latencies.summary();

        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.max()).isEqualTo(nanos);
        assertThat(summary.p50()).isCloseTo(nanos, withinPercentage(PRECISION)).isEqualTo(summary.p90());
        assertThat(summary.p99()).isEqualTo(summary.p50());
    }

    @Test
    void quantilesAreThoseOfTheSortedTimes() {
        Random random = new Random(4711);
        long[] times = random.doubles(10_000)
                .mapToLong(exponent -> (long) Math.pow(10, 4 + exponent * 6))
                .toArray();
        Arrays.stream(times).forEach(latencies::record);
        Arrays.sort(times);

        Latency summary = latencies.summary();

        assertThat(summary.count()).isEqualTo(10_000);
        assertThat(summary.p50()).isCloseTo(times[4_999], withinPercentage(PRECISION));
        assertThat(summary.p90()).isCloseTo(times[8_999], withinPercentage(PRECISION));
        assertThat(summary.p99()).isCloseTo(times[9_899], withinPercentage(PRECISION));
        assertThat(summary.max()).isEqualTo(times[9_999]);
    }

    @Test
    void ofTwoTimesTheShorterIsTheMedian() {
        latencies.record(TimeUnit.MILLISECONDS.toNanos(1));
        latencies.record(TimeUnit.MILLISECONDS.toNanos(100));

        assertThat(latencies.summary().p50()).isCloseTo(1_000_000, withinPercentage(PRECISION));
        assertThat(latencies.summary().p90()).isCloseTo(100_000_000, withinPercentage(PRECISION));
    }

    @Test
    void timesOutOfRangeCountAsTheNearest() {
        latencies.record(-5);
        latencies.record(0);
        latencies.record(TimeUnit.DAYS.toNanos(1));

        Latency summary = latencies.summary();

        assertThat(summary.count()).isEqualTo(3);
        assertThat(summary.p50()).isLessThanOrEqualTo(2_000);
        assertThat(summary.p99()).isCloseTo(TimeUnit.HOURS.toNanos(1), withinPercentage(PRECISION));
        assertThat(summary.max()).isEqualTo(TimeUnit.DAYS.toNanos(1));
    }
}
