package io.github.catamail.tls;

import static io.github.catamail.tls.Presented.CA;
import static io.github.catamail.tls.Presented.SERVER;
import static io.github.catamail.tls.TlsClient.refusal;
import static io.github.catamail.tls.TlsClient.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.tls.UntrustedServerException.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerNameTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com",
                "mail.example.com.",
                "MAIL.example.com",
                "a.wild.example.com",
                "localhost",
                "127.0.0.1",
                "::1",
                "[::1]"
            })
    void theCertificateIsAcceptedForItsNames(String host) throws Exception {
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            assertThat(talk(trusting(), server, host).protocol()).isEqualTo("TLSv1.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example.com", "wild.example.com", "a.b.wild.example.com", "127.0.0.2", "::2"})
    void theCertificateIsRefusedForOtherNames(String host) throws Exception {
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            UntrustedServerException refusal = refusal(trusting(), server, host);

            assertThat(refusal.reason()).isEqualTo(Reason.NAME_MISMATCH);
            assertThat(refusal.expectedName()).isEqualTo(host);
            assertThat(refusal.presented()).containsExactly(CertificateSummary.of(SERVER.certificate()));
            assertThat(refusal)
                    .hasMessage("the server's certificate is for mail.example.com, *.wild.example.com, localhost,"
                            + " 127.0.0.1, "
                            + refusal.presented()
                                    .get(0)
                                    .subjectAlternativeNames()
                                    .get(4)
                            + ", not for " + host);
        }
    }

    @Test
    void theNameIsIndicatedToTheServer() throws Exception {
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            assertThat(talk(trusting(), server, "mail.example.com").serverName())
                    .isEqualTo("mail.example.com");
            assertThat(talk(trusting(), server, "mail.example.com.").serverName())
                    .isEqualTo("mail.example.com");
            assertThat(talk(trusting(), server, "localhost").serverName()).isEqualTo("localhost");
        }
    }

    @Test
    void anAddressIsNeverIndicated() throws Exception {
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            assertThat(talk(trusting(), server, "127.0.0.1").serverName()).isEmpty();
            assertThat(talk(trusting(), server, "::1").serverName()).isEmpty();
        }
    }

    @Test
    void theServerNameIsIndicatedAndCheckedInPlaceOfTheHost() throws Exception {
        TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .serverName("mail.example.com")
                .load();
        TestIdentity other = CA.issue("other").dns("relay.example.net").mint();
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext());
                TlsEchoServer wrong = TlsEchoServer.start(other.serverContext())) {
            assertThat(talk(context, server, "10.0.0.1").serverName()).isEqualTo("mail.example.com");

            // The certificate is for the very host, which does not count any more.
            UntrustedServerException refusal = refusal(context, wrong, "relay.example.net");
            assertThat(refusal)
                    .hasMessage("the server's certificate is for relay.example.net, not for mail.example.com");
        }
    }

    @Test
    void withoutTheHostnameCheckTheIssuerStillCounts() throws Exception {
        TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .withoutHostnameCheck()
                .load();
        TestIdentity stranger = TestCertificates.root("Other CA")
                .issue("x")
                .dns("other.example.com")
                .mint();
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext());
                TlsEchoServer unknown = TlsEchoServer.start(stranger.serverContext())) {
            assertThat(talk(context, server, "other.example.com").protocol()).isEqualTo("TLSv1.3");
            assertThat(refusal(context, unknown, "other.example.com").reason()).isEqualTo(Reason.UNKNOWN_ISSUER);
        }
    }

    private TlsContext trusting() {
        return Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem"))).load();
    }
}
