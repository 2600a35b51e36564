package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection knows of itself, which no application sees. */
@Timeout(60)
final class SmtpConnectionTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"none", "starttls", "implicit"})
    void smallWritesAreSentAtOnce(String mode) throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        TestIdentity server = authority.issue("localhost").dns("localhost").mint();
        SmtpSink.Builder builder = SmtpSink.builder();
        if (mode.equals("starttls")) {
            builder.starttls(server.serverContext());
        } else if (mode.equals("implicit")) {
            builder.implicitTls(server.serverContext());
        }
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        try (SmtpSink sink = builder.start()) {
            Session session = Resource.mail()
                    .at("localhost", sink.port())
                    .with("tls", mode)
                    .with("truststoreFile", trust.toString())
                    .session();
            try (SmtpConnection connection = (SmtpConnection) session.getTransport()) {
                connection.connect();
                TimedSocket socket =
                        Objects.requireNonNull(connection.channel()).socket();
                assertThat(socket.getTcpNoDelay()).isTrue();
                if (!mode.equals("none")) {
                    assertThat(Objects.requireNonNull(socket.tls()).getTcpNoDelay())
                            .isTrue();
                }
                Message message = message(session);
                connection.sendMessage(message, message.getAllRecipients());
                assertThat(socket.getTcpNoDelay()).isTrue();
            }
        }
    }

    private static Message message(Session session) throws MessagingException {
        Message message = Resource.message(session);
        message.saveChanges();
        return message;
    }
}
