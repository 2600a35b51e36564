package io.github.catamail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCertificatesTest {
    @TempDir
    private Path dir;

    @Test
    void aChainIsSignedFromLeafToRoot() throws Exception {
        TestIdentity root = TestCertificates.root("Test CA");
        TestIdentity server = root.intermediate("Middle CA")
                .issue("localhost")
                .dns("localhost")
                .ip("127.0.0.1")
                .mint();

        assertThat(server.chain()).hasSize(3);
        server.certificate().verify(server.chain().get(1).getPublicKey());
        server.chain().get(1).verify(root.certificate().getPublicKey());
        root.certificate().verify(root.certificate().getPublicKey());
        server.certificate().checkValidity();
        assertThat(server.certificate().getSubjectAlternativeNames()).hasSize(2);
    }

    @Test
    void everyFormHasItsLabel() {
        TestIdentity ec = TestCertificates.selfSigned("ec").mint();
        TestIdentity rsa = TestCertificates.selfSigned("rsa").rsa().mint();
        TestIdentity ed25519 = TestCertificates.selfSigned("ed").ed25519().mint();

        assertThat(ec.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(ed25519.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(ec.traditionalKeyPem()).startsWith("-----BEGIN EC PRIVATE KEY-----");
        assertThat(rsa.traditionalKeyPem()).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(rsa.encryptedKeyPem("p")).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(rsa.oldEncryptedKeyPem("p")).contains("Proc-Type: 4,ENCRYPTED");
        assertThat(rsa.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void everyFileIsWritten() {
        TestIdentity identity = TestCertificates.root("Test CA").issue("app").mint();

        assertThat(identity.writePem(dir.resolve("a.pem"))).isNotEmptyFile();
        assertThat(identity.writeTrustPem(dir.resolve("t.pem"))).isNotEmptyFile();
        assertThat(identity.writePkcs12(dir.resolve("a.p12"), "p")).isNotEmptyFile();
        assertThat(identity.writeTrustPkcs12(dir.resolve("t.p12"), "p")).isNotEmptyFile();
        assertThat(identity.writeJks(dir.resolve("a.jks"), "p")).isNotEmptyFile();
        assertThat(identity.writeTrustJks(dir.resolve("t.jks"), "p")).isNotEmptyFile();
    }
}
