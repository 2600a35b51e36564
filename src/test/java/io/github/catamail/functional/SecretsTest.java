package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.overTls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.Stage;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No password, and nothing that is as good as one, where an application, an administrator's tool or a log could show it. */
@Timeout(60)
final class SecretsTest {
    private static final String KEY_PASSWORD = "k3y-Pa55";

    @TempDir
    private static Path dir;

    private static TestIdentity server;
    private static Path trust;
    private static Path client;

    @BeforeAll
    static void mint() {
        TestIdentity authority = TestCertificates.root("Test CA");
        trust = authority.writeTrustPkcs12(dir.resolve("ca.p12"), KEY_PASSWORD);
        server = authority.issue("localhost").dns("localhost").mint();
        client = authority.issue("app").mint().writePkcs12(dir.resolve("client.p12"), KEY_PASSWORD);
    }

    @Test
    void thePropertiesOfTheSessionHoldNone() throws Exception {
        Session session = resource(1).with("mail.imap.host", "imap.example.com").session();
        Properties properties = session.getProperties();
        ByteArrayOutputStream listed = new ByteArrayOutputStream();
        properties.list(new PrintStream(listed, true, StandardCharsets.UTF_8));
        assertNoSecret(listed.toString(StandardCharsets.UTF_8));
        assertNoSecret(properties.toString());
        assertNoSecret(properties.entrySet().toString());
        assertNoSecret(properties.values().toString());
        assertNoSecret(properties.stringPropertyNames().toString());
        assertNoSecret(properties.clone().toString());
        StringWriter stored = new StringWriter();
        properties.store(stored, null);
        assertNoSecret(stored.toString());
        for (String name : properties.stringPropertyNames()) {
            assertNoSecret(properties.getProperty(name));
        }
        for (String name : List.of(
                "password",
                "mail.password",
                "mail.smtp.password",
                "mail.smtps.password",
                "mail.imap.password",
                "keystorePassword",
                "truststorePassword")) {
            assertThat(properties.getProperty(name)).isNull();
            assertThat(properties.get(name)).isNull();
        }
        assertThat(properties.getProperty("mail.smtp.user")).isEqualTo(USER);
    }

