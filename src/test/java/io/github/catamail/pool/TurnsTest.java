package io.github.catamail.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.loader.DaemonTimer;
import io.github.catamail.testing.Crew;
import io.github.catamail.testing.HandTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** It may have any reading, and pass the end of the numbers. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10_000_000);

    private final HandTimer timer = new HandTimer();
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void asManyAsThereArePlacesNeedNotWait() throws Exception {
        Turns turns = turns(3);
        for (int i = 0; i < 3; i++) {
            assertThat(turns.take(Duration.ZERO)).isTrue();
        }

        assertThat(turns.take(Duration.ZERO)).isFalse();
        turns.giveBack();
        assertThat(turns.take(Duration.ZERO)).isTrue();
        assertThat(turns.take(Duration.ZERO)).isFalse();
        assertThat(timer.planned()).as("nobody waited").isEmpty();
    }

    @Test
    void aPlaceGoesToTheNextOneWhoWaits() throws Exception {
        Turns turns = turns(1);
        turns.take(PATIENCE);
        waiting(turns, "first");
        turns.giveBack();

        assertThat(next()).isEqualTo("first");
        assertThat(turns.take(Duration.ZERO)).isFalse();
        assertThat(timer.planned()).isEmpty();
    }

    @Test
    void rightAfterACallWhoComesBackAtOnceIsFirst() throws Exception {
        Turns turns = afterACall(1);
        waiting(turns, "second");
        for (int i = 0; i < 100; i++) {
            pass(Turns.PACE.dividedBy(101));
            turns.giveBack();
            assertThat(turns.take(Duration.ZERO)).isTrue();
        }

        assertThat(served).isEmpty();
        assertThat(turns.waiting()).isEqualTo(1);
        pass(Turns.PACE.dividedBy(100));
        turns.giveBack();
        assertThat(next()).isEqualTo("second");
        assertThat(turns.take(Duration.ZERO)).isFalse();
    }

    @Test
    void whoHasWaitedForAQuarterOfItsPatienceIsNotPassed() throws Exception {
        Turns turns = afterACall(1);
        Duration little = Turns.PACE.dividedBy(2);
        waiting(turns, "second", little);
        pass(little.dividedBy(4));
        turns.giveBack();

        assertThat(next()).isEqualTo("second");
        assertThat(turns.take(Duration.ZERO)).isFalse();
    }

    @Test
    void whoComesWhenItIsTimeForACallDoesNotPass() throws Exception {
        Turns turns = afterACall(1);
        waiting(turns, "second");
        turns.giveBack();
        pass(Turns.PACE);
        Thread third = Crew.start("third", () -> turns.take(PATIENCE));

        assertThat(next()).isEqualTo("second");
        assertThat(turns.waiting()).isEqualTo(1);
        turns.giveBack();
        timer.last().run();
        third.join();
    }

    @Test
    void aPlaceThatNobodyComesForIsGivenToTheOneWhoWaits() throws Exception {
        Turns turns = afterACall(1);
        waiting(turns, "second");
        turns.giveBack();
        assertThat(served).isEmpty();
        assertThat(timer.last().delay()).isEqualTo(Turns.LEFT);
        timer.last().run();

        assertThat(next()).isEqualTo("second");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void oneLookServesAllPlacesThatAreFree() throws Exception {
        Turns turns = afterACall(3);
        for (int i = 0; i < 4; i++) {
            waiting(turns, "waiting " + i);
        }
        for (int i = 0; i < 3; i++) {
            turns.giveBack();
        }
        assertThat(timer.planned()).hasSize(1);
        timer.last().run();

        assertThat(List.of(next(), next(), next())).containsExactlyInAnyOrder("waiting 0", "waiting 1", "waiting 2");
        assertThat(turns.waiting()).isEqualTo(1);
        assertThat(timer.planned()).as("nothing is free").hasSize(1);
        turns.giveBack();
        timer.last().run();
        assertThat(next()).isEqualTo("waiting 3");
    }

    @Test
    void aLookThatFindsNothingFreeServesNobody() throws Exception {
        Turns turns = afterACall(1);
        waiting(turns, "second");
        turns.giveBack();
        turns.take(PATIENCE);
        timer.last().run();

        assertThat(turns.waiting()).isEqualTo(1);
        turns.giveBack();
        assertThat(timer.planned()).hasSize(2);
        timer.last().run();
        assertThat(next()).isEqualTo("second");
    }

    @Test
    void whoWaitsIsServedInTheOrderOfComing() throws Exception {
        Turns turns = turns(1);
        turns.take(PATIENCE);
        for (int i = 0; i < 20; i++) {
            waiting(turns, "waiting " + i);
        }
        for (int i = 0; i < 20; i++) {
            turns.giveBack();
            assertThat(next()).isEqualTo("waiting " + i);
            pass(Turns.PACE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30_000})
    void whoHasWaitedForLongEnoughGoesWithout(long patience) throws Exception {
        Turns turns = turns(1);
        turns.take(PATIENCE);
        Thread first = waiting(turns, "first", Duration.ofMillis(patience));
        pass(Duration.ofMillis(patience));
        LockSupport.unpark(first);

        assertThat(next()).isEqualTo("first has none");
        assertThat(turns.waiting()).isZero();
        turns.giveBack();
        assertThat(turns.take(Duration.ZERO)).as("the place was not lost").isTrue();
    }

    @Test
    void whoseTimeIsUpTakesAPlaceThatIsLeftFree() throws Exception {
        Turns turns = afterACall(1);
        Duration shorterThanALook = Turns.LEFT.dividedBy(2);
        Thread first = waiting(turns, "first", shorterThanALook);
        turns.giveBack();
        pass(shorterThanALook);
        LockSupport.unpark(first);

        assertThat(next()).isEqualTo("first");
        assertThat(turns.take(Duration.ZERO)).isFalse();
    }

    @Test
    void whoIsInterruptedGoesWithout() throws Exception {
        Turns turns = turns(1);
        turns.take(PATIENCE);
        Thread first = waiting(turns, "first");
        waiting(turns, "second");
        first.interrupt();

        assertThat(next()).isEqualTo("first was interrupted");
        turns.giveBack();
        assertThat(next()).isEqualTo("second");
    }

    @Test
    void whoIsInterruptedBeforeAFreePlaceIsTakenHasItAndStaysInterrupted() throws Exception {
        Turns turns = turns(1);
        Thread.currentThread().interrupt();

        assertThat(turns.take(PATIENCE)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void onlyAPlaceThatNobodyWaitsForIsTakenWithoutATurn() throws Exception {
        Turns turns = afterACall(1);
        assertThat(turns.tryTake()).isFalse();
        waiting(turns, "first");
        turns.giveBack();

        assertThat(turns.tryTake()).isFalse();
        timer.last().run();
        assertThat(next()).isEqualTo("first");
        turns.giveBack();
        assertThat(turns.tryTake()).isTrue();
    }

    @Test
    void afterTheEndNobodyWaits() throws Exception {
        Turns turns = turns(1);
        turns.take(PATIENCE);
        waiting(turns, "first");
        waiting(turns, "second");
        turns.close();

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("first has none", "second has none");
        assertThat(turns.take(PATIENCE)).isFalse();
    }

    /** Uses the system's clock, as only then anything can go wrong between the threads. */
    @Test
    void inACrowdNoPlaceIsLostAndNoneIsHadTwice() throws Exception {
        Turns turns = new Turns(3, System::nanoTime, DaemonTimer.shared());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Crew.run(64, number -> {
            // Some have so little patience that their time is up while they are being called.
            Duration patience = number % 2 == 0 ? PATIENCE : Duration.ofMillis(number % 8);
            for (int i = 0; i < 300; i++) {
                if (turns.take(patience)) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    turns.giveBack();
                } else {
                    assertThat(number % 2).isEqualTo(1);
                }
            }
        });

        assertThat(most).hasValueBetween(1, 3);
        assertThat(turns.waiting()).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(turns.tryTake()).isTrue();
        }
        assertThat(turns.tryTake()).isFalse();
    }

    /** Returns one where no place is free, and somebody who has waited was called just now. */
    private Turns afterACall(int places) throws InterruptedException {
        Turns turns = turns(places);
        for (int i = 0; i < places; i++) {
            turns.take(PATIENCE);
        }
        waiting(turns, "called");
        turns.giveBack();
        assertThat(next()).isEqualTo("called");
        return turns;
    }

    private Turns turns(int places) {
        return new Turns(places, now::get, timer);
    }

    private Thread waiting(Turns turns, String name) throws InterruptedException {
        return waiting(turns, name, PATIENCE);
    }

    private Thread waiting(Turns turns, String name, Duration patience) throws InterruptedException {
        int before = turns.waiting();
        Thread thread = Crew.start(name, () -> {
            try {
                served.add(turns.take(patience) ? name : name + " has none");
            } catch (InterruptedException interrupted) {
                served.add(name + " was interrupted");
            }
        });
        while (turns.waiting() == before) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private String next() throws InterruptedException {
        String next = served.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
