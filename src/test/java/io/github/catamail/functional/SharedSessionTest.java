package io.github.catamail.functional;

import static io.github.catamail.functional.Localhost.SERVER;
import static io.github.catamail.functional.Localhost.TRUST;
import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.overTls;
import static io.github.catamail.functional.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.MailSessionFactory;
import io.github.catamail.session.MailSessions;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that several threads share, that are made at every look-up, and that are gone again. */
@Timeout(120)
final class SharedSessionTest {
    private static final int THREADS = 6;
    private static final int MESSAGES = 4;

    @Test
    void severalThreadsSendThroughOneSession() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = overTls(sink.port(), "starttls", TRUST).session();
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try {
                CyclicBarrier together = new CyclicBarrier(THREADS);
                List<Future<Void>> results = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    results.add(pool.submit(sender(session, together, "thread " + i)));
                }
                for (Future<Void> result : results) {
                    result.get();
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(sink.mails()).hasSize(THREADS * MESSAGES);
            assertThat(sink.mails().stream()
                            .map(mail -> subject(mail.message()))
                            .distinct())
                    .hasSize(THREADS * MESSAGES);
            assertThat(sink.mails()).allMatch(mail -> mail.tls() != null && mail.login() != null);
        }
    }

    private static Callable<Void> sender(Session session, CyclicBarrier together, String name) {
        return () -> {
            together.await();
            for (int i = 0; i < MESSAGES; i++) {
                MimeMessage message = Resource.message(session);
                message.setSubject(name + " message " + i);
                Transport.send(message);
            }
            return null;
        };
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void aSessionForEachLookUpIsLoggedOnce() throws Exception {
        try (SmtpSink sink = sink();
                LogCapture log = LogCapture.ofCatamail()) {
            Resource resource = overTls(sink.port(), "starttls", TRUST).with("singleton", "false");
            Session first = resource.session();
            Session second = resource.session();
            assertThat(second).isNotSameAs(first);
            // What is costly, the trust among it, is shared.
            assertThat(second.getProperties().get("mail.imap.ssl.socketFactory"))
                    .isSameAs(first.getProperties().get("mail.imap.ssl.socketFactory"));
            second.getProperties().setProperty("mail.from", "other@example.com");
            assertThat(first.getProperty("mail.from")).isNull();
            assertThat(linesOf(sink, log)).hasSize(1);
            send(first);
            send(second);
            assertThat(sink.awaitMail(2)).hasSize(2);
        }
    }

    @Test
    void aResourceOutlivesItsSessionsUntilItIsClosed() throws Exception {
        try (SmtpSink sink = sink();
                LogCapture log = LogCapture.ofCatamail()) {
            Resource resource = overTls(sink.port(), "starttls", TRUST).with("description", "will be gone");
            WeakReference<Session> session = new WeakReference<>(resource.session());
            WeakReference<Object> material = useAndForget(resource);
            await(() -> {
                System.gc();
                return session.get() == null;
            });
            // The next session finds the connection of the last one.
            send(resource);
            assertThat(sink.awaitMail(2)).hasSize(2);
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(linesOf(sink, log)).hasSize(1);
            assertThat(material.get()).isNotNull();

            MailSessions.shared().close();

            sink.awaitOpenConnections(0);
            assertThat(sink.commands()).endsWith("QUIT");
            await(() -> {
                System.gc();
                return material.get() == null;
            });
            // A file that was changed meanwhile is read again.
            send(resource);
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(linesOf(sink, log)).hasSize(2);
        }
    }

    @Test
    void aSessionOfAResourceThatIsClosedSaysSo() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = overTls(sink.port(), "starttls", TRUST).session();
            send(session);
            MailSessions.shared().close();
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessage("Session: the resource is closed, since its application or the server is being stopped."
                            + " The message was not sent [pool-exhausted]");
            assertThat(sink.mails()).hasSize(1);
        }
    }

    /** Sessions of other tests, finalized meanwhile, may have something to say too. */
    private static List<String> linesOf(SmtpSink sink, LogCapture log) {
        return log.messages(Level.INFO).stream()
                .filter(line -> line.contains(":" + sink.port() + ", STARTTLS"))
                .toList();
    }

    private static WeakReference<Object> useAndForget(Resource resource) throws Exception {
        Session session = resource.session();
        send(session);
        return new WeakReference<>(session.getProperties().get("mail.smtp.ssl.socketFactory"));
    }

    @Test
    void aThreadThatSendsKeepsItsContextClassLoaderAndLeavesNoThreadBehind() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        ClassLoader application = new ClassLoader(before) {};
        current.setContextClassLoader(application);
        try (SmtpSink sink = sink()) {
            send(overTls(sink.port(), "starttls", TRUST));
            assertThat(current.getContextClassLoader()).isSameAs(application);
            Thread timer = timer();
            assertThat(timer).isNotNull();
            assertThat(timer.isDaemon()).isTrue();
            assertThat(timer.getContextClassLoader()).isSameAs(MailSessionFactory.class.getClassLoader());
        } finally {
            current.setContextClassLoader(before);
        }
        // It looks after the connections that are kept.
        MailSessions.shared().close();
        assertThat(timer()).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getContextClassLoader() == application);
    }

    private static Thread timer() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("catamail-timer"))
                .findFirst()
                .orElse(null);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("what was waited for").isBefore(end);
            Thread.onSpinWait();
            synchronized (condition) {
                condition.wait(20);
            }
        }
    }

    private static SmtpSink sink() {
        return SmtpSink.builder()
                .starttls(SERVER.serverContext())
                .user(USER, PASSWORD)
                .requireAuth()
                .start();
    }
}
