package io.github.catamail.traffic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.withinPercentage;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class TrafficTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Traffic traffic = new Traffic(() -> 42, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void nothingHappenedAtFirst() {
        TrafficSnapshot snapshot = traffic.snapshot();

        assertThat(snapshot.sent()).isZero();
        assertThat(snapshot.failed()).isZero();
        assertThat(snapshot.failedByTopic()).isEmpty();
        assertThat(snapshot.lastError()).isNull();
        assertThat(snapshot.lastSuccess()).isNull();
        assertThat(snapshot.send()).isEqualTo(new Latency(0, 0, 0, 0, 0));
        assertThat(snapshot.serverCertificates()).isEmpty();
    }

    @Test
    void acceptedMessagesAreCounted() {
        traffic.sent(1, 2_000, MILLISECONDS.toNanos(5));
        traffic.sent(3, 1_000, MILLISECONDS.toNanos(7));
        traffic.partlySent(2);

        TrafficSnapshot snapshot = traffic.snapshot();

        assertThat(snapshot.sent()).isEqualTo(2);
        assertThat(snapshot.sentPartly()).isEqualTo(1);
        assertThat(snapshot.recipients()).isEqualTo(4);
        assertThat(snapshot.recipientsRefused()).isEqualTo(2);
        assertThat(snapshot.bytes()).isEqualTo(3_000);
        assertThat(snapshot.lastSuccess()).isEqualTo(NOW);
        assertThat(snapshot.send().count()).isEqualTo(2);
        assertThat(snapshot.send().p50()).isCloseTo(MILLISECONDS.toNanos(5), withinPercentage(3.2));
        assertThat(snapshot.send().max()).isEqualTo(MILLISECONDS.toNanos(7));
        assertThat(snapshot.failed()).isZero();
    }

    @Test
    void failedMessagesAreCountedByTopicAndTheLastIsKept() {
        traffic.failed(new MessagingException("one [timeout]"));
        traffic.failed(new MessagingException("two [auth-rejected]"));
        traffic.failed(new MessagingException("three [timeout]"));
        traffic.failed(new IllegalStateException("four"));

        TrafficSnapshot snapshot = traffic.snapshot();

        assertThat(snapshot.failed()).isEqualTo(4);
        assertThat(snapshot.failedByTopic())
                .containsExactly(entry("auth-rejected", 1L), entry("other", 1L), entry("timeout", 2L));
        assertThat(snapshot.lastError()).isEqualTo(new Incident("IllegalStateException: four", NOW));
        assertThat(snapshot.lastSuccess()).isNull();
    }

    @Test
    void aFailureToConnectIsNoFailedMessageButTheLastError() {
        traffic.connectFailed(new MessagingException("refused [connect-failed]"));

        TrafficSnapshot snapshot = traffic.snapshot();

        assertThat(snapshot.connectFailures()).isEqualTo(1);
        assertThat(snapshot.failed()).isZero();
        assertThat(snapshot.failedByTopic()).isEmpty();
        assertThat(snapshot.lastError()).isEqualTo(new Incident("refused [connect-failed]", NOW));
    }

    @Test
    void connectionsAndHandshakesAreCounted() {
        traffic.connected(MILLISECONDS.toNanos(20));
        traffic.connected(MILLISECONDS.toNanos(30));
        traffic.disconnected();
        traffic.handshake(false);
        traffic.handshake(true);
        traffic.retried();

        TrafficSnapshot snapshot = traffic.snapshot();

        assertThat(snapshot.connectionsOpened()).isEqualTo(2);
        assertThat(snapshot.connectionsClosed()).isEqualTo(1);
        assertThat(snapshot.connect().max()).isEqualTo(MILLISECONDS.toNanos(30));
        assertThat(snapshot.handshakes()).isEqualTo(2);
        assertThat(snapshot.handshakesResumed()).isEqualTo(1);
        assertThat(snapshot.retries()).isEqualTo(1);
    }

    @Test
    void theLastCertificateOfEachServerCounts() {
        traffic.serverCertificate("a.example.com:587", NOW);
        traffic.serverCertificate("b.example.com:587", NOW);
        traffic.serverCertificate("a.example.com:587", NOW.plusSeconds(60));

        assertThat(traffic.snapshot().serverCertificates())
                .containsExactly(entry("a.example.com:587", NOW.plusSeconds(60)), entry("b.example.com:587", NOW));
    }

    @Test
    void noMoreThanAHundredServersAreRemembered() {
        for (int i = 0; i < 1000; i++) {
            traffic.serverCertificate("h" + i + ":25", NOW);
        }
        traffic.serverCertificate("h0:25", NOW.plusSeconds(1));

        assertThat(traffic.snapshot().serverCertificates()).hasSize(100).containsEntry("h0:25", NOW.plusSeconds(1));
    }

    @Test
    void aSnapshotDoesNotChange() {
        traffic.failed(new MessagingException("one [timeout]"));
        TrafficSnapshot before = traffic.snapshot();

        traffic.failed(new MessagingException("two [timeout]"));

        assertThat(before.failed()).isEqualTo(1);
        assertThat(before.failedByTopic()).containsExactly(entry("timeout", 1L));
        assertThatThrownBy(() -> before.failedByTopic().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nothingIsLostBetweenThreads() throws Exception {
        int threads = 8;
        int each = 5_000;
        long all = 40_000;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    for (int j = 0; j < each; j++) {
                        traffic.sent(2, 10, 1_000L * j);
                        traffic.failed(new MessagingException("no [timeout]"));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        TrafficSnapshot snapshot = traffic.snapshot();
        assertThat(snapshot.sent()).isEqualTo(all);
        assertThat(snapshot.send().count()).isEqualTo(all);
        assertThat(snapshot.recipients()).isEqualTo(2 * all);
        assertThat(snapshot.bytes()).isEqualTo(10 * all);
        assertThat(snapshot.failedByTopic()).containsExactly(entry("timeout", all));
    }

    @Test
    void callersMeasureWithItsTicker() {
        assertThat(traffic.nanos()).isEqualTo(42);
    }
}
