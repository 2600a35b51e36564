package io.github.catamail.doctor.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.doctor.certificate.PresentedCertificate.Role;
import io.github.catamail.report.Report;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceAttributesTest {
    private static final Path BASE = Path.of("/opt/tomcat");
    private static final TestIdentity AUTHORITY = TestCertificates.root("Test CA");
    private static final PresentedCertificate ROOT = PresentedCertificate.of(2, Role.ROOT, AUTHORITY.certificate());
    private static final PresentedCertificate SERVER = PresentedCertificate.of(
            1, Role.SERVER, AUTHORITY.issue("localhost").mint().certificate());
    private static final PresentedCertificate SELF_SIGNED = PresentedCertificate.of(
            1, Role.SERVER, TestCertificates.selfSigned("localhost").mint().certificate());

    @Test
    void aFileUnderCatalinaBaseIsWrittenAsItIsLookedFor() {
        assertThat(xml("/opt/tomcat/conf/ca.pem", BASE)).isEqualTo("truststoreFile=\"conf/ca.pem\"");
        assertThat(xml("/opt/tomcat/logs/../conf/ca.pem", BASE)).isEqualTo("truststoreFile=\"conf/ca.pem\"");
        assertThat(xml("/opt/tomcat2/ca.pem", BASE)).isEqualTo("truststoreFile=\"/opt/tomcat2/ca.pem\"");
        assertThat(xml("/opt/tomcat/conf/ca.pem", null)).isEqualTo("truststoreFile=\"/opt/tomcat/conf/ca.pem\"");
    }

    @Test
    void thePasswordIsHintedAtAndNotAmongTheValues() {
        ResourceAttributes attributes =
                ResourceAttributes.of(chain(465, ROOT), TrustFile.of(BASE.resolve("conf/ca.p12"), null), BASE);

        assertThat(attributes.password()).isTrue();
        assertThat(attributes.values()).containsOnlyKeys("truststoreFile");
        assertThat(attributes.xml()).isEqualTo("truststoreFile=\"conf/ca.p12\"\ntruststorePassword=\"...\"");
    }

    @Test
    void charactersOfXmlAreEscaped() {
        assertThat(xml("/opt/tomcat/conf/R&D \"<ca.pem", BASE))
                .isEqualTo("truststoreFile=\"conf/R&amp;D &quot;&lt;ca.pem\"");
    }

    @Test
    void theCertificateOfAServerWithoutItsIssuerIsAddedToWhatTheJvmTrusts() {
        TrustFile store = TrustFile.of(BASE.resolve("conf/ca.pem"), null);

        assertThat(ResourceAttributes.of(chain(465, SERVER), store, BASE).xml())
                .isEqualTo("truststoreFile=\"conf/ca.pem\"\ntruststoreMode=\"add\"");
        assertThat(ResourceAttributes.of(chain(465, SELF_SIGNED), store, BASE).xml())
                .isEqualTo("truststoreFile=\"conf/ca.pem\"");
    }

    @ParameterizedTest
    @CsvSource({
        "465, IMPLICIT_TLS, SMTP, ''",
        "2465, IMPLICIT_TLS, , ''",
        "587, STARTTLS, SMTP, ''",
        "2587, STARTTLS, SMTP, ''",
        "25, STARTTLS, SMTP, tls=\"starttls\"",
        "2525, STARTTLS, SMTP, tls=\"starttls\"",
        "465, STARTTLS, SMTP, tls=\"starttls\"",
        "587, IMPLICIT_TLS, , tls=\"implicit\"",
        "4711, IMPLICIT_TLS, , tls=\"implicit\"",
        "993, IMPLICIT_TLS, IMAP, ''",
        "110, STARTTLS, POP3, ''",
    })
    void theModeIsWrittenWhereThePortDoesNotSayIt(
            int port, ConnectionSecurity security, @Nullable MailProtocol protocol, String expected) {
        FetchedChain chain = chain(port, security, protocol, null, null);

        assertThat(ResourceAttributes.of(chain, null, BASE).xml()).isEqualTo(expected);
    }

    @Test
    void theNameIsWrittenWhereItIsNotThatOfTheHost() {
        assertThat(ResourceAttributes.of(
                                chain(465, ConnectionSecurity.IMPLICIT_TLS, null, null, "mail.example.com"), null, BASE)
                        .xml())
                .isEqualTo("tlsServerName=\"mail.example.com\"");
        assertThat(ResourceAttributes.of(
                                chain(465, ConnectionSecurity.IMPLICIT_TLS, null, null, "LOCALHOST"), null, BASE)
                        .values())
                .isEmpty();
    }

    private static String xml(String file, @Nullable Path base) {
        return ResourceAttributes.of(chain(465, ROOT), TrustFile.of(Path.of(file), null), base)
                .xml();
    }

    private static FetchedChain chain(int port, PresentedCertificate chosen) {
        return chain(port, ConnectionSecurity.IMPLICIT_TLS, MailProtocol.SMTP, chosen, null);
    }

    private static FetchedChain chain(
            int port,
            ConnectionSecurity security,
            @Nullable MailProtocol protocol,
            @Nullable PresentedCertificate chosen,
            @Nullable String serverName) {
        return new FetchedChain(
                CertificateRequest.to("localhost:" + port),
                new Report("localhost:" + port, List.of(), List.of()),
                List.of(),
                /* trusted= */ false,
                chosen == null ? null : new Recommendation(chosen, true, "", ""),
                serverName,
                security,
                protocol);
    }
}
