package io.github.catamail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.testing.TestCertificates;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is mail that arrives. */
@Timeout(60)
final class ContendersTest {
    private static final int THREADS = 2;

    private FastSink sink;

    @BeforeEach
    void start() throws Exception {
        sink = FastSink.start(TestCertificates.root("localhost").serverContext());
    }

    @AfterEach
    void stop() throws Exception {
        sink.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyContenderSendsEachMessageOnce(Kind kind) throws Exception {
        Target target = new Target(sink.port(), /* login= */ false, /* recipients= */ 3, THREADS, /* pooled= */ true);
        try (Contender contender = kind.open(target, new FactorySessions())) {
            for (int i = 0; i < 10; i++) {
                contender.send();
            }
        }

        Tally tally = sink.take();
        assertThat(tally.messages()).isEqualTo(10);
        assertThat(tally.distinct()).isEqualTo(10);
        assertThat(tally.recipients()).isEqualTo(30);
        if (kind != Kind.STOCK && kind != Kind.SPRING) {
            // Without a pool the next connection may be open before the end of the last one is seen.
            assertThat(tally.peak()).isBetween(1, THREADS);
        }
    }

    @Test
    void farAwayEachMessageTakesARoundTripAndTheFirstOneThoseOfItsConnection() throws Exception {
        Target target = new Target(sink.slowPort(), /* login= */ false, 1, THREADS, /* pooled= */ true);
        try (Contender contender = Kind.RAW.open(target, new FactorySessions())) {
            assertThat(millisOf(contender))
                    .as("connect, greeting, EHLO, message")
                    .isGreaterThanOrEqualTo(80);
            assertThat(millisOf(contender)).as("message").isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void aRoundCountsWhatIsSentAfterItsLeadIn() throws Exception {
        int[] sent = new int[1];
        Round round = Load.run(() -> sent[0]++, new Pace(1, 50, 1_000));

        assertThat(round.sent()).isEqualTo(sent[0]);
        assertThat(round.perSecond()).isPositive().isLessThan(sent[0]);
    }

    @Test
    void aMessageThatIsNotSentFailsTheRound() {
        Contender broken = () -> {
            throw new IllegalArgumentException("no such recipient");
        };

        assertThatThrownBy(() -> Load.run(broken, new Pace(2, 0, 1_000)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A message was not sent: java.lang.IllegalArgumentException: no such recipient");
    }

    private static long millisOf(Contender contender) throws Exception {
        long start = System.nanoTime();
        contender.send();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
