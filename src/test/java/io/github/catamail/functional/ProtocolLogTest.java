package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.overTls;
import static io.github.catamail.functional.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code debug} writes to the log. */
@Timeout(60)
final class ProtocolLogTest {
    private static final String BODY = ".with dots";

    @TempDir
    Path dir;

    @Test
    void withoutDebugThereIsOneLineForTheSession() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                LogCapture log = LogCapture.ofCatamail()) {
            send(Resource.mail().at("localhost", sink.port()));
            assertThat(log.messages(Level.INFO))
                    .containsExactly("Session: localhost:" + sink.port() + ", no TLS, no login");
        }
    }

    @Test
    void protocolWritesCommandsAndRepliesAndNothingOfTheMessage() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        try (SmtpSink sink = SmtpSink.builder()
                        .starttls(authority
                                .issue("localhost")
                                .dns("localhost")
                                .mint()
                                .serverContext())
                        .user(USER, PASSWORD)
                        .without("PIPELINING", "SIZE", "8BITMIME", "DSN", "ENHANCEDSTATUSCODES", "CHUNKING", "SMTPUTF8")
                        .start();
                LogCapture log = LogCapture.ofCatamail()) {
            send(overTls(sink.port(), "starttls", trust)
                    .with("pooled", "false")
                    .with("debug", "protocol")
                    .with("heloName", "app.example.com"));
            List<String> lines = log.messages(Level.INFO);
            assertThat(lines.get(0))
                    .isEqualTo("Session: localhost:" + sink.port() + ", STARTTLS, user " + USER + ", trust store "
                            + trust);
            String prefix = lines.get(1).substring(0, lines.get(1).indexOf("--"));
            assertThat(prefix).matches("Session #\\d+ ");
            assertThat(lines.subList(1, lines.size()).stream().map(line -> line.substring(prefix.length())))
                    .map(line -> line.startsWith("-- TLSv1.3") ? "-- TLS" : line)
                    .containsExactly(
                            "-- connecting to localhost:" + sink.port() + ", STARTTLS",
                            "S: 220 sink.test ESMTP",
                            "C: EHLO app.example.com",
                            "S: 250-sink.test",
                            "S: 250 STARTTLS",
                            "C: STARTTLS",
                            "S: 220 2.0.0 Ready to start TLS",
                            "-- TLS",
                            "C: EHLO app.example.com",
                            "S: 250-sink.test",
                            "S: 250 AUTH PLAIN LOGIN",
                            "C: AUTH LOGIN",
                            "S: 334 VXNlcm5hbWU6",
                            "C: [hidden]",
                            "S: 334 UGFzc3dvcmQ6",
                            "C: [hidden]",
                            "S: 235 2.7.0 Authentication successful",
                            "C: MAIL FROM:<app@example.com>",
                            "S: 250 2.1.0 Ok",
                            "C: RCPT TO:<to@example.com>",
                            "S: 250 2.1.5 Ok",
                            "C: DATA",
                            "S: 354 End data with <CR><LF>.<CR><LF>",
                            "C: .",
                            "S: 250 2.0.0 Ok: queued as 1-1",
                            "C: QUIT");
        }
    }

    @Test
    void fullWritesTheMessageToo() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                LogCapture log = LogCapture.ofCatamail()) {
            send(Resource.mail().at("localhost", sink.port()).with("debug", "full"));
            assertThat(log.messages(Level.INFO))
                    .contains("Session MAIL FROM:<app@example.com>", "Session Subject: A subject", "Session ." + BODY);
        }
    }

    @Test
    void aServerCannotForgeLinesOfTheLog() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .greeting("220 sink.test \u001b[2K\u0008Session #1 S: 250 forged")
                        .start();
                LogCapture log = LogCapture.ofCatamail()) {
            send(Resource.mail().at("localhost", sink.port()).with("debug", "protocol"));
            assertThat(log.messages(Level.INFO))
                    .anySatisfy(line -> assertThat(line).endsWith(" S: 220 sink.test ?[2K?Session #1 S: 250 forged"));
        }
    }
}
