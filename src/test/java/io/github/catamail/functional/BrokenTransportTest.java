package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.session.SteppedResource;
import io.github.catamail.testing.Crew;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.HoldingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reviewer who wanted to break the transport broke. */
@Timeout(60)
final class BrokenTransportTest {
    @Test
    void aConnectionInTheMiddleOfATransactionOfTheApplicationIsNotKeptAfterNoop() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            Mailbag bag = new Mailbag();
            try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
                transport.connect();
                transport.issueCommand("MAIL FROM:<probe@example.com>", 250);
                transport.issueCommand("RCPT TO:<probed@example.com>", 250);
                assertThat(transport.isConnected()).isTrue();
            }
            assertThat(bag.send(session).failure()).isNull();
            bag.assertExactlyOnce(sink);
            assertThat(sink.mails().get(0).to()).containsExactly("to@example.com");
        }
    }

    @Test
    void aTransactionOfTheApplicationDoesNotAddRecipientsToTheMessageOfAnother() throws Exception {
        try (SmtpSink sink = sink()) {
            SteppedResource resource = SteppedResource.of(withLogin(sink.port()));
            Session session = resource.session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 6);
            sink.dropConnections();
            sink.awaitOpenConnections(0);
            bag.deliver(session, 3);
            try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
                transport.connect();
                transport.issueCommand("MAIL FROM:<probe@example.com>", 250);
                transport.issueCommand("RCPT TO:<probed@example.com>", 250);
                transport.issueCommand("NOOP", 250);
            }
            bag.send(session);
            assertThat(sink.mails()).allSatisfy(mail -> assertThat(mail.to()).doesNotContain("probed@example.com"));
            bag.assertExactlyOnce(sink);
            resource.close();
        }
    }

    @Test
    void aTransportThatFindsItsConnectionGoneAndConnectsAgainHoldsOneConnection() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port())
                    .with("maxTotal", "1")
                    .with("maxWait", "1s")
                    .session();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                sink.dropConnections();
                sink.awaitOpenConnections(0);
                assertThat(transport.isConnected()).isFalse();
                assertThatCode(transport::connect).doesNotThrowAnyException();
                MimeMessage message = saved(session);
                transport.sendMessage(message, message.getAllRecipients());
            }
            Sending.send(session);
            assertThat(sink.mails()).hasSize(2);
        }
    }

    @Test
    void aTransportThatIsStillOpenSendsNothingOnceTheResourceIsClosed() throws Exception {
        try (SmtpSink sink = sink()) {
            SteppedResource resource = SteppedResource.of(withLogin(sink.port()));
            Session session = resource.session();
            MimeMessage message = saved(session);
            try (Transport transport = session.getTransport()) {
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
                resource.close();
                assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()))
                        .isInstanceOf(MessagingException.class)
                        .hasMessageContaining("the resource is closed");
            }
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.mails()).hasSize(1);
        }
    }

    @Test
    void aConnectionThatIsBeingOpenedWhileTheResourceIsClosedCarriesNoMessage() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.GREETING, server())) {
            SteppedResource resource = SteppedResource.of(withLogin(server.port()));
            Session session = resource.session();
            Mailbag bag = new Mailbag();
            server.hold();
            Thread sender = Crew.start("sender", () -> bag.send(session));
            server.awaitHeld();
            resource.close();
            server.release();
            sender.join();
            assertThat(server.sink().mails()).isEmpty();
            assertThat(bag.failed()).hasSize(1);
        }
    }

    @Test
    void aLetterThatNoCommandCanHaveIsRefusedBeforeAnythingIsSent() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            MimeMessage message = Resource.message(session);
            message.setRecipient(RecipientType.TO, new InternetAddress("kova\u010d@example.com"));
            assertThat(catchThrowable(() -> Transport.send(message))).isInstanceOf(MessagingException.class);
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void mailForAnAddressBeyondAsciiDoesNotGoToAnother() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            MimeMessage message = Resource.message(session);
            message.setRecipient(RecipientType.TO, new InternetAddress("ji\u0159i@example.com"));
            assertThat(catchThrowable(() -> Transport.send(message))).isInstanceOf(MessagingException.class);
        }
    }

    @Test
    void connectionsThatAreOpenedAheadDoNotMakeMoreThanMaxTotal() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.GREETING, server())) {
            Session session = withLogin(server.port())
                    .with("maxTotal", "1")
                    .with("minIdle", "1")
                    .with("idleTimeout", "200ms")
                    .session();
            Sending.send(session);
            server.hold();
            // The one that was used is ended when its time is up, and another is opened ahead.
            server.awaitHeld();
            Thread sender = Crew.start("sender", () -> Sending.send(session));
            Sending.letPass(Duration.ofMillis(500));
            int open = server.sink().openConnections();
            server.release();
            sender.join();
            assertThat(open).isEqualTo(1);
        }
    }

    @Test
    void aListenerThatFailsBadlyDoesNotKeepLaterEventsFromOthers() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            CountDownLatch closed = new CountDownLatch(1);
            CountDownLatch opened = new CountDownLatch(1);
            try (Transport transport = session.getTransport()) {
                transport.addConnectionListener(new ConnectionAdapter() {
                    @Override
                    public void opened(ConnectionEvent event) {
                        opened.countDown();
                        throw new AssertionError("a listener's own");
                    }

                    @Override
                    public void closed(ConnectionEvent event) {
                        closed.countDown();
                    }
                });
                transport.connect();
                opened.await();
                Sending.letPass(Duration.ofMillis(100));
            }
            assertThat(closed.await(3, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServerWithoutPipeliningIsReplacedByOneWithIt() throws Exception {
        SmtpSink.Builder plain = server().without("PIPELINING", "CHUNKING");
        try (ClosingServer first = ClosingServer.at(Stage.DATA, Occasion.onceAfter(1), plain);
                SmtpSink second = server().without("CHUNKING").start()) {
            Session session = Resource.mail()
                    .with("host", "localhost:" + first.port() + ", localhost:" + second.port())
                    .with("user", USER)
                    .with("password", PASSWORD)
                    .with("tls", "none")
                    .with("hostOrder", "roundrobin")
                    .with("maxTotal", "1")
                    .session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 1);
            assertThat(first.sink().mails()).hasSize(1);
            assertThat(bag.send(session).failure()).isNull();
            assertThat(second.mails()).hasSize(1);
        }
    }

    @Test
    void aServerWhoseChunksHaveWorkedIsNotBlamedWhenItBreaksOffOnce() throws Exception {
        try (LogCapture log = LogCapture.ofCatamail();
                ClosingServer server = ClosingServer.at(Stage.DATA, Occasion.onceAfter(3), server())) {
            Session session = withLogin(server.port())
                    .with("maxMessagesPerConnection", "1")
                    .session();
            Mailbag bag = new Mailbag();
            for (int i = 0; i < 5; i++) {
                bag.send(session);
            }
            assertThat(log.messages(Level.WARNING)).isEmpty();
            assertThat(server.sink().commands()).doesNotContain("DATA");
        }
    }

    private static SmtpSink.Builder server() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static SmtpSink sink() {
        return server().start();
    }

    private static MimeMessage saved(Session session) throws Exception {
        MimeMessage message = Resource.message(session);
        message.saveChanges();
        return message;
    }
}
