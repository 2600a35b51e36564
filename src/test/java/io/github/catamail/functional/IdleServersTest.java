package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Crew;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ConnectionKiller;
import io.github.catamail.testing.smtp.misbehaviour.IdleClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.IdleClosingServer.End;
import io.github.catamail.testing.smtp.misbehaviour.LateServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that end connections at any time while nothing is going on, so that the end and the next message cross on the way.
 * An application sees nothing of it, but where the whole message had been sent along with its envelope.
 */
@Timeout(120)
final class IdleServersTest {
    private static final int THREADS = 4;
    private static final int MESSAGES = 60;
    private static final Duration SHORTEST = Duration.ofMillis(50);

    static Stream<Arguments> ends() {
        return Stream.of(End.SAYING_SO, End.WITHOUT_A_WORD, End.WITH_A_RESET)
                .flatMap(end -> Footing.all().map(footing -> Arguments.of(end, footing)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ends")
    void whatCrossesOnTheWayIsNotNoticed(End end, Footing footing) throws Exception {
        long seed = System.nanoTime();
        try (IdleClosingServer server =
                IdleClosingServer.atRandom(seed, Duration.ofMillis(20), end, footing.server())) {
            Mailbag bag = new Mailbag();
            Session session = footing.resource(server.port()).session();
            Crew.run(THREADS, number -> {
                SplittableRandom pauses = new SplittableRandom(seed + number);
                for (int i = 0; i < MESSAGES; i++) {
                    Sending.letPass(Duration.ofNanos(pauses.nextLong(20_000_000)));
                    bag.send(session);
                }
            });
            bag.assertExactlyOnce(server.sink());
            if (footing.isChunking()) {
                assertThat(bag.failed()).as("seed %d", seed).allMatch(Mailbag.Sent::unknown);
                assertThat(bag.failed()).as("seed %d", seed).hasSizeLessThan(THREADS * MESSAGES / 4);
            } else {
                assertThat(bag.failed()).as("seed %d", seed).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ends")
    void aServerOfNoPatienceIsNotNoticed(End end, Footing footing) throws Exception {
        try (IdleClosingServer server = IdleClosingServer.after(SHORTEST, Occasion.always(), end, footing.server())) {
            Mailbag bag = new Mailbag();
            Session session = footing.resource(server.port()).session();
            for (int i = 0; i < 3; i++) {
                bag.deliver(session, 2);
                server.sink().awaitOpenConnections(0);
            }
            bag.assertExactlyOnce(server.sink());
            // More where this machine takes so long for two messages.
            assertThat(server.sink().connections()).isBetween(3, 6);
        }
    }

    /** The end is there before the next message is begun, however soon that is. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ends")
    void aServerThatTakesOneMessageAtATimeIsNotNoticed(End end, Footing footing) throws Exception {
        try (IdleClosingServer server =
                IdleClosingServer.after(Duration.ZERO, Occasion.always(), end, footing.server())) {
            Mailbag bag = new Mailbag();
            Session session = footing.resource(server.port()).session();
            for (int i = 0; i < 4; i++) {
                bag.deliver(session, 1);
                server.sink().awaitOpenConnections(0);
            }
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(4);
        }
    }

    static Stream<Arguments> footings() {
        return Footing.all().map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aServerThatFailsAtRandomLosesAndDoublesNothing(Footing footing) throws Exception {
        long seed = System.nanoTime();
        try (ConnectionKiller server = ConnectionKiller.of(seed, 0.02, footing.server())) {
            Mailbag bag = new Mailbag();
            Session session = footing.resource(server.port()).session();
            Crew.run(THREADS, number -> {
                for (int i = 0; i < MESSAGES; i++) {
                    bag.send(session);
                }
            });
            bag.assertExactlyOnce(server.sink());
            assertThat(server.killed()).as("seed %d", seed).isPositive();
            assertThat(bag.failed()).as("seed %d", seed).hasSizeLessThan(THREADS * MESSAGES / 2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footings")
    void aRestartDuringARunLosesAndDoublesNothing(Footing footing) throws Exception {
        try (LateServer server = LateServer.at(Stage.RCPT, Duration.ofMillis(2), Occasion.always(), footing.server())) {
            SmtpSink sink = server.sink();
            Mailbag bag = new Mailbag();
            Session session = footing.resource(sink.port()).session();
            Thread restarts = Crew.start("restarts", () -> {
                for (int i = 1; i <= 3; i++) {
                    sink.awaitMail(i * 50);
                    sink.goDown();
                    sink.comeBack();
                }
            });
            Crew.run(THREADS, number -> {
                while (restarts.isAlive()) {
                    bag.send(session);
                }
            });
            bag.deliver(session, 3);
            bag.assertExactlyOnce(sink);
        }
    }
}
