package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.ReceivedMail;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a session, over every kind of connection. */
final class SendingTest {
    @TempDir
    Path dir;

    @Test
    void mailGoesOutOverPlainSmtpWithoutALogin() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().plain().start()) {
            Session session = Resource.mail().at(sink.host(), sink.port()).session();
            Transport.send(Resource.message(session));
            ReceivedMail mail = sink.awaitMail(1).get(0);
            assertThat(mail.message().getSubject()).isEqualTo("A subject");
        }
    }

    @Test
    void mailGoesOutOverStarttlsWithALogin() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        try (SmtpSink sink = SmtpSink.builder()
                .starttls(authority.issue("localhost").dns("localhost").mint().serverContext())
                .user("app@example.com", "secret")
                .requireAuth()
                .start()) {
            Session session = Resource.mail()
                    .at("localhost", sink.port())
                    .with("user", "app@example.com")
                    .with("password", "secret")
                    .with("tls", "starttls")
                    .with("truststoreFile", trust.toString())
                    .session();
            Transport.send(Resource.message(session));
            ReceivedMail mail = sink.awaitMail(1).get(0);
            assertThat(mail.message().getSubject()).isEqualTo("A subject");
            assertThat(mail.tls()).isNotNull();
            assertThat(mail.login()).isNotNull();
        }
    }
}
