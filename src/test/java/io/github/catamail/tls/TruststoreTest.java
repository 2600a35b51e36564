package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.StoreType;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TruststoreTest {
    private static final TestIdentity CA = TestCertificates.root("Test CA");
    private static final TestIdentity OTHER = TestCertificates.root("Other CA");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @EnumSource(StoreType.class)
    void everyTypeIsReadByItsContentWhateverItsName(StoreType type) {
        Path file = write(type, dir.resolve("store.dat"));

        TlsContext context = Loading.trusting(file, "changeit").load();

        assertThat(context.trusted()).containsExactly(CertificateSummary.of(CA.certificate()));
        assertThat(context.own()).isEmpty();
        assertThat(context.description()).isEqualTo("trust store conf/store.dat");
        assertThat(Loading.trusting(file, "changeit", type).load().trusted()).isEqualTo(context.trusted());
    }

    @Test
    void withoutStoresThereIsNothingToDescribe() {
        TlsContext context = new Loading().load();

        assertThat(context.description()).isEmpty();
        assertThat(context).hasToString("TLS");
        assertThat(context.trusted()).isEmpty();
    }

    @Test
    void aSummaryTellsWhatTheCertificateSays() {
        TestIdentity server = CA.issue("mail")
                .dns("a.example")
                .dns("*.b.example")
                .ip("192.0.2.1")
                .mint();

        CertificateSummary summary = CertificateSummary.of(server.certificate());

        assertThat(summary.subject()).isEqualTo("CN=mail");
        assertThat(summary.issuer()).isEqualTo("CN=Test CA");
        assertThat(summary.isSelfIssued()).isFalse();
        assertThat(summary.subjectAlternativeNames()).containsExactly("a.example", "*.b.example", "192.0.2.1");
        assertThat(summary.names()).isEqualTo("a.example, *.b.example, 192.0.2.1");
        assertThat(summary.notAfter())
                .isEqualTo(server.certificate().getNotAfter().toInstant());
        assertThat(summary.sha256()).matches("[0-9A-F]{2}(:[0-9A-F]{2}){31}");
    }

    @Test
    void aSummaryCannotForgeALogLine() {
        TestIdentity forger = TestCertificates.selfSigned("evil\\0AINFO all is well")
                .dns("a\nb")
                .mint();

        CertificateSummary summary = CertificateSummary.of(forger.certificate());

        assertThat(summary.subject()).doesNotContain("\n");
        assertThat(summary.names()).isEqualTo("a?b");
    }

    @Test
    void pemMayHoldManyCertificatesAndAnyTextBetweenThem() {
        Path file = TestIdentity.write(
                dir.resolve("bundle.pem"),
                "CONNECTED(00000003)\n 0 s:CN = Test CA\n" + CA.certificatePem() + "\nServer certificate: see below\n"
                        + OTHER.certificatePem().replace("\n", "\r\n") + CA.certificatePem() + "---\n");

        assertThat(Loading.trusting(file).load().trusted())
                .extracting(CertificateSummary::subject)
                .containsExactly("CN=Test CA", "CN=Other CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
    void otherLabelsOfCertificatesAreKnown(String label) throws Exception {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.writeBytes(CA.certificate().getEncoded());
        if (label.startsWith("TRUSTED")) {
            // What OpenSSL writes behind the certificate: the purposes it is trusted for.
            der.writeBytes(new byte[] {0x30, 0x0C, 0x30, 0x0A, 6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 1});
        }
        Path file = TestIdentity.write(
                dir.resolve("ca.pem"),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der.toByteArray())
                        + "\n-----END " + label + "-----\n");

        assertThat(Loading.trusting(file).load().trusted()).containsExactly(CertificateSummary.of(CA.certificate()));
    }

    @Test
    void aPemFileInUtf16IsRead() throws Exception {
        Path file = Files.write(dir.resolve("ca.pem"), CA.certificatePem().getBytes(StandardCharsets.UTF_16));

        assertThat(Loading.trusting(file).load().trusted()).hasSize(1);
    }

    @Test
    void aBinaryCertificateIsTakenWherePemIsExpected() throws Exception {
        Path file = Files.write(dir.resolve("ca.cer"), CA.certificate().getEncoded());

        assertThat(Loading.trusting(file).load().trusted()).hasSize(1);
        assertThat(Loading.trusting(file, null, StoreType.PEM).load().trusted()).hasSize(1);
        assertThat(Loading.trusting(file, "changeit", StoreType.PKCS12).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.cer\" is a certificate in binary form (DER), not PKCS12: drop"
                                + " 'truststoreType' or set it to PEM [tls-file]");
    }

    @Test
    void aBundleOfCertificatesIsRead() throws Exception {
        byte[] bundle = java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(CA.certificate()))
                .getEncoded("PKCS7");
        Path file = Files.write(dir.resolve("ca.p7b"), bundle);

        assertThat(Loading.trusting(file).load().trusted()).hasSize(1);
    }

    @Test
    void whatStandsInPlaceOfACertificateIsNamed() {
        Path request = TestIdentity.write(dir.resolve("a.pem"), pem("CERTIFICATE REQUEST"));
        Path publicKey = TestIdentity.write(dir.resolve("b.pem"), pem("PUBLIC KEY"));
        Path key = TestIdentity.write(dir.resolve("c.pem"), CA.keyPem());
        Path other = TestIdentity.write(dir.resolve("d.pem"), pem("X509 CRL"));

        assertThat(Loading.trusting(request).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/a.pem\" holds no certificate but a certificate request: that is"
                                + " what one sends to an authority, which answers with the certificate: name a file with the"
                                + " certificate of the authority [tls-file]");
        assertThat(Loading.trusting(publicKey).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/b.pem\" holds no certificate but a bare public key: name a file"
                                + " with the certificate of the authority [tls-file]");
        assertThat(Loading.trusting(key).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/c.pem\" holds no certificate but a private key: name a file with"
                                + " the certificate of the authority [tls-file]");
        assertThat(Loading.trusting(other).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/d.pem\" holds no certificate but \"X509 CRL\" in line 1: name a"
                                + " file with the certificate of the authority [tls-file]");
    }

    @Test
    void aBlockThatIsNoCertificateIsNamedWithItsLine() {
        Path file = TestIdentity.write(dir.resolve("a.pem"), CA.certificatePem() + pem("CERTIFICATE"));
        int line = (int) CA.certificatePem().lines().count() + 1;

        assertThat(Loading.trusting(file).errors())
                .singleElement()
                .asString()
                .startsWith("'truststoreFile' \"conf/a.pem\" is damaged: the block \"CERTIFICATE\" in line " + line
                        + " is no certificate (");
    }

    @Test
    void anEmptyStoreTellsHowToFillIt() {
        Path p12 = TestIdentity.write(dir.resolve("ca.p12"), "changeit", TestIdentity.emptyStore("PKCS12"));
        Path jks = TestIdentity.write(dir.resolve("ca.jks"), "changeit", TestIdentity.emptyStore("JKS"));

        assertThat(Loading.trusting(p12, "changeit").errors())
                .containsExactly("'truststoreFile' \"conf/ca.p12\" holds no certificate: add that of the authority with"
                        + " \"keytool -importcert -alias ca -file ca.pem -keystore conf/ca.p12\" [tls-file]");
        assertThat(Loading.trusting(jks, "changeit").errors())
                .containsExactly("'truststoreFile' \"conf/ca.jks\" holds no certificate: add that of the authority with"
                        + " \"keytool -importcert -alias ca -file ca.pem -keystore conf/ca.jks\" [tls-file]");
    }

    @Test
    void aKeyEntryServesWithItsChain() {
        TestIdentity app = CA.intermediate("Middle CA").issue("app").mint();

        assertThat(Loading.trusting(app.writePkcs12(dir.resolve("app.p12"), "changeit"), "changeit")
                        .load()
                        .trusted())
                .extracting(CertificateSummary::subject)
                .containsExactly("CN=app", "CN=Middle CA", "CN=Test CA");
    }

    @Test
    void certificatesWithoutJavasMarkOfTrustAreFound() throws Exception {
        Path file = Pkcs12Writer.writeCertificates(dir.resolve("openssl.p12"), CA.certificate(), "changeit");

        assertThat(Loading.trusting(file, "changeit").load().trusted())
                .containsExactly(CertificateSummary.of(CA.certificate()));
        assertThat(Loading.trusting(file, "guess").errors())
                .containsExactly("'truststoreFile' \"conf/openssl.p12\" does not open with 'truststorePassword': the"
                        + " password is wrong [tls-file]");
        assertThat(Loading.trusting(file).errors())
                .containsExactly("'truststoreFile' \"conf/openssl.p12\" needs a password and none is given: set"
                        + " 'truststorePassword' [tls-file]");
    }

    @Test
    void passwordsMayHaveAnyCharacter() throws Exception {
        Path p12 = Pkcs12Writer.writeCertificates(dir.resolve("openssl.p12"), CA.certificate(), "Schlüssel €");
        Path jks = CA.writeTrustJks(dir.resolve("ca.jks"), "Schlüssel €");

        assertThat(Loading.trusting(p12, "Schlüssel €").load().trusted()).hasSize(1);
        assertThat(Loading.trusting(jks, "Schlüssel €").load().trusted()).hasSize(1);
        assertThat(Loading.trusting(p12, "Schlussel €").errors())
                .containsExactly("'truststoreFile' \"conf/openssl.p12\" does not open with 'truststorePassword': the"
                        + " password is wrong [tls-file]");
    }

    @Test
    void storesThatNeedNoPasswordAreReadWithoutOne() throws Exception {
        Path jks = CA.writeTrustJks(dir.resolve("ca.jks"), "changeit");
        Path empty = CA.writeTrustPkcs12(dir.resolve("empty.p12"), "");
        Path clear = Pkcs12Writer.writeCertificates(dir.resolve("clear.p12"), CA.certificate(), null);

        assertThat(Loading.trusting(jks).load().trusted()).hasSize(1);
        assertThat(Loading.trusting(empty).load().trusted()).hasSize(1);
        assertThat(Loading.trusting(clear).load().trusted()).hasSize(1);
    }

    @Test
    void datesOfTrustedCertificatesAreWatched() {
        TestIdentity old = TestCertificates.selfSigned("Old CA")
                .authority()
                .validFrom(Instant.parse("2020-01-01T00:00:00Z"))
                .validUntil(Instant.parse("2021-02-03T04:05:06Z"))
                .mint();
        Path file = old.writeTrustPem(dir.resolve("ca.pem"));

        assertThat(Loading.trusting(file).at(at("2021-02-03T04:05:07Z")).warnings())
                .containsExactly("'truststoreFile' \"conf/ca.pem\" holds the certificate CN=Old CA, which expired on"
                        + " 2021-02-03: replace it [certificate-dates]");
        assertThat(Loading.trusting(file).at(at("2019-12-31T23:59:59Z")).warnings())
                .containsExactly("'truststoreFile' \"conf/ca.pem\" holds the certificate CN=Old CA, which is not valid"
                        + " before 2020-01-01: replace it, or set the clock of this machine [certificate-dates]");
        assertThat(Loading.trusting(file).at(at("2021-02-03T04:05:06Z")).warnings())
                .isEmpty();
        assertThat(Loading.trusting(file)
                        .at(Clock.offset(at("2020-01-01T00:00:00Z"), Duration.ZERO))
                        .warnings())
                .isEmpty();
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private static Path write(StoreType type, Path file) {
        return switch (type) {
            case PKCS12 -> CA.writeTrustPkcs12(file, "changeit");
            case JKS -> CA.writeTrustJks(file, "changeit");
            case PEM -> CA.writeTrustPem(file);
        };
    }

    private static String pem(String label) {
        return "-----BEGIN " + label + "-----\nMAMCAQA=\n-----END " + label + "-----\n";
    }
}
