package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Crew;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.HoldingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import io.github.catamail.testing.smtp.misbehaviour.Replies421;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who shares connections with whom, how many there are, how long they live, and who has to wait. */
@Timeout(60)
final class PoolTest {
    private static final Duration FAR_BELOW_THE_DEFAULTS = Duration.ofSeconds(9);

    @Test
    void messagesGoOverOneConnectionHoweverOftenTheSessionIsLookedUp() throws Exception {
        try (SmtpSink sink = sink()) {
            for (int i = 0; i < 5; i++) {
                Sending.send(withLogin(sink.port()));
            }
            assertThat(sink.mails()).hasSize(5);
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.logins()).hasSize(1);
            assertThat(sink.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void resourcesThatDifferShareNothing() throws Exception {
        try (SmtpSink sink = sink()) {
            Session one = withLogin(sink.port()).session();
            Session other =
                    withLogin(sink.port()).with("heloName", "other.example.com").session();
            for (int i = 0; i < 3; i++) {
                Sending.send(one);
                Sending.send(other);
            }
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.mails())
                    .filteredOn(mail -> mail.connection() == 2)
                    .hasSize(3)
                    .allMatch(mail -> mail.clientName().equals("other.example.com"));
        }
    }

    @Test
    void thereAreNeverMoreConnectionsThanAllowed() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).with("maxTotal", "5").session();
            Mailbag bag = new Mailbag();
            // Fewer than so many that a first connection would end.
            Crew.run(32, number -> bag.deliver(session, 3));
            bag.assertExactlyOnce(sink);
            assertThat(sink.mostOpenConnections()).isLessThanOrEqualTo(5);
            assertThat(sink.connections()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void whoComesFirstIsServedFirst() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.FINAL_DOT, server())) {
            Session session = withLogin(server.port()).with("maxTotal", "1").session();
            List<Thread> threads = new ArrayList<>();
            server.hold();
            threads.add(Crew.start("first", () -> Transport.send(titled(session, "first"))));
            server.awaitHeld();
            List<String> titles = new ArrayList<>(List.of("first"));
            for (int i = 0; i < 6; i++) {
                String title = "waiting " + i;
                titles.add(title);
                threads.add(Crew.waiting(title, () -> Transport.send(titled(session, title))));
            }
            server.release();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(server.sink().mails())
                    .extracting(mail -> mail.message().getSubject())
                    .containsExactlyElementsOf(titles);
            assertThat(server.sink().connections()).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsTooLongIsToldWhatTheConnectionsAreDoing() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.FINAL_DOT, server())) {
            Session session = withLogin(server.port())
                    .with("maxTotal", "1")
                    .with("maxWait", "200 ms")
                    .session();
            Mailbag bag = new Mailbag();
            server.hold();
            Thread first = Crew.start("first", () -> bag.send(session));
            server.awaitHeld();
            assertThat(bag.send(session).text())
                    .contains("200 ms")
                    .contains("'maxWait'")
                    .contains("'maxTotal'");
            server.release();
            first.join();
            bag.deliver(session, 1);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().mails()).hasSize(2);
            assertThat(server.sink().connections()).isEqualTo(1);
        }
    }

    @Test
    void aThreadThatIsInterruptedStopsWaiting() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.FINAL_DOT, server())) {
            Session session = withLogin(server.port()).with("maxTotal", "1").session();
            Mailbag bag = new Mailbag();
            server.hold();
            Thread first = Crew.start("first", () -> bag.send(session));
            server.awaitHeld();
            boolean[] stillInterrupted = new boolean[1];
            Thread second = Crew.waiting("second", () -> {
                bag.send(session);
                stillInterrupted[0] = Thread.currentThread().isInterrupted();
            });
            second.interrupt();
            second.join();
            assertThat(stillInterrupted[0]).isTrue();
            assertThat(bag.failed()).hasSize(1);
            server.release();
            first.join();
            bag.assertExactlyOnce(server.sink());
        }
    }

    @Test
    void aConnectionIsNotHeldWhileNobodyUsesIt() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session =
                    withLogin(sink.port()).with("idleTimeout", "100ms").session();
            Sending.send(session);
            sink.awaitOpenConnections(0);
            assertThat(sink.commands(1)).endsWith("QUIT");
            Sending.send(session);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsNotUsedForLongerThanItMayLive() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session =
                    withLogin(sink.port()).with("maxLifetime", "200 ms").session();
            Sending.send(session);
            Sending.letPass(Duration.ofMillis(250));
            Sending.send(session);
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.commands(1)).endsWith("QUIT");
        }
    }

    @Test
    void aConnectionCarriesNoMoreMessagesThanItMay() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session =
                    withLogin(sink.port()).with("maxMessagesPerConnection", "2").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 5);
            assertThat(sink.mails()).extracting(mail -> mail.connection()).containsExactly(1, 1, 2, 2, 3);
            sink.awaitOpenConnections(1);
            assertThat(sink.commands(1)).endsWith("QUIT");
            assertThat(sink.commands(2)).endsWith("QUIT");
        }
    }

    @Test
    void noMoreConnectionsStayIdleThanMay() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.FINAL_DOT, server())) {
            Session session = withLogin(server.port()).with("maxIdle", "1").session();
            server.hold();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(Crew.start("sender " + i, () -> Sending.send(session)));
                server.awaitHeld();
            }
            assertThat(server.sink().openConnections()).isEqualTo(3);
            server.release();
            for (Thread thread : threads) {
                thread.join();
            }
            server.sink().awaitOpenConnections(1);
            assertThat(server.sink().mails()).hasSize(3);
        }
    }

    @Test
    void nobodyWaitsForTheAnswerToQuit() throws Exception {
        try (SilentServer server = SilentServer.at(Stage.QUIT, server())) {
            Session session = withLogin(server.port())
                    .with("maxMessagesPerConnection", "1")
                    .session();
            Mailbag bag = new Mailbag();
            assertThat(Sending.timed(() -> bag.deliver(session, 3))).isLessThan(FAR_BELOW_THE_DEFAULTS);
            assertThat(server.sink().connections()).isEqualTo(3);
            assertThat(server.sink().commands(1)).endsWith("QUIT");
        }
    }

    @Test
    void withoutThePoolEachMessageHasItsConnection() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).with("pooled", "false").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 3);
            assertThat(sink.connections()).isEqualTo(3);
            sink.awaitOpenConnections(0);
            assertThat(sink.commands(3)).endsWith("QUIT");
        }
    }

    @Test
    void withoutThePoolAFailureIsTold() throws Exception {
        SmtpSink.Builder plain = server().without("PIPELINING", "CHUNKING");
        try (ClosingServer server = ClosingServer.at(Stage.MAIL, Occasion.onceAfter(1), plain)) {
            Session session = withLogin(server.port()).with("pooled", "false").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 1);
            assertThat(bag.send(session).text()).endsWith("The message was not sent [connection-closed]");
            bag.deliver(session, 1);
            assertThat(server.sink().connections()).isEqualTo(3);
        }
    }

    @Test
    void transportsWithoutAHostOfTheirOwnShareTheConnections() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            for (boolean named : new boolean[] {false, true, false}) {
                MimeMessage message = saved(session);
                try (Transport transport = session.getTransport()) {
                    if (named) {
                        transport.connect(null, -1, null, null);
                    } else {
                        transport.connect();
                    }
                    transport.sendMessage(message, message.getAllRecipients());
                    transport.sendMessage(message, message.getAllRecipients());
                }
                Sending.send(session);
            }
            assertThat(sink.mails()).hasSize(9);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void whoNamesAUserHasAConnectionOfHisOwn() throws Exception {
        try (SmtpSink sink = server().user("other@example.com", "other-Pa55").start()) {
            Session session = withLogin(sink.port()).session();
            Sending.send(session);
            Transport.send(Resource.message(session), "other@example.com", "other-Pa55");
            Sending.send(session);
            Transport.send(Resource.message(session), "other@example.com", "other-Pa55");
            assertThat(sink.mails())
                    .extracting(mail -> mail.login().user())
                    .containsExactly(USER, "other@example.com", USER, "other@example.com");
            assertThat(sink.connections()).isEqualTo(3);
            sink.awaitOpenConnections(1);
            assertThat(sink.commands(2)).endsWith("QUIT");
        }
    }

    @Test
    void whoNamesAHostHasAConnectionOfHisOwn() throws Exception {
        try (SmtpSink sink = sink();
                SmtpSink elsewhere = SmtpSink.builder().user(USER, PASSWORD).start()) {
            Session session = withLogin(sink.port()).session();
            MimeMessage message = saved(session);
            for (int i = 0; i < 2; i++) {
                try (Transport transport = session.getTransport()) {
                    transport.connect("localhost", elsewhere.port(), USER, PASSWORD);
                    transport.sendMessage(message, message.getAllRecipients());
                }
                Sending.send(session);
            }
            assertThat(elsewhere.mails()).hasSize(2);
            assertThat(elsewhere.connections()).isEqualTo(2);
            elsewhere.awaitOpenConnections(0);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void transportsThatAreNeverClosedDoNotUseUpTheConnectionsForEver() throws Exception {
        try (SmtpSink sink = sink();
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = withLogin(sink.port())
                    .with("maxTotal", "2")
                    .with("maxWait", "100ms")
                    .with("idleTimeout", "400ms")
                    .session();
            Mailbag bag = new Mailbag();
            for (int i = 0; i < 2; i++) {
                sendAndForget(session);
            }
            while (!bag.send(session).acknowledged()) {
                System.gc();
            }
            assertThat(sink.mails()).hasSize(3);
            assertThat(log.messages(Level.WARNING))
                    .first()
                    .isEqualTo(
                            "Session: an application has opened a Transport and never closed it. Its connection is ended");
        }
    }

    private static void sendAndForget(Session session) throws Exception {
        MimeMessage message = saved(session);
        Transport transport = session.getTransport();
        transport.connect();
        transport.sendMessage(message, message.getAllRecipients());
    }

    @Test
    void aMessageThatFailedIsTriedOnAFreshConnectionAndNotOnAnotherOldOne() throws Exception {
        try (Replies421 server = Replies421.at(Stage.MAIL, Occasion.perConnection(1), server())) {
            Session session = withLogin(server.port()).session();
            Mailbag bag = new Mailbag();
            Crew.run(4, number -> bag.deliver(session, 1));
            int before = server.sink().connections();
            Sending.letPass(Duration.ofMillis(60));
            bag.deliver(session, 1);
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().connections()).isEqualTo(before + 1);
        }
    }

    @Test
    void connectionsThatTheServerHasForgottenAreFoundOutBeforeTheyAreUsed() throws Exception {
        try (SilentServer server = SilentServer.at(Stage.NOOP, server())) {
            Session session = withLogin(server.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 1);
            Sending.letPass(Duration.ofMillis(1100));
            assertThat(Sending.timed(() -> bag.deliver(session, 1))).isLessThan(Duration.ofSeconds(30));
            bag.assertExactlyOnce(server.sink());
            assertThat(server.sink().commands(1)).contains("NOOP");
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatWasIdleForLongIsAskedAndOneThatWasNotIsNot() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 3);
            assertThat(sink.commands()).doesNotContain("NOOP");
            Sending.letPass(Duration.ofMillis(1100));
            bag.deliver(session, 1);
            assertThat(sink.commands()).containsOnlyOnce("NOOP");
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    private static SmtpSink.Builder server() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static SmtpSink sink() {
        return server().start();
    }

    private static MimeMessage titled(Session session, String title) throws Exception {
        MimeMessage message = Resource.message(session);
        message.setSubject(title);
        return message;
    }

    private static MimeMessage saved(Session session) throws Exception {
        MimeMessage message = Resource.message(session);
        message.saveChanges();
        return message;
    }
}
