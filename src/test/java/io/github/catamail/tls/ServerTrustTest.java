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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTrustTest {
    @TempDir
    private Path dir;

    @Test
    void anUnknownAuthorityIsNamed() throws Exception {
        TestIdentity server = TestCertificates.root("Other CA")
                .intermediate("Other Middle CA")
                .issue("server")
                .dns("localhost")
                .mint()
                .withoutRoot();

        assertRefused(
                server,
                Reason.UNKNOWN_ISSUER,
                "the server's certificate, CN=server, goes back to CN=Other CA, which is unknown to trust store"
                        + " conf/ca.pem");
    }

    @Test
    void aSelfSignedCertificateIsSaidToBeSo() throws Exception {
        assertRefused(
                TestCertificates.selfSigned("box").dns("localhost").mint(),
                Reason.SELF_SIGNED,
                "the server's certificate, CN=box, is signed by itself and is unknown to trust store conf/ca.pem");
    }

    @Test
    void aSelfSignedCertificateCanBeTrustedItself() throws Exception {
        TestIdentity box = TestCertificates.selfSigned("box").dns("localhost").mint();
        TlsContext context =
                Loading.trusting(box.writeTrustPem(dir.resolve("box.pem"))).load();
        try (TlsEchoServer server = TlsEchoServer.start(box.serverContext())) {
            assertThat(talk(context, server, "localhost").protocol()).isEqualTo("TLSv1.3");
            assertThat(refusal(context, server, "other").reason()).isEqualTo(Reason.NAME_MISMATCH);
        }
    }

    @Test
    void aMissingIntermediateIsNamed() throws Exception {
        TestIdentity server =
                CA.intermediate("Middle CA").issue("server").dns("localhost").mint();

        assertRefused(
                server.withoutIssuers(),
                Reason.INCOMPLETE_CHAIN,
                "the server sent its certificate, CN=server, without that of its issuer, CN=Middle CA, which is unknown to"
                        + " trust store conf/ca.pem");
    }

    @Test
    void anAuthorityThatOnlyBorrowsATrustedNameIsToldApart() throws Exception {
        assertRefused(
                TestCertificates.root("Test CA")
                        .issue("server")
                        .dns("localhost")
                        .mint(),
                Reason.UNKNOWN_ISSUER,
                "the server's certificate, CN=server, goes back to CN=Test CA, which is unknown to trust store conf/ca.pem"
                        + " (there is one of that name, with another key)");
    }

    @Test
    void anExpiredCertificateIsNamedWithItsDate() throws Exception {
        TestIdentity server = CA.issue("server").dns("localhost").expired().mint();
        String date = date(server.certificate().getNotAfter());

        assertRefused(server.withoutRoot(), Reason.EXPIRED, "the server's certificate, CN=server, expired on " + date);
    }

    @Test
    void anExpiredIntermediateIsNamedWithItsDate() throws Exception {
        TestIdentity middle = CA.issue("Middle CA").authority().expired().mint();
        String date = date(middle.certificate().getNotAfter());

        assertRefused(
                middle.issue("server").dns("localhost").mint().withoutRoot(),
                Reason.EXPIRED,
                "the certificate of its issuer, CN=Middle CA, expired on " + date);
    }

    @Test
    void aCertificateOfTheFutureIsNamedWithItsDate() throws Exception {
        TestIdentity server = CA.issue("server").dns("localhost").notYetValid().mint();
        String date = date(server.certificate().getNotBefore());

        assertRefused(
                server.withoutRoot(),
                Reason.NOT_YET_VALID,
                "the server's certificate, CN=server, is not valid before " + date);
    }

    @Test
    void whatElseIsWrongIsSaidInTheWordsOfTheJvm() throws Exception {
        // A certificate that may not issue others has issued one.
        TestIdentity noAuthority = CA.issue("no authority").mint();

        UntrustedServerException refusal;
        TestIdentity server = noAuthority.issue("server").dns("localhost").mint();
        try (TlsEchoServer echo = TlsEchoServer.start(server.withoutRoot().serverContext())) {
            refusal = refusal(trusting(), echo, "localhost");
        }

        assertThat(refusal.reason()).isEqualTo(Reason.OTHER);
        assertThat(refusal).hasMessageStartingWith("the server's certificate, CN=server, is not accepted: ");
        assertThat(refusal.getCause()).isNotNull();
    }

    @Test
    void anIntermediateAloneCanBeTrusted() throws Exception {
        TestIdentity middle = CA.intermediate("Middle CA");
        TestIdentity server = middle.issue("server").dns("localhost").mint();
        TlsContext context = Loading.trusting(middle.writeTrustPem(dir.resolve("middle.pem")))
                .load();
        try (TlsEchoServer echo = TlsEchoServer.start(server.withoutIssuers().serverContext())) {
            assertThat(talk(context, echo, "localhost").protocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void addedStoresCountBesidesTheAuthoritiesOfTheJvm() throws Exception {
        TestIdentity publicCa = TestCertificates.root("Public CA");
        TestIdentity publicServer = publicCa.issue("public").dns("localhost").mint();
        Path ours = CA.writeTrustPem(dir.resolve("ca.pem"));
        Path jvm = publicCa.writeTrustPkcs12(dir.resolve("cacerts"), "changeit");

        JvmTrustStore.during(jvm, "changeit", () -> {
            TlsContext none = new Loading().load();
            TlsContext added = Loading.trusting(ours).addedToJvm().load();
            TlsContext replaced = Loading.trusting(ours).load();
            try (TlsEchoServer open = TlsEchoServer.start(publicServer.serverContext());
                    TlsEchoServer internal = TlsEchoServer.start(SERVER.serverContext())) {
                talk(none, open, "localhost");
                talk(added, open, "localhost");
                talk(added, internal, "localhost");
                talk(replaced, internal, "localhost");
                assertThat(refusal(replaced, open, "localhost").searched()).isEqualTo("trust store conf/ca.pem");
                assertThat(refusal(none, internal, "localhost"))
                        .hasMessage(
                                "the server sent its certificate, CN=server, without that of its issuer, CN=Test CA,"
                                        + " which is unknown to the JVM's certificate authorities");
                assertThat(refusal(added, internal, "other"))
                        .hasMessageStartingWith("the server's certificate is for mail.example.com, ")
                        .hasMessageEndingWith(", not for other");
                assertThat(refusal(added, open, "other"))
                        .hasMessage("the server's certificate is for localhost, not for other");
            }
            TestIdentity stranger = TestCertificates.root("Other CA")
                    .issue("x")
                    .dns("localhost")
                    .mint();
            try (TlsEchoServer unknown = TlsEchoServer.start(stranger.serverContext())) {
                assertThat(refusal(added, unknown, "localhost"))
                        .hasMessage(
                                "the server's certificate, CN=x, goes back to CN=Other CA, which is unknown to trust"
                                        + " store conf/ca.pem and to the JVM's certificate authorities");
            }
        });
    }

    @Test
    void aBrokenTrustStoreOfTheJvmIsNamed() throws Exception {
        Path ours = CA.writeTrustPem(dir.resolve("ca.pem"));
        Path jvm = CA.writeTrustPkcs12(dir.resolve("cacerts"), "changeit");
        Path empty = TestIdentity.write(dir.resolve("empty"), "changeit", TestIdentity.emptyStore("PKCS12"));

        JvmTrustStore.during(
                jvm,
                "guess",
                () -> assertThat(new Loading().errors())
                        .containsExactly("The JVM's own trust store cannot be used (javax.net.ssl.trustStore is \""
                                + jvm + "\"): problem accessing trust store [tls-file]"));
        JvmTrustStore.during(empty, "changeit", () -> {
            assertThat(new Loading().errors())
                    .containsExactly("The JVM trusts no certificate authority (javax.net.ssl.trustStore is \"" + empty
                            + "\"): set 'truststoreFile', or repair the JVM's own trust store [tls-file]");
            assertThat(Loading.trusting(ours).addedToJvm().warnings())
                    .containsExactly("The JVM trusts no certificate authority (javax.net.ssl.trustStore is \"" + empty
                            + "\"), so that only 'truststoreFile' counts [tls-file]");
        });
    }

    private TlsContext trusting() {
        return Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem"))).load();
    }

    private void assertRefused(TestIdentity server, Reason reason, String message) throws Exception {
        try (TlsEchoServer echo = TlsEchoServer.start(server.serverContext())) {
            UntrustedServerException refusal = refusal(trusting(), echo, "localhost");
            assertThat(refusal).hasMessage(message);
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.searched()).isEqualTo("trust store conf/ca.pem");
            assertThat(refusal.getCause()).isNotNull();
            assertThat(refusal.presented())
                    .isEqualTo(
                            server.chain().stream().map(CertificateSummary::of).toList());
        }
    }

    private static String date(java.util.Date date) {
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(date.toInstant());
    }
}
