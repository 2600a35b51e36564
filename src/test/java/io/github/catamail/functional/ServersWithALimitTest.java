package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.IdleClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.IdleClosingServer.End;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import io.github.catamail.testing.smtp.misbehaviour.Replies421;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that take 130 messages over one connection, which they have told nobody. The limit is found step by step, so that no
 * message is on its way as a whole when it is met for the first time.
 */
@Timeout(120)
final class ServersWithALimitTest {
    private static final int LIMIT = 130;

    /** Each tenth more than the last, until the limit is met, and from then on as many as the server takes. */
    private static final List<Integer> MESSAGES = List.of(100, 110, 121, LIMIT, LIMIT, LIMIT, 5);

    static Stream<Arguments> limits() {
        return Stream.of(
                        new Misdeed("closes at MAIL", (occasion, base) -> ClosingServer.at(Stage.MAIL, occasion, base)),
                        new Misdeed("says 421 at MAIL", (occasion, base) -> Replies421.at(Stage.MAIL, occasion, base)),
                        new Misdeed("closes after the last message", closing(End.WITHOUT_A_WORD)),
                        new Misdeed("says 421 after the last message", closing(End.SAYING_SO)))
                .flatMap(limit -> Stream.of(Footing.Abilities.NO_EXTENSION, Footing.Abilities.PIPELINING_AND_CHUNKING)
                        .map(abilities -> Arguments.of(limit, new Footing(Footing.Tls.NONE, abilities))));
    }

    private static Misdeed.Start closing(End end) {
        return (occasion, base) -> IdleClosingServer.after(Duration.ZERO, occasion, end, base);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("limits")
    void theLimitIsFoundWithoutAnError(Misdeed limit, Footing footing) throws Exception {
        AtomicInteger met = new AtomicInteger();
        Occasion full = moment -> moment.accepted() >= LIMIT && met.incrementAndGet() > 0;
        try (MisbehavingServer server = limit.start(full, footing);
                LogCapture log = LogCapture.ofCatamail()) {
            Mailbag bag = new Mailbag();
            Session session = footing.resource(server.port()).session();
            bag.deliver(session, MESSAGES.stream().mapToInt(Integer::intValue).sum());
            bag.assertExactlyOnce(server.sink());
            assertThat(byConnection(server.sink().mails())).isEqualTo(MESSAGES);
            assertThat(log.messages(Level.WARNING)).isEmpty();
            if (limit.name().endsWith("at MAIL")) {
                assertThat(met).as("messages begun beyond the limit").hasValue(1);
            }
        }
    }

    private static List<Integer> byConnection(List<ReceivedMail> mails) {
        List<Integer> counts = new ArrayList<>();
        int connections =
                mails.stream().mapToInt(ReceivedMail::connection).max().orElse(0);
        IntStream.rangeClosed(1, connections)
                .forEach(number -> counts.add((int) mails.stream()
                        .filter(mail -> mail.connection() == number)
                        .count()));
        return counts;
    }
}
