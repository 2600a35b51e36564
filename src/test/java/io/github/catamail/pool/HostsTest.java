package io.github.catamail.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.HostOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {
    private static final Endpoint A = endpoint("a");
    private static final Endpoint B = endpoint("b");
    private static final Endpoint C = endpoint("c");

    /** Far from zero and about to overflow, as System.nanoTime may be. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(15).toNanos();

    private static Endpoint endpoint(String host) {
        return new Endpoint(host, 587, ConnectionSecurity.STARTTLS);
    }

    private Hosts failover() {
        return new Hosts(List.of(A, B, C), HostOrder.FAILOVER, () -> now);
    }

    private Hosts roundRobin() {
        return new Hosts(List.of(A, B, C), HostOrder.ROUNDROBIN, () -> now);
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void theOrderIsAsWritten() {
        Hosts hosts = failover();

        assertThat(hosts.order()).containsExactly(A, B, C);
        assertThat(hosts.order()).containsExactly(A, B, C);
    }

    @Test
    void takenInTurnEachIsFirstOnce() {
        Hosts hosts = roundRobin();

        assertThat(hosts.order()).containsExactly(A, B, C);
        assertThat(hosts.order()).containsExactly(B, C, A);
        assertThat(hosts.order()).containsExactly(C, A, B);
        assertThat(hosts.order()).containsExactly(A, B, C);
    }

    @Test
    void oneThatFailedComesLast() {
        Hosts hosts = failover();
        hosts.failed(A);

        assertThat(hosts.order()).containsExactly(B, C, A);
        pass(9);
        assertThat(hosts.order()).containsExactly(B, C, A);
    }

    @Test
    void inTurnMeansAmongThoseThatWork() {
        Hosts hosts = roundRobin();
        hosts.failed(B);

        List<Endpoint> first = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            first.add(hosts.order().get(0));
        }

        assertThat(first).filteredOn(A::equals).hasSize(50);
        assertThat(first).filteredOn(C::equals).hasSize(50);
    }

    @Test
    void whereAllFailedTheOneThatRestsShortestIsTriedFirst() {
        Hosts hosts = failover();
        hosts.failed(B);
        pass(1);
        hosts.failed(C);
        pass(1);
        hosts.failed(A);

        assertThat(hosts.order()).containsExactly(B, C, A);
    }

    @Test
    void afterItsRestOneCallerTriesItAndOthersDoNot() {
        Hosts hosts = failover();
        hosts.failed(A);
        pass(10);

        assertThat(hosts.order()).containsExactly(A, B, C);
        assertThat(hosts.order()).containsExactly(B, C, A);
        pass(29);
        assertThat(hosts.order()).containsExactly(B, C, A);
    }

    @Test
    void aCallerWhoNeverTellsHowItWentIsForgotten() {
        Hosts hosts = failover();
        hosts.failed(A);
        pass(10);
        hosts.order();
        pass(30);

        assertThat(hosts.order()).containsExactly(A, B, C);
        assertThat(hosts.order()).containsExactly(B, C, A);
    }

    @Test
    void aSuccessPutsItBackAtOnce() {
        Hosts hosts = failover();
        hosts.failed(A);
        pass(10);
        hosts.order();
        hosts.succeeded(A);

        assertThat(hosts.order()).containsExactly(A, B, C);
        assertThat(hosts.order()).containsExactly(A, B, C);
    }

    @Test
    void aSuccessDuringTheRestCountsToo() {
        Hosts hosts = failover();
        hosts.failed(A);
        hosts.succeeded(A);

        assertThat(hosts.order()).containsExactly(A, B, C);
    }

    @Test
    void eachFailureDoublesTheRestUpToFiveMinutes() {
        Hosts hosts = failover();
        for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
            hosts.failed(A);
            assertThat(hosts.states().get(0).restsFor()).isEqualTo(Duration.ofSeconds(seconds));
            pass(seconds - 1);
            assertThat(hosts.order()).startsWith(B);
            pass(1);
            assertThat(hosts.order()).startsWith(A);
        }

        hosts.succeeded(A);
        hosts.failed(A);
        assertThat(hosts.states().get(0).restsFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void manyCallersInOneOutageDoNotMakeTheRestLonger() {
        Hosts hosts = failover();
        for (int i = 0; i < 8; i++) {
            hosts.failed(A);
        }

        assertThat(hosts.states().get(0)).isEqualTo(new HostState(A, 8, Duration.ofSeconds(10)));
    }

    @Test
    void whileTheFirstWorksNobodyTriesTheSecondThatFailed() {
        Hosts hosts = failover();
        hosts.failed(B);
        pass(10);

        assertThat(hosts.order()).containsExactly(A, C, B);
        hosts.failed(A);
        hosts.failed(C);
        // Now it is needed.
        assertThat(hosts.order()).containsExactly(B, A, C);
        assertThat(hosts.order()).containsExactly(B, A, C);
    }

    @Test
    void aCallerTriesOneRestedServerAndThenThoseThatWork() {
        Hosts hosts = failover();
        hosts.failed(A);
        hosts.failed(B);
        pass(10);

        assertThat(hosts.order()).containsExactly(A, C, B);
        assertThat(hosts.order()).containsExactly(B, C, A);
        assertThat(hosts.order()).containsExactly(C, A, B);
    }

    @Test
    void inTurnARestedServerIsTriedWhenItsTurnComes() {
        Hosts hosts = roundRobin();
        hosts.failed(B);
        pass(10);

        assertThat(hosts.order()).containsExactly(A, C, B);
        assertThat(hosts.order()).containsExactly(B, C, A);
        assertThat(hosts.order()).startsWith(A).endsWith(B);
    }

    @Test
    void onlyTheFirstFailureAndTheFirstSuccessAreNews() {
        Hosts hosts = failover();

        assertThat(hosts.succeeded(A)).isFalse();
        assertThat(hosts.failed(A)).isTrue();
        assertThat(hosts.failed(A)).isFalse();
        pass(10);
        hosts.order();
        assertThat(hosts.failed(A)).isFalse();
        assertThat(hosts.succeeded(A)).isTrue();
        assertThat(hosts.succeeded(A)).isFalse();
        assertThat(hosts.failed(A)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z"})
    void othersAreNotConcerned(String host) {
        Hosts hosts = failover();
        hosts.failed(endpoint(host));

        assertThat(hosts.failed(endpoint("z"))).isFalse();
        assertThat(hosts.succeeded(endpoint("z"))).isFalse();
        assertThat(hosts.states())
                .filteredOn(state -> !state.endpoint().equals(A))
                .containsExactly(new HostState(B, 0, Duration.ZERO), new HostState(C, 0, Duration.ZERO));
    }

    @Test
    void theSameServerWithTlsForALoginIsTheSameServer() {
        Endpoint optional = new Endpoint("a", 25, ConnectionSecurity.STARTTLS_IF_OFFERED);
        Hosts hosts = new Hosts(List.of(optional, B), HostOrder.FAILOVER, () -> now);

        assertThat(hosts.failed(optional.forLogin())).isTrue();
        assertThat(hosts.order()).containsExactly(B, optional);
    }

    @ParameterizedTest
    @CsvSource({"FAILOVER", "ROUNDROBIN"})
    void aSingleServerIsTriedAlways(HostOrder order) {
        Hosts hosts = new Hosts(List.of(A, A), order, () -> now);
        hosts.failed(A);

        assertThat(hosts.order()).containsExactly(A);
        pass(10);
        assertThat(hosts.order()).containsExactly(A);
        assertThat(hosts.order()).containsExactly(A);
    }

    @ParameterizedTest
    @CsvSource({"FAILOVER", "ROUNDROBIN"})
    void withoutServersThereIsNobodyToTry(HostOrder order) {
        assertThat(new Hosts(List.of(), order, () -> now).order()).isEmpty();
    }

    @Test
    void statesSayHowLongItStillRests() {
        Hosts hosts = failover();
        hosts.failed(B);
        pass(4);

        assertThat(hosts.states())
                .containsExactly(
                        new HostState(A, 0, Duration.ZERO),
                        new HostState(B, 1, Duration.ofSeconds(6)),
                        new HostState(C, 0, Duration.ZERO));
        pass(60);
        assertThat(hosts.states()).contains(new HostState(B, 1, Duration.ZERO));
    }

    @Test
    @Timeout(60)
    void ofManyThreadsOneTriesIt() throws Exception {
        Hosts hosts = failover();
        hosts.failed(A);
        pass(10);
        int threads = 16;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Endpoint>> firsts = Stream.generate(() -> pool.submit(() -> {
                        start.await();
                        return hosts.order().get(0);
                    }))
                    .limit(threads)
                    .toList();
            start.countDown();
            int probes = 0;
            for (Future<Endpoint> first : firsts) {
                probes += first.get().equals(A) ? 1 : 0;
            }
            assertThat(probes).isOne();
        } finally {
            pool.shutdownNow();
        }
    }
}
