package io.github.catamail.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.jmx.MailSessionMXBean;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import jakarta.mail.Transport;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.naming.ServiceUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code validateOnStart}, and the tests that an administrator starts through JMX, against servers. */
@Timeout(60)
final class ValidateOnStartTest {
    private static final String NAME = "mail/Validated";
    private final MailSessions sessions = new MailSessions();

    @AfterEach
    void closeResources() {
        sessions.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", ""})
    void nobodyConnectsIfItIsOff(String mode) throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            sessions.create(NAME, attributes(sink.port(), mode), true, null);
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void inTheBackgroundAnUnreachableServerIsLoggedAndTheSessionIsThere() throws Exception {
        int dead = deadPort();
        try (LogCapture log = LogCapture.ofCatamail()) {
            Map<String, String> attributes = attributes(dead, "warn");
            assertThat(sessions.create(NAME, attributes, true, null)).isNotNull();
            awaitTest();

            assertThat(log.messages(Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith(NAME + ": connection test failed: could not connect to 127.0.0.1:" + dead
                            + " (no TLS): nothing accepts connections there (Connection refused). ")
                    .endsWith(" [connect-failed]");
        }
    }

    @Test
    void inTheBackgroundAGoodServerMakesOneLine() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                LogCapture log = LogCapture.ofCatamail()) {
            sessions.create(NAME, attributes(sink.port(), "warn"), true, null);
            sessions.create(NAME, attributes(sink.port(), "warn"), true, null);
            awaitTest();

            assertThat(log.messages(Level.WARNING)).isEmpty();
            assertThat(log.messages(Level.INFO))
                    .filteredOn(line -> line.contains("connection test"))
                    .singleElement()
                    .asString()
                    .matches(NAME + ": connection test passed: 127\\.0\\.0\\.1:" + sink.port()
                            + ", no TLS, no login, in \\d+ ms");
            sink.awaitOpenConnections(0);
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void aTestInTheBackgroundEndsWithItsApplication() throws Exception {
        try (SilentServer silent = SilentServer.at(Stage.EHLO);
                LogCapture log = LogCapture.ofCatamail();
                URLClassLoader application = new URLClassLoader(new URL[0])) {
            Map<String, String> attributes = attributes(silent.port(), "warn");
            attributes.put("readTimeout", "1h");
            sessions.create(NAME, attributes, true, new Owner("localhost/shop", application));
            silent.sink().awaitOpenConnections(1);
            sessions.closeFor(application);

            assertThat(testThreads()).isEmpty();
            silent.sink().awaitOpenConnections(0);
            assertThat(log.messages(Level.WARNING)).isEmpty();
            // Deployed anew, it is tested anew.
            try (URLClassLoader next = new URLClassLoader(new URL[0])) {
                sessions.create(NAME, attributes, true, new Owner("localhost/shop", next));
                silent.sink().awaitOpenConnections(1);
                sessions.closeFor(next);
            }
            assertThat(testThreads()).isEmpty();
        }
    }

    @Test
    void aSessionIsRefusedWhoseServerCannotBeReachedAndTheMBeanIsThere() throws Exception {
        int dead = deadPort();
        assertThatThrownBy(() -> sessions.create(NAME, attributes(dead, "fail"), true, null))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageStartingWith(
                        NAME + ": the connection test failed, and 'validateOnStart' is \"fail\": could not"
                                + " connect to 127.0.0.1:" + dead + " (no TLS): nothing accepts connections there")
                .hasMessageEndingWith(" [connect-failed]");
        assertThat(bean().testConnection()).contains("failed   TCP");
        assertThat(bean().getFailed()).isZero();
    }

    @Test
    void aRefusedPasswordIsTriedOnceHoweverOftenTheSessionIsLookedUp() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().user("app@example.com", "s3cret").start()) {
            Map<String, String> attributes = attributes(sink.port(), "fail");
            attributes.put("user", "app@example.com");
            attributes.put("password", "wr0ng-Pa55");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> sessions.create(NAME, attributes, true, null))
                        .isInstanceOf(ServiceUnavailableException.class)
                        .hasMessage(
                                NAME + ": the connection test failed, and 'validateOnStart' is \"fail\": could not log"
                                        + " in to 127.0.0.1:" + sink.port()
                                        + " (no TLS) as app@example.com with LOGIN: the server"
                                        + " said \"535 5.7.8 Authentication credentials invalid\". Check 'user' and 'password'"
                                        + " [auth-rejected]");
            }
            assertThat(sink.logins()).hasSize(1);
        }
    }

    @Test
    void aSessionIsHandedOutOnceItsServerWasTested() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Transport.send(Resource.message(sessions.create(NAME, attributes(sink.port(), "fail"), true, null)));
            sessions.create(NAME, attributes(sink.port(), "fail"), true, null);

            assertThat(sink.awaitMail(1)).hasSize(1);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void aMessageIsSentThroughJmx() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            sessions.create(NAME, attributes(sink.port(), "off"), true, null);
            String answer = bean().sendTestMessage("joe@example.com");

            assertThat(sink.awaitMail(1).get(0).to()).containsExactly("joe@example.com");
            assertThat(answer)
                    .startsWith(NAME + ": 127.0.0.1:" + sink.port() + ", no TLS, no login\n")
                    .contains("the server said: 250 2.0.0 Ok: queued as 1-1\n")
                    .endsWith("\nNothing is wrong.\n");
            assertThat(bean().getSent()).isZero();
            assertThat(bean().getConnectionsCreated()).isZero();
            assertThatThrownBy(() -> bean().sendTestMessage("joe"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'to' is \"joe\" and must be a mail address such as joe@example.com");
            assertThatThrownBy(() -> bean().sendTestMessage(" "))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'to' is empty and must be a mail address such as joe@example.com");
        }
    }

    @Test
    void aTestGoesOneConnectionBeyondThePool() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Map<String, String> attributes = attributes(sink.port(), "off");
            attributes.put("maxTotal", "1");
            try (Transport kept = sessions.create(NAME, attributes, true, null).getTransport()) {
                kept.connect();
                assertThat(bean().testConnection()).endsWith("\nNothing is wrong.\n");
            }
        }
    }

    private static MailSessionMXBean bean() throws Exception {
        return JMX.newMXBeanProxy(
                ManagementFactory.getPlatformMBeanServer(),
                new ObjectName("io.github.catamail:type=MailSession,name=\"" + NAME + "\""),
                MailSessionMXBean.class);
    }

    private static Map<String, String> attributes(int port, String mode) {
        return new HashMap<>(
                Map.of("host", "127.0.0.1", "port", Integer.toString(port), "tls", "none", "validateOnStart", mode));
    }

    private static int deadPort() throws Exception {
        try (ServerSocket gone = new ServerSocket(0)) {
            return gone.getLocalPort();
        }
    }

    private static void awaitTest() throws InterruptedException {
        for (Thread thread : testThreads()) {
            thread.join();
        }
    }

    private static List<Thread> testThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("catamail-test " + NAME))
                .toList();
    }
}
