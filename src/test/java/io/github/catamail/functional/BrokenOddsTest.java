package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.Crew;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.HoldingServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reviewer who wanted to break the transport tried besides. */
@Timeout(120)
final class BrokenOddsTest {
    @Test
    void anApplicationThatFailsWhileItWritesKeepsNoConnection() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port())
                    .with("maxTotal", "1")
                    .with("maxWait", "2s")
                    .with("readTimeout", "2s")
                    .session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 2);
            for (int size : new int[] {0, 100, 500_000, 1_048_000, 1_048_576, 1_060_000, 3_000_000}) {
                for (int kind = 0; kind < 3; kind++) {
                    int what = kind;
                    MimeMessage failing = new MimeMessage(Resource.message(session)) {
                        @Override
                        public void writeTo(OutputStream out, String[] ignored) throws IOException {
                            out.write("Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                            out.write(new byte[size]);
                            switch (what) {
                                case 0 -> throw new IOException("of the application");
                                case 1 -> throw new IllegalStateException("of the application");
                                default -> throw new StackOverflowError("of the application");
                            }
                        }
                    };
                    failing.saveChanges();
                    assertThat(catchThrowable(() -> Transport.send(failing))).isNotNull();
                    bag.deliver(session, 2);
                }
            }
            bag.assertExactlyOnce(sink);
        }
    }

    @Test
    void commandsOfTheApplicationInAnyStateDoNoHarmToOthers() throws Exception {
        String[][] talks = {
            {"MAIL FROM:<a@example.com>"},
            {"MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>"},
            {"MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "DATA"},
            {"MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "BDAT 5"},
            {"mail FROM:<a@example.com>", "rcpt TO:<b@example.com>", "data"},
            {"EHLO other"},
            {"HELP", "VRFY x"},
            {"MAIL FROM:<a@example.com>", "RSET"},
        };
        for (String[] talk : talks) {
            try (SmtpSink sink = sink()) {
                Session session =
                        withLogin(sink.port()).with("readTimeout", "1s").session();
                Mailbag bag = new Mailbag();
                bag.deliver(session, 2);
                try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
                    transport.connect();
                    for (String command : talk) {
                        if (!command.startsWith("BDAT")) {
                            transport.simpleCommand(command);
                        }
                    }
                }
                bag.deliver(session, 2);
                assertThat(sink.mails())
                        .allSatisfy(mail -> assertThat(mail.to()).containsExactly("to@example.com"));
                bag.assertExactlyOnce(sink);
            }
        }
    }

    @Test
    void aMessageThatIsSentAfterAHalfTalkOfTheApplicationIsNotTakenForMore() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).with("readTimeout", "1s").session();
            Mailbag bag = new Mailbag();
            bag.deliver(session, 2);
            MimeMessage message = Resource.message(session);
            message.saveChanges();
            try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
                transport.connect();
                transport.simpleCommand("MAIL FROM:<a@example.com>");
                transport.simpleCommand("RCPT TO:<b@example.com>");
                // As with Jakarta Mail, the server does not want a second sender.
                assertThat(catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients())))
                        .isInstanceOf(MessagingException.class);
            }
            assertThat(sink.mails()).allSatisfy(mail -> assertThat(mail.to()).doesNotContain("b@example.com"));
        }
    }

    @Test
    void theTraceOfASessionShowsNoPassword() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            ByteArrayOutputStream trace = new ByteArrayOutputStream();
            session.setDebugOut(new PrintStream(trace, true, StandardCharsets.UTF_8));
            session.setDebug(true);
            Mailbag bag = new Mailbag();
            bag.deliver(session, 2);
            try (Transport transport = session.getTransport()) {
                transport.connect("localhost", sink.port(), USER, PASSWORD);
            }
            String text = trace.toString(StandardCharsets.UTF_8);
            assertThat(text).doesNotContain(PASSWORD).doesNotContain("QVBQ");
            bag.assertExactlyOnce(sink);
        }
    }

    @Test
    void theTraceOfASessionShowsWhatIsSaidAndNothingElse() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port())
                    .with("mail.smtp.reportsuccess", "true")
                    .session();
            ByteArrayOutputStream trace = new ByteArrayOutputStream();
            session.setDebugOut(new PrintStream(trace, true, StandardCharsets.UTF_8));
            session.setDebug(true);
            // With it Angus would send chunks, and change them.
            session.getProperties().setProperty("mail.smtp.chunksize", "10");
            assertThat(new Mailbag().send(session).text()).startsWith("250 2.0.0");
            String text = trace.toString(StandardCharsets.UTF_8);
            assertThat(text)
                    .containsOnlyOnce("MAIL FROM:<app@example.com>")
                    .containsOnlyOnce("RCPT TO:<to@example.com>")
                    .containsOnlyOnce("DEBUG SMTP: Verified Addresses")
                    .containsOnlyOnce("DEBUG SMTP: Found extension \"CHUNKING\"")
                    .doesNotContain("BDAT");
            assertThat(text.indexOf("Verified Addresses")).isGreaterThan(text.indexOf("RCPT TO:"));
            assertThat(sink.mails()).hasSize(1);
        }
    }

    @Test
    void twoThreadsWithOneTransportTakeTurns() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port())
                    .with("maxTotal", "2")
                    .with("maxWait", "3s")
                    .session();
            MimeMessage message = Resource.message(session);
            message.saveChanges();
            AtomicInteger sent = new AtomicInteger();
            Transport transport = session.getTransport();
            Crew.run(8, number -> {
                for (int i = 0; i < 20; i++) {
                    try {
                        if (!transport.isConnected()) {
                            transport.connect();
                        }
                        transport.sendMessage(message, message.getAllRecipients());
                        sent.incrementAndGet();
                        if (i % 3 == number % 3) {
                            transport.close();
                        }
                    } catch (IllegalStateException closedByAnother) {
                        assertThat(closedByAnother).isNotNull();
                    }
                }
            });
            transport.close();
            assertThat(sink.mails()).hasSize(sent.get());
            Mailbag bag = new Mailbag();
            Crew.run(2, number -> bag.deliver(session, 2));
        }
    }

    @Test
    void aTransportThatConnectsAgainAfterAFailedConnectHasItsPlace() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port())
                    .with("maxTotal", "1")
                    .with("maxWait", "1s")
                    .session();
            Transport transport = session.getTransport();
            transport.connect();
            assertThat(catchThrowable(transport::connect)).isInstanceOf(IllegalStateException.class);
            transport.close();
            sink.goDown();
            Sending.letPass(Duration.ofMillis(30));
            for (int i = 0; i < 3; i++) {
                assertThat(catchThrowable(transport::connect)).hasMessageContaining("[connect-failed]");
            }
            sink.comeBack();
            transport.connect();
            transport.close();
            Sending.send(session);
        }
    }

    @Test
    void anInterruptWhileAMessageIsUnderWayDoesNotLoseIt() throws Exception {
        try (HoldingServer server = HoldingServer.at(Stage.FINAL_DOT, server())) {
            Session session = withLogin(server.port()).with("maxTotal", "1").session();
            server.hold();
            Thread sender = Crew.start("sender", () -> Sending.send(session));
            server.awaitHeld();
            sender.interrupt();
            server.release();
            sender.join();
            assertThat(server.sink().mails()).hasSize(1);
        }
    }

    /** Of a web application. */
    public static final class Caller implements Consumer<Object> {
        @Override
        public void accept(Object session) {
            try {
                Transport.send(Resource.message((Session) session));
            } catch (MessagingException noServer) {
                // Whether it is sent is not what matters here.
            }
        }
    }

    private static final class AppLoader extends ClassLoader {
        AppLoader() {
            super(BrokenOddsTest.class.getClassLoader());
        }

        Class<?> caller() throws IOException {
            String name = Caller.class.getName();
            try (InputStream in = BrokenOddsTest.class.getResourceAsStream("BrokenOddsTest$Caller.class")) {
                byte[] octets = in.readAllBytes();
                return defineClass(name, octets, 0, octets.length);
            }
        }
    }

    @SuppressWarnings("unchecked") // the class is known
    private static WeakReference<ClassLoader> sendFromApplication(Session session) throws Exception {
        AppLoader loader = new AppLoader();
        ((Consumer<Object>) loader.caller().getDeclaredConstructor().newInstance()).accept(session);
        return new WeakReference<>(loader);
    }

    @Test
    void aConnectionThatFailedKeepsNoClassOfTheApplicationThatWantedIt() throws Exception {
        SmtpSink sink = sink();
        Session session = withLogin(sink.port()).session();
        sink.close();
        WeakReference<ClassLoader> application = sendFromApplication(session);
        awaitEnd(application);
        assertThat(application.get()).isNull();
        assertThat(session).isNotNull();
    }

    @Test
    void aMessageThatWasSentKeepsNoClassOfTheApplicationThatSentIt() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            WeakReference<ClassLoader> application = sendFromApplication(session);
            awaitEnd(application);
            assertThat(application.get()).isNull();
            assertThat(session).isNotNull();
        }
    }

    private static void awaitEnd(WeakReference<ClassLoader> application) {
        for (int i = 0; i < 40 && application.get() != null; i++) {
            System.gc();
            Sending.letPass(Duration.ofMillis(50));
        }
    }

    @Test
    void aMessageThatFindsNoServerHasFailedWithAndWithoutThePool() throws Exception {
        SmtpSink sink = sink();
        int port = sink.port();
        sink.close();
        for (String pooled : new String[] {"true", "false"}) {
            String name = "NoServerPooled" + pooled;
            Session session = withLogin(port).with("pooled", pooled).session(name);
            try {
                assertThat(catchThrowable(() -> Sending.send(session))).isNotNull();
                assertThat(failed(name)).as(name).isEqualTo(1L);
            } finally {
                // The bean goes with the session.
                Reference.reachabilityFence(session);
            }
        }
    }

    /** Returns what the bean counts of the one session that has this name. */
    private static Object failed(String name) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("io.github.catamail:type=MailSession,name=\"" + name + "\""), "Failed");
    }

    private static SmtpSink.Builder server() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static SmtpSink sink() {
        return server().start();
    }
}
