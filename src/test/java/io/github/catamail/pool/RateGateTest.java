package io.github.catamail.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.config.Rate;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class RateGateTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final List<Duration> waits = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A gate for one thread: waiting makes the time pass. */
    private RateGate gate(int messages, Duration per, Duration maxWait) {
        return new RateGate("mail/Session", new Rate(messages, per), maxWait, now::get, (condition, nanos) -> {
            waits.add(Duration.ofNanos(nanos));
            now.addAndGet(nanos);
            return 0;
        });
    }

    /** A gate for several threads: the test makes the time pass, and waiting callers look at it again soon. */
    private RateGate sharedGate(int messages, Duration per, Duration maxWait) {
        return new RateGate("mail/Session", new Rate(messages, per), maxWait, now::get, RateGateTest::briefly);
    }

    @SuppressWarnings("WaitNotInLoop") // the gate is the loop
    private static long briefly(Condition condition, long nanos) throws InterruptedException {
        return condition.awaitNanos(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    private static void awaitWaiting(RateGate gate, int callers) {
        while (gate.waiting() != callers) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aBurstUpToTheNumberPassesAtOnce() throws Exception {
        RateGate gate = gate(30, Duration.ofMinutes(1), SECOND);
        for (int i = 0; i < 30; i++) {
            gate.pass();
        }

        assertThat(waits).isEmpty();
    }

    @Test
    void theNextOneWaitsUntilTheFirstIsOldEnough() throws Exception {
        RateGate gate = gate(2, SECOND, Duration.ofSeconds(30));
        gate.pass();
        now.addAndGet(Duration.ofMillis(300).toNanos());
        gate.pass();
        gate.pass();
        gate.pass();
        gate.pass();

        assertThat(waits).containsExactly(Duration.ofMillis(700), Duration.ofMillis(300), Duration.ofMillis(700));
    }

    @Test
    void atTheBorderOfTwoTimesNoMoreThanTheNumberPass() throws Exception {
        RateGate gate = gate(10, SECOND, Duration.ofSeconds(30));
        now.addAndGet(Duration.ofMillis(900).toNanos());
        for (int i = 0; i < 10; i++) {
            gate.pass();
        }
        now.addAndGet(Duration.ofMillis(200).toNanos());
        gate.pass();

        assertThat(waits).containsExactly(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @CsvSource({
        "30, PT1M,    PT30S,  30/m,   60 s,  30 s",
        "10, PT1S,    PT0.5S, 10/s,   1 s,   500 ms",
        "5,  PT1H,    PT30S,  5/h,    60 min, 30 s",
        "1,  PT24H,   PT5M,   1/d,    24 h,  5 min",
    })
    void whoseTurnComesTooLateIsToldAtOnce(
            int messages, Duration per, Duration maxWait, String rate, String turn, String shownWait) throws Exception {
        RateGate gate = gate(messages, per, maxWait);
        for (int i = 0; i < messages; i++) {
            gate.pass();
        }

        assertThatThrownBy(gate::pass)
                .isInstanceOf(RateExceededException.class)
                .hasMessage("mail/Session: the message was not sent, because 'maxRate' is \"" + rate
                        + "\" and that many have been sent or are waiting. Its turn would come in " + turn
                        + ", and 'maxWait' is " + shownWait
                        + ". Send less at a time, raise 'maxWait', or raise 'maxRate' if the server takes more"
                        + " [rate-limited]");
        assertThat(waits).isEmpty();
    }

    @Test
    void aTurnThatComesJustInTimeIsWaitedFor() throws Exception {
        RateGate gate = gate(1, SECOND, SECOND);
        gate.pass();
        gate.pass();

        assertThat(waits).containsExactly(SECOND);
    }

    @Test
    void waitingForNoReasonIsNoTurn() throws Exception {
        List<Long> looks = new ArrayList<>();
        RateGate gate = new RateGate("mail/Session", new Rate(1, SECOND), SECOND, now::get, (condition, nanos) -> {
            looks.add(nanos);
            now.addAndGet(nanos / 2 + 1);
            return 0;
        });
        gate.pass();
        long before = now.get();
        gate.pass();

        assertThat(now.get() - before).isGreaterThanOrEqualTo(SECOND.toNanos());
        assertThat(looks).hasSizeGreaterThan(10);
    }

    @Test
    void whoComesLaterIsNotServedEarlier() throws Exception {
        RateGate gate = sharedGate(1, SECOND, Duration.ofHours(1));
        gate.pass();
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            callers.add(threads.submit(() -> {
                gate.pass();
                served.add(number);
                return null;
            }));
            awaitWaiting(gate, i + 1);
        }
        for (int i = 1; i <= 20; i++) {
            assertThat(served).hasSize(i - 1);
            now.addAndGet(SECOND.toNanos());
            callers.get(i - 1).get();
            awaitWaiting(gate, 20 - i);
        }

        assertThat(served).isSorted().hasSize(20);
    }

    @Test
    void thoseWhoWaitCountForWhoeverComes() throws Exception {
        RateGate gate = sharedGate(1, SECOND, Duration.ofSeconds(2));
        gate.pass();
        Future<?> first = threads.submit(() -> passed(gate));
        awaitWaiting(gate, 1);
        Future<?> second = threads.submit(() -> passed(gate));
        awaitWaiting(gate, 2);

        assertThatThrownBy(gate::pass).hasMessageContaining("Its turn would come in 3 s, and 'maxWait' is 2 s.");
        now.addAndGet(SECOND.toNanos());
        first.get();
        now.addAndGet(SECOND.toNanos());
        second.get();
    }

    @Test
    void whoeverIsInterruptedStaysSoAndMakesWay() throws Exception {
        RateGate gate = sharedGate(1, SECOND, Duration.ofHours(1));
        gate.pass();
        CountDownLatch done = new CountDownLatch(1);
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        Thread interrupted = new Thread(() -> {
            seen.add(catchThrowable(gate::pass));
            seen.add(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        interrupted.start();
        awaitWaiting(gate, 1);
        Future<?> behind = threads.submit(() -> passed(gate));
        awaitWaiting(gate, 2);

        interrupted.interrupt();
        done.await();
        assertThat(seen.get(0))
                .isInstanceOfSatisfying(
                        MessagingException.class,
                        failure -> assertThat(failure)
                                .hasMessage(
                                        "mail/Session: interrupted while the message waited for its turn under 'maxRate'"
                                                + " \"1/s\". It was not sent [rate-limited]")
                                .hasCauseInstanceOf(InterruptedException.class));
        assertThat(seen.get(1)).isEqualTo(true);
        awaitWaiting(gate, 1);

        // The turn that was not used is for the next in the queue.
        now.addAndGet(SECOND.toNanos());
        behind.get();
    }

    @Test
    void aTurnThatComesLaterThanForeseenEndsWithMaxWait() throws Exception {
        RateGate gate = sharedGate(1, SECOND, Duration.ofSeconds(2));
        gate.pass();
        Future<?> first = threads.submit(() -> passed(gate));
        awaitWaiting(gate, 1);
        Future<Throwable> second = threads.submit(() -> catchThrowable(gate::pass));
        awaitWaiting(gate, 2);

        // The machine was busy, so the first went half a second after its turn.
        now.addAndGet(Duration.ofMillis(1500).toNanos());
        first.get();
        now.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(second.get())
                .isInstanceOf(RateExceededException.class)
                .hasMessageContaining("Its turn would come in 500 ms, and 'maxWait' is 2 s.");
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void whoeverStandsBehindWhenHisTimeIsUpGoesToo() throws Exception {
        RateGate gate = sharedGate(1, SECOND, Duration.ofSeconds(2));
        gate.pass();
        List<Future<Throwable>> callers = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            callers.add(threads.submit(() -> catchThrowable(gate::pass)));
            awaitWaiting(gate, i);
        }

        // As after a suspended machine: the first goes, and for the second it is too late.
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(callers.get(0).get()).isNull();
        assertThat(callers.get(1).get()).isInstanceOf(RateExceededException.class);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void afterItIsClosedNobodyWaitsAnyMore() throws Exception {
        RateGate gate =
                new RateGate("mail/Session", new Rate(1, Duration.ofDays(1)), Duration.ofDays(1), System::nanoTime);
        gate.pass();
        List<Future<Throwable>> callers = new ArrayList<>();
        callers.add(threads.submit(() -> catchThrowable(gate::pass)));
        awaitWaiting(gate, 1);
        RateGate open = sharedGate(5, SECOND, SECOND);
        open.close();
        callers.add(threads.submit(() -> catchThrowable(open::pass)));

        gate.close();
        for (Future<Throwable> caller : callers) {
            assertThat(caller.get())
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessage("mail/Session: the message was not sent, because the resource is closed, since its"
                            + " application or the server is being stopped [rate-limited]");
        }
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void realThreadsOnTheRealClockKeepToTheRate() throws Exception {
        Duration per = Duration.ofMillis(50);
        int messages = 5;
        RateGate gate = new RateGate("mail/Session", new Rate(messages, per), Duration.ofSeconds(30), System::nanoTime);
        List<Future<Long>> callers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            callers.add(threads.submit(() -> {
                gate.pass();
                return System.nanoTime();
            }));
        }
        List<Long> times = new ArrayList<>();
        for (Future<Long> caller : callers) {
            times.add(caller.get());
        }

        // 40 messages, 5 at a time: eight times, and seven waits between them.
        assertThat(Collections.max(times) - start).isGreaterThanOrEqualTo(7 * per.toNanos());
        assertThat(gate.waiting()).isZero();
    }

    private static Void passed(RateGate gate) throws MessagingException {
        gate.pass();
        return null;
    }
}
