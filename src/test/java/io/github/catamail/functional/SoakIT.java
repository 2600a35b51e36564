package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.session.MailSessions;
import io.github.catamail.testing.Crew;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.smtp.misbehaviour.ConnectionKiller;
import jakarta.mail.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads for a long time against servers that end connections at random, at every stage.
 *
 * <p>{@code mvn -Psoak verify} sends 100,000 messages; {@code -Dcatamail.soak.messages} and {@code -Dcatamail.soak.seed} say
 * otherwise.
 */
@Timeout(1800)
final class SoakIT {
    private static final int THREADS = 32;
    private static final double SHARE = 0.004;

    @Test
    @SuppressWarnings("SystemOut") // what a run was like belongs in the log of the build
    void nothingIsLostNothingIsDoubledAndNothingIsLeft() throws Exception {
        int messages = Integer.getInteger("catamail.soak.messages", 15_000);
        long seed = Long.getLong("catamail.soak.seed", System.nanoTime());
        System.out.println("soak: " + messages + " messages, seed " + seed);
        List<Footing> footings = Footing.overTls().toList();
        List<ConnectionKiller> servers = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        List<Mailbag> bags = new ArrayList<>();
        try (LogCapture log = LogCapture.ofCatamail()) {
            for (Footing footing : footings) {
                ConnectionKiller server = ConnectionKiller.of(seed + servers.size(), SHARE, footing.server());
                servers.add(server);
                bags.add(new Mailbag());
                sessions.add(footing.resource(server.port())
                        .with("idleTimeout", "2s")
                        .with("maxWait", "5m")
                        .session());
            }
            AtomicInteger next = new AtomicInteger();
            long start = System.nanoTime();
            Crew.run(THREADS, number -> {
                for (int i = next.getAndIncrement(); i < messages; i = next.getAndIncrement()) {
                    bags.get(i % bags.size()).send(sessions.get(i % bags.size()));
                }
            });
            double seconds = (System.nanoTime() - start) / 1e9;
            for (int i = 0; i < servers.size(); i++) {
                Mailbag bag = bags.get(i);
                ConnectionKiller server = servers.get(i);
                long unknown =
                        bag.failed().stream().filter(Mailbag.Sent::unknown).count();
                System.out.printf(
                        "soak: %s: %d sent, %d failed, of these %d unknown; %d connections of which %d were killed%n",
                        footings.get(i),
                        bag.sent().size(),
                        bag.failed().size(),
                        unknown,
                        server.sink().connections(),
                        server.killed());
                bag.assertExactlyOnce(server.sink());
                assertThat(server.killed()).isGreaterThan(messages / 1000);
                assertThat(bag.failed()).hasSizeLessThan(bag.sent().size() / 10);
                assertThat(server.sink().mostOpenConnections()).isLessThanOrEqualTo(THREADS);
                server.sink().awaitOpenConnections(0);
            }
            System.out.printf("soak: %.1f s, %.0f messages/s%n", seconds, messages / seconds);
            MailSessions.shared().close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("catamail-"));
            assertThat(log.text()).doesNotContain(Sending.PASSWORD);
        } finally {
            servers.forEach(ConnectionKiller::close);
        }
    }
}
