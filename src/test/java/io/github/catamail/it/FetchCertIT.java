package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.catamail.doctor.certificate.CertificateFetcher;
import io.github.catamail.doctor.certificate.CertificateRequest;
import io.github.catamail.doctor.certificate.FetchedChain;
import io.github.catamail.doctor.certificate.Recommendation;
import io.github.catamail.doctor.certificate.ResourceAttributes;
import io.github.catamail.doctor.certificate.TrustFile;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.postfix.Postfix;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of a real Postfix is fetched, and mail goes there with what comes of it. */
@Timeout(120)
final class FetchCertIT {
    private static final String USER = "app@catamail.test";
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path directory;

    @Test
    void thePortsOfPostfixAreLookedAtAndMailGoesThere() throws Exception {
        Optional<String> obstacle = Postfix.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "No certificate was fetched from Postfix: " + obstacle.orElseThrow());
        TestIdentity server = TestCertificates.root("Test CA")
                .intermediate("Issuing CA")
                .issue("mail")
                .dns("mail.catamail.test")
                .mint()
                .withoutRoot();
        try (Postfix postfix = Postfix.start(server, Map.of(USER, PASSWORD))) {
            mailGoes(postfix, postfix.submission(), "starttls");
            mailGoes(postfix, postfix.submissions(), "implicit");
            // Nothing was sent beyond what it takes to begin TLS.
            assertThat(postfix.log()).contains(" ehlo=1 starttls=1 commands=2");
        }
    }

    private void mailGoes(Postfix postfix, int port, String tls) throws Exception {
        FetchedChain chain = new CertificateFetcher().fetch(CertificateRequest.to("localhost:" + port));
        Recommendation chosen = Objects.requireNonNull(chain.recommendation(), () -> String.valueOf(chain.report()));
        assertThat(chosen.certificate().summary().subject()).isEqualTo("CN=Issuing CA");
        assertThat(chosen.works()).isTrue();
        TrustFile file = TrustFile.of(directory.resolve(tls + ".pem"), null);
        file.write(chosen.certificate().certificate(), null, TrustFile.IfExists.REFUSE);

        Map<String, String> attributes =
                ResourceAttributes.of(chain, file, null).values();
        assertThat(attributes)
                .containsExactly(
                        Map.entry("tls", tls),
                        Map.entry("truststoreFile", file.path().toString()),
                        Map.entry("tlsServerName", "mail.catamail.test"));
        Resource resource =
                Resource.mail().at("localhost", port).with("user", USER).with("password", PASSWORD);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            resource = resource.with(attribute.getKey(), attribute.getValue());
        }
        Session session = resource.session();
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(USER));
        message.setRecipient(RecipientType.TO, new InternetAddress("to@catamail.test"));
        message.setSubject("With the certificate of " + tls);
        message.setText("A text");
        Transport.send(message);
        assertThat(postfix.awaitMail("With the certificate of " + tls)).contains("A text");
    }
}
