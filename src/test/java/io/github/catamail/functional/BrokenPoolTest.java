package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.pool.ConnectionPool;
import io.github.catamail.session.SteppedResource;
import io.github.catamail.testing.Crew;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.TransportAdapter;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer who wanted to break the pool broke. */
@Timeout(120)
final class BrokenPoolTest {
    @Test
    void anErrorWhileRepliesAreOwedHarmsNoOtherMessage() throws Exception {
        Quirk slow = Quirk.acting(Stage.FINAL_DOT, wire -> {
            wire.flush();
            wire.pause(Duration.ofMillis(100));
        });
        boolean[] armed = new boolean[1];
        Handler overflowing = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (armed[0] && line.getMessage().contains("S: 250")) {
                    armed[0] = false;
                    throw new StackOverflowError("at the reply to MAIL");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.github.catamail.protocol");
        log.addHandler(overflowing);
        try (SmtpSink sink = server().quirk(slow).start()) {
            Session session = withLogin(sink.port()).with("debug", "protocol").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 6);
            sink.dropConnections();
            sink.awaitOpenConnections(0);
            bag.deliver(session, 3);
            MimeMessage message = Resource.message(session);
            armed[0] = true;
            assertThat(catchThrowable(() -> Transport.send(message))).isInstanceOf(StackOverflowError.class);
            bag.deliver(session, 2);
        } finally {
            log.removeHandler(overflowing);
        }
    }

    @Test
    void aConnectionThatIsTakenOutMeanwhileKeepsNobodyWaiting() throws Exception {
        try (SmtpSink sink = server().start()) {
            Session session = withLogin(sink.port())
                    .with("maxTotal", "1")
                    .with("maxWait", "2s")
                    .session();
            ConnectionPool pool = ((ConnectionPool.Holder) session.getProperties()).pool();
            AtomicBoolean over = new AtomicBoolean();
            Thread evicting = Crew.start("evicting", () -> {
                while (!over.get()) {
                    pool.evictIdle();
                }
            });
            try {
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < 5_000_000_000L) {
                    long before = System.nanoTime();
                    try (Transport transport = session.getTransport()) {
                        transport.connect();
                    }
                    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
                }
            } finally {
                over.set(true);
                evicting.join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CHUNKING"})
    void aReplyTooManyIsNotTakenForTheAcceptanceOfAMessageThatIsRefusedLater(String without) throws Exception {
        Quirk confused = new Quirk() {
            @Override
            public void reached(Moment moment) throws IOException {
                if (moment.stored() >= 8 && moment.stage() == Stage.FINAL_DOT) {
                    moment.wire().flush();
                    moment.wire().pause(Duration.ofMillis(300));
                }
            }

            @Override
            public Reply reply(Moment moment, Reply usual) {
                if (moment.stored() < 8) {
                    return usual;
                }
                return switch (moment.stage()) {
                    case MAIL -> Reply.lines("250 OK", "250 OK");
                    case RCPT, DATA -> usual.code() == 250 ? Reply.lines("250 OK") : usual;
                    case FINAL_DOT -> Reply.lines("554 5.7.1 Spam");
                    default -> usual;
                };
            }
        };
        try (SmtpSink sink = server().without(without).quirk(confused).start()) {
            Session session = withLogin(sink.port()).with("readTimeout", "2s").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 8);
            assertThat(bag.send(session).acknowledged()).isFalse();
            bag.assertExactlyOnce(sink);
        }
    }

    @Test
    void aMessageThatIsSentIsNotAFailureForAnExecutorThatRefusesToTell() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            int[] calls = new int[1];
            session.getProperties().put("mail.event.executor", (Executor) task -> {
                if (calls[0]++ == 1) {
                    throw new RejectedExecutionException("shutting down");
                }
                task.run();
            });
            CountDownLatch closed = new CountDownLatch(1);
            MimeMessage message = Resource.message(session);
            message.saveChanges();
            Transport transport = session.getTransport();
            transport.addTransportListener(new TransportAdapter() {});
            transport.addConnectionListener(new ConnectionAdapter() {
                @Override
                public void closed(ConnectionEvent event) {
                    closed.countDown();
                }
            });
            transport.connect();
            assertThat(catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients())))
                    .isNull();
            transport.close();
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aMessageThatIsBeingWrittenIsUnderWayWhenTheResourceIsClosed() throws Exception {
        try (SmtpSink sink = sink()) {
            SteppedResource resource = SteppedResource.of(withLogin(sink.port()));
            Session session = resource.session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 1);
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            MimeMessage slow = new MimeMessage(Resource.message(session)) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
                    writing.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException interrupted) {
                        throw new IOException(interrupted);
                    }
                    super.writeTo(out, ignored);
                }
            };
            Thread sender = Crew.start("sender", () -> bag.send(slow));
            writing.await();
            Thread closer = Crew.start("closer", resource::close);
            goOn.countDown();
            sender.join();
            closer.join();
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionOfATransportsOwnIsEndedWithTheResource() throws Exception {
        try (SmtpSink sink = sink()) {
            SteppedResource resource = SteppedResource.of(withLogin(sink.port()).with("pooled", "false"));
            Session session = resource.session();
            Transport transport = session.getTransport();
            transport.connect();
            resource.close();
            assertThatCode(() -> sink.awaitOpenConnections(0)).doesNotThrowAnyException();
            assertThat(transport.isConnected()).isFalse();
        }
    }

    private static SmtpSink.Builder server() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static SmtpSink sink() {
        return server().start();
    }
}
