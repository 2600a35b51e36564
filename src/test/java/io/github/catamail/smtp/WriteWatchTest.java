package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.HandTimer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WriteWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** It may have any reading, and pass the end of the numbers. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - seconds(90));

    private final HandTimer timer = new HandTimer();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final WriteWatch watch = new WriteWatch(now::get, timer, LIMIT, givenUp::incrementAndGet);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aWriteThatTakesTooLongIsGivenUp() {
        watch.begin();
        assertThat(timer.last().delay()).hasSeconds(60);
        pass(60);
        timer.last().run();
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void writesThatAreOverInTimeTakeOneTimerForAll() {
        for (int i = 0; i < 50; i++) {
            watch.begin();
            pass(1);
            watch.end();
        }
        pass(10);
        assertThat(timer.planned()).hasSize(1);
        timer.last().run();
        assertThat(givenUp).hasValue(0);
        assertThat(timer.planned())
                .as("nothing is watched where nothing is written")
                .hasSize(1);
    }

    @Test
    void aWriteThatBeginsLaterHasItsWholeTime() {
        watch.begin();
        pass(1);
        watch.end();
        pass(39);
        watch.begin();
        pass(20);
        timer.last().run();
        assertThat(givenUp).hasValue(0);
        assertThat(timer.planned()).hasSize(2);
        assertThat(timer.last().delay()).hasSeconds(40);
        pass(40);
        timer.last().run();
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void afterAPauseWritesAreWatchedAgain() {
        watch.begin();
        watch.end();
        pass(60);
        timer.last().run();
        pass(1000);
        watch.begin();
        assertThat(timer.planned()).hasSize(2);
        pass(60);
        timer.last().run();
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void aReadingLikeTheSignForNothingIsAWriteToo() {
        now.set(Long.MIN_VALUE);
        watch.begin();
        pass(61);
        timer.last().run();
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void whatIsClosedIsNotWatched() {
        watch.begin();
        watch.close();
        assertThat(timer.last().isCancelled()).isTrue();
        watch.end();
        watch.begin();
        assertThat(timer.planned()).hasSize(1);
    }

    @Test
    void aTimerThatEndsBeforeItsTimeEndsTheWriteToo() {
        watch.begin();
        pass(5);
        timer.last().run();
        assertThat(givenUp).hasValue(1);
        assertThat(timer.planned()).hasSize(1);
    }

    private void pass(long seconds) {
        now.addAndGet(seconds(seconds));
    }

    private static long seconds(long count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