    @Test
    void noObjectOfTheSessionPrintsOne() throws Exception {
        try (SmtpSink sink = sink("PLAIN")) {
            Session session = resource(sink.port()).session();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                assertThat(transport.getURLName().getUsername()).isEqualTo(USER);
                assertThat(transport.getURLName().getPassword()).isNull();
                assertNoSecret(transport.getURLName().toString());
                assertNoSecret(transport.toString());
                assertThat(session.getPasswordAuthentication(transport.getURLName()))
                        .isNull();
            }
            assertNoSecret(String.valueOf(session.getProperties().get("mail.smtp.ssl.socketFactory")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, off", "LOGIN, off", "XOAUTH2, off",
        "PLAIN, protocol", "LOGIN, protocol", "XOAUTH2, protocol",
        "PLAIN, full", "LOGIN, full", "XOAUTH2, full"
    })
    void neitherTheLogNorTheConsoleHoldsOne(String mechanism, String debug) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (SmtpSink sink = sink(mechanism);
                LogCapture log = LogCapture.ofCatamail()) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Resource resource = resource(sink.port())
                    .with("pooled", "false")
                    .with("authMechanisms", mechanism)
                    .with("debug", debug)
                    .with("mail.debug.auth", "true")
                    .with("mail.debug.auth.password", "true");
            Session session = resource.session();
            session.getProperties().setProperty("mail.debug.auth", "true");
            session.getProperties().setProperty("mail.debug.auth.password", "true");
            Transport.send(Resource.message(session));
            // What an application switches on itself.
            session.setDebug(true);
            Transport.send(Resource.message(session));
            assertThat(sink.logins()).hasSize(2).allMatch(login -> login.accepted());
            assertThat(log.text()).contains("MAIL FROM:<app@example.com>");
            assertNoSecret(log.text());
            assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        } finally {
            System.setOut(console);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "XOAUTH2"})
    void noExceptionHoldsOne(String mechanism) throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .starttls(server.serverContext())
                        .user(USER, "another")
                        .token(USER, "another")
                        .start();
                LogCapture log = LogCapture.ofCatamail()) {
            Message message = Resource.message(resource(sink.port())
                    .with("authMechanisms", mechanism)
                    .with("debug", "full")
                    .session());
            AuthenticationFailedException failure = failure(message, AuthenticationFailedException.class);
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            assertNoSecret(text.toString());
            assertNoSecret(log.text());
        }
    }

    /** As a server does that takes what a client says during AUTH for a command. */
    @ParameterizedTest
    @CsvSource({"PLAIN, protocol", "LOGIN, protocol", "XOAUTH2, protocol", "PLAIN, full", "LOGIN, full", "XOAUTH2, full"
    })
    void noReplyThatRepeatsOneShowsIt(String mechanism, String debug) throws Exception {
        String said = switch (mechanism) {
            case "PLAIN" -> base64(USER + "\0" + USER + "\0" + PASSWORD);
            case "LOGIN" -> base64(PASSWORD);
            default -> base64("user=" + USER + "\1auth=Bearer " + PASSWORD + "\1\1");
        };
        try (SmtpSink sink = SmtpSink.builder()
                        .starttls(server.serverContext())
                        .user(USER, PASSWORD)
                        .token(USER, PASSWORD)
                        .mechanisms(mechanism)
                        .reply(
                                Stage.AUTH,
                                "500-5.5.1 Command unrecognized: \"" + said + "\"",
                                "500 5.5.1 " + PASSWORD + " is wrong")
                        .start();
                LogCapture log = LogCapture.ofCatamail()) {
            Resource resource =
                    resource(sink.port()).with("authMechanisms", mechanism).with("debug", debug);
            AuthenticationFailedException failure =
                    failure(Resource.message(resource.session()), AuthenticationFailedException.class);
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            assertThat(failure.getMessage())
                    .contains("the server said \"500-5.5.1 Command unrecognized: \"[hidden]\" / 500 5.5.1 [hidden] is"
                            + " wrong\"");
            assertNoSecret(text.toString());
            assertNoSecret(Diagnosis.findings(resource).toString());
            assertNoSecret(log.text());
        }
    }

    @Test
    void noComplaintAboutTheConfigurationHoldsOne() {
        Map<String, String> wrong = Map.of("pasword", PASSWORD, "mail.smtp.pasword", PASSWORD, "timeout", "soon");
        Resource resource = resource(1);
        wrong.forEach(resource::with);
        try (LogCapture log = LogCapture.ofCatamail()) {
            Throwable failure = org.assertj.core.api.Assertions.catchThrowable(resource::session);
            assertThat(failure).isInstanceOf(javax.naming.NamingException.class);
            assertNoSecret(String.valueOf(failure.getMessage()));
            assertNoSecret(log.text());
        }
    }

    private static SmtpSink sink(String mechanism) {
        return SmtpSink.builder()
                .starttls(server.serverContext())
                .user(USER, PASSWORD)
                .token(USER, PASSWORD)
                .mechanisms(mechanism)
                .requireAuth()
                .start();
    }

    private static Resource resource(int port) {
        return overTls(port, "starttls", trust)
                .with("truststorePassword", KEY_PASSWORD)
                .with("keystoreFile", client.toString())
                .with("keystorePassword", KEY_PASSWORD);
    }

    private static void assertNoSecret(String text) {
        for (String secret : List.of(
                PASSWORD,
                KEY_PASSWORD,
                base64(PASSWORD),
                base64("\0" + USER + "\0" + PASSWORD),
                base64(USER + "\0" + USER + "\0" + PASSWORD),
                base64("user=" + USER + "\1auth=Bearer " + PASSWORD + "\1\1"))) {
            assertThat(text).doesNotContain(secret);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
