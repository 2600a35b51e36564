package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.Quirk;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                TimedSocket socket = Objects.requireNonNull(connection.socket());
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

    /** What was written is what matters for whether a message may be sent again, not what the server says of it. */
    @ParameterizedTest
    @CsvSource({
        "0, MAIL, false",
        "0, RCPT, false",
        "0, DATA, false",
        "0, CONTENT, true",
        "0, FINAL_DOT, true",
        "1, MAIL, false",
        "1, RCPT, false",
        "1, FINAL_DOT, true",
        "2, MAIL, true",
        "2, RCPT, true",
        "2, FINAL_DOT, true"
    })
    void itIsKnownWhetherAnythingOfTheTextWasSent(
            int known, io.github.catamail.testing.smtp.Stage stage, boolean written) throws Exception {
        Quirk closing = Quirk.acting(stage, wire -> wire.close())
                .when(moment -> moment.connection() > known && moment.stage() == stage);
        try (SmtpSink sink = SmtpSink.builder().quirk(closing).start()) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            for (int i = 0; i < known; i++) {
                Transport.send(message(session));
            }
            try (SmtpConnection connection = (SmtpConnection) session.getTransport()) {
                connection.connect();
                Message message = message(session);
                assertThat(catchThrowable(() -> connection.sendMessage(message, message.getAllRecipients())))
                        .isInstanceOf(MessagingException.class);
                assertThat(connection.isTextWritten()).isEqualTo(written);
            }
        }
    }

    @Test
    void theNextMessageBeginsAnew() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                .rejectRecipient("bad@example.com"::equals, "550 5.1.1 User unknown")
                .start()) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            try (SmtpConnection connection = (SmtpConnection) session.getTransport()) {
                connection.connect();
                Message message = message(session);
                connection.sendMessage(message, message.getAllRecipients());
                assertThat(connection.isTextWritten()).isTrue();
                assertThat(catchThrowable(() -> connection.sendMessage(
                                message, jakarta.mail.internet.InternetAddress.parse("bad@example.com"))))
                        .isInstanceOf(MessagingException.class);
                assertThat(connection.isTextWritten()).isFalse();
            }
        }
    }

    private static Message message(Session session) throws MessagingException {
        Message message = Resource.message(session);
        message.saveChanges();
        return message;
    }
}
