package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeystoreTest {
    private static final TestIdentity CA = TestCertificates.root("Test CA");
    private static final TestIdentity MIDDLE = CA.intermediate("Middle CA");
    private static final TestIdentity APP = MIDDLE.issue("app").mint();
    private static final TestIdentity RSA = CA.issue("rsa").rsa().mint();
    private static final TestIdentity ED25519 = CA.issue("ed").ed25519().mint();

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"p12", "jks", "pem"})
    void everyTypeGivesKeyAndChain(String type) {
        Path file = dir.resolve("store." + type);
        switch (type) {
            case "p12" -> APP.writePkcs12(file, "changeit");
            case "jks" -> APP.writeJks(file, "changeit");
            default -> APP.writePem(file);
        }

        TlsContext context = new Loading().key(file, "changeit").load();

        assertThat(context.own())
                .extracting(CertificateSummary::subject)
                .containsExactly("CN=app", "CN=Middle CA", "CN=Test CA");
        assertThat(context.description()).isEqualTo("client certificate CN=app");
    }

    @Test
    void trustAndKeyAreDescribedTogether() {
        Path trust = CA.writeTrustPem(dir.resolve("ca.pem"));
        Path key = APP.writePem(dir.resolve("app.pem"));

        assertThat(Loading.trusting(trust).key(key).load().description())
                .isEqualTo("trust store conf/ca.pem, client certificate CN=app");
        assertThat(Loading.trusting(trust).addedToJvm().load().description())
                .isEqualTo("trust store conf/ca.pem and the JVM's certificate authorities");
    }

    @Test
    void everyFormOfKeyInPemIsRead() {
        assertReadable("EC as PKCS #8", APP, APP.keyPem(), null);
        assertReadable("EC as SEC 1", APP, APP.traditionalKeyPem(), null);
        assertReadable("EC encrypted", APP, APP.encryptedKeyPem("Schlussel"), "Schlussel");
        assertReadable("RSA as PKCS #8", RSA, RSA.keyPem(), null);
        assertReadable("RSA as PKCS #1", RSA, RSA.traditionalKeyPem(), null);
        assertReadable("RSA encrypted", RSA, RSA.encryptedKeyPem("secret"), "secret");
        assertReadable("Ed25519 as PKCS #8", ED25519, ED25519.keyPem(), null);
        assertReadable("Ed25519 encrypted", ED25519, ED25519.encryptedKeyPem("secret"), "secret");
        assertReadable(
                "EC behind its parameters",
                APP,
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + APP.traditionalKeyPem(),
                null);
    }

    @Test
    void theOrderInAPemFileDoesNotMatter() {
        String root = CA.certificatePem();
        String middle = MIDDLE.certificatePem();
        String leaf = APP.certificatePem();
        Path file = TestIdentity.write(
                dir.resolve("app.pem"), root + "Bag Attributes\n    localKeyID: 01\n" + leaf + APP.keyPem() + middle);

        assertThat(new Loading().key(file).load().own())
                .extracting(CertificateSummary::subject)
                .containsExactly("CN=app", "CN=Middle CA", "CN=Test CA");
    }

    @Test
    void certificatesThatDoNotBelongToTheChainAreLeftOut() {
        Path file = TestIdentity.write(
                dir.resolve("app.pem"),
                APP.keyPem() + RSA.certificatePem() + APP.certificatePem() + MIDDLE.certificatePem());

        assertThat(new Loading().key(file).load().own())
                .extracting(CertificateSummary::subject)
                .containsExactly("CN=app", "CN=Middle CA");
    }

    @Test
    void encryptedKeysNeedTheirPassword() {
        Path file = TestIdentity.write(dir.resolve("app.pem"), APP.encryptedKeyPem("changeit") + APP.chainPem());

        assertThat(new Loading().key(file).errors())
                .containsExactly("'keystoreFile' \"conf/app.pem\" needs a password and none is given: set"
                        + " 'keystorePassword' [tls-file]");
        assertThat(new Loading().key(file, "guess").errors())
                .containsExactly(
                        "'keystoreFile' \"conf/app.pem\" does not open with 'keystorePassword': the password is"
                                + " wrong [tls-file]");
    }

    @Test
    void theOldEncryptionOfOpenSslIsRefusedWithTheCommandThatConvertsIt() {
        Path file = TestIdentity.write(dir.resolve("app.pem"), RSA.oldEncryptedKeyPem("changeit") + RSA.chainPem());

        assertThat(new Loading().key(file, "changeit").errors())
                .containsExactly("'keystoreFile' \"conf/app.pem\" has a key that is encrypted in OpenSSL's old way"
                        + " (Proc-Type: 4,ENCRYPTED), which is too weak: convert it with \"openssl pkcs8 -topk8 -v2"
                        + " aes-256-cbc -in conf/app.pem -out new.pem\" and put it in place of the old one [tls-file]");
    }

    @Test
    void anOpenSshKeyIsToBeConverted() {
        Path file = TestIdentity.write(
                dir.resolve("app.pem"),
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n" + APP.chainPem());

        assertThat(new Loading().key(file).errors())
                .containsExactly(
                        "'keystoreFile' \"conf/app.pem\" has a key in OpenSSH's own format: convert a copy of it"
                                + " with \"ssh-keygen -p -m PKCS8 -f COPY\" [tls-file]");
    }

    @Test
    void aKeyThatCannotBeReadIsNamedWithItsLine() {
        Path file = TestIdentity.write(
                dir.resolve("app.pem"),
                "# my key\n-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----\n" + APP.chainPem());

        assertThat(new Loading().key(file).errors())
                .containsExactly(
                        "'keystoreFile' \"conf/app.pem\" has a private key that cannot be read, \"PRIVATE KEY\" in"
                                + " line 2: DER lacks an element [tls-file]");
    }

    @Test
    void aStoreWithoutAKeySaysWhatItHas() throws Exception {
        Path p12 = CA.writeTrustPkcs12(dir.resolve("ca.p12"), "changeit");
        Path pem = CA.writeTrustPem(dir.resolve("ca.pem"));
        Path der = java.nio.file.Files.write(
                dir.resolve("ca.cer"), CA.certificate().getEncoded());

        assertThat(new Loading().key(p12, "changeit").errors())
                .containsExactly(
                        "'keystoreFile' \"conf/ca.p12\" holds no private key: a client certificate needs the key"
                                + " that it was requested with [tls-file]");
        assertThat(new Loading().key(pem).errors())
                .containsExactly("'keystoreFile' \"conf/ca.pem\" holds no private key, only certificates: a client"
                        + " certificate needs the key that it was requested with [tls-file]");
        assertThat(new Loading().key(der).errors())
                .containsExactly("'keystoreFile' \"conf/ca.cer\" holds no private key but a certificate: a client"
                        + " certificate needs the key that it was requested with [tls-file]");
    }

    @Test
    void aKeyWithoutItsCertificateIsOfNoUse() throws Exception {
        Path pem = TestIdentity.write(dir.resolve("app.pem"), APP.keyPem());
        Path p12 = Pkcs12Writer.writeKey(dir.resolve("app.p12"), null, APP.key(), List.of(), "changeit");

        assertThat(new Loading().key(pem).errors())
                .containsExactly("'keystoreFile' \"conf/app.pem\" has a private key without its certificate: add the"
                        + " certificate that the authority issued for it [tls-file]");
        assertThat(new Loading().key(p12, "changeit").errors())
                .containsExactly("'keystoreFile' \"conf/app.p12\" has a private key without its certificate: add the"
                        + " certificate that the authority issued for it [tls-file]");
    }

    @Test
    void twoKeysInAPemFileAreOneTooMany() {
        Path file = TestIdentity.write(dir.resolve("app.pem"), APP.keyPem() + RSA.keyPem() + APP.chainPem());

        assertThat(new Loading().key(file).errors())
                .containsExactly("'keystoreFile' \"conf/app.pem\" holds 2 private keys: leave only the one to use in it"
                        + " [tls-file]");
    }

    @Test
    void aKeyThatDoesNotFitItsCertificateIsNamed() throws Exception {
        TestIdentity sameKind = CA.issue("other").mint();
        Path pem = TestIdentity.write(dir.resolve("app.pem"), sameKind.keyPem() + APP.chainPem());
        Path otherKind = TestIdentity.write(dir.resolve("rsa.pem"), RSA.keyPem() + APP.chainPem());
        Path ed25519 = TestIdentity.write(dir.resolve("ed.pem"), ED25519.keyPem() + APP.chainPem());
        Path jks = new TestIdentity(sameKind.key(), APP.chain()).writeJks(dir.resolve("app.jks"), "changeit");

        assertThat(new Loading().key(pem).errors())
                .containsExactly(
                        "'keystoreFile' \"conf/app.pem\" has a private key (EC) that does not fit its certificate,"
                                + " CN=app: bring together the certificate and the key that it was requested with [tls-file]");
        assertThat(new Loading().key(otherKind).errors())
                .singleElement()
                .asString()
                .contains("has a private key (RSA) that does not fit its certificate, CN=app");
        assertThat(new Loading().key(ed25519).errors())
                .singleElement()
                .asString()
                .contains("has a private key (EdDSA) that does not fit its certificate, CN=app");
        assertThat(new Loading().key(jks, "changeit").errors())
                .singleElement()
                .asString()
                .contains("has a private key (EC) that does not fit its certificate, CN=app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void ofSeveralKeysOneMustBeChosen(String type) throws Exception {
        Path file = twoKeys(type);

        assertThat(new Loading().key(file, "changeit").errors())
                .containsExactly("'keystoreFile' \"conf/two\" holds 2 keys: set 'keyAlias' to the one to use, of first,"
                        + " second [tls-file]");
        assertThat(new Loading().key(file, "changeit").alias("third").errors())
                .containsExactly("'keystoreFile' \"conf/two\" has no key with the 'keyAlias' \"third\": it has first,"
                        + " second [tls-file]");
        assertThat(new Loading().key(file, "changeit").alias("Second").load().own())
                .extracting(CertificateSummary::subject)
                .containsExactly("CN=rsa", "CN=Test CA");
    }

    @Test
    void anAliasHasNoEffectOnPem() {
        Path file = APP.writePem(dir.resolve("app.pem"));

        assertThat(new Loading().key(file).alias("app").warnings())
                .containsExactly("'keyAlias' \"app\" has no effect: \"conf/app.pem\" is PEM, which has no aliases"
                        + " [no-effect]");
    }

    @Test
    void aKeyWithAPasswordOfItsOwnIsNamed() {
        Path file = TestIdentity.write(dir.resolve("app.jks"), "changeit", APP.keyStore("JKS", "another"));

        assertThat(new Loading().key(file, "changeit").errors())
                .containsExactly(
                        "'keystoreFile' \"conf/app.jks\" has a key \"test\" with a password of its own, other than"
                                + " 'keystorePassword': give both the same one with \"keytool -importkeystore -srckeystore"
                                + " conf/app.jks -srcalias test -destkeystore new.p12 -deststoretype PKCS12\" [tls-file]");
    }

    @Test
    void whatTheKeyStoreOfTheJvmDoesNotShowIsFound() throws Exception {
        List<String> subjects = List.of("CN=app", "CN=Middle CA", "CN=Test CA");
        Path loose = Pkcs12Writer.writeKey(dir.resolve("loose.p12"), null, APP.key(), APP.chain(), "changeit");
        Path clear = Pkcs12Writer.writeKey(dir.resolve("clear.p12"), null, APP.key(), APP.chain(), null);
        Path umlaut = Pkcs12Writer.writeKey(dir.resolve("umlaut.p12"), "My Key", APP.key(), APP.chain(), "Schlüssel");

        assertThat(new Loading().key(loose, "changeit").load().own())
                .extracting(CertificateSummary::subject)
                .isEqualTo(subjects);
        assertThat(new Loading().key(clear).load().own())
                .extracting(CertificateSummary::subject)
                .isEqualTo(subjects);
        assertThat(new Loading().key(umlaut, "Schlüssel").alias("my key").load().own())
                .extracting(CertificateSummary::subject)
                .isEqualTo(subjects);
        assertThat(new Loading().key(umlaut, "Schlüssel").alias("other").errors())
                .containsExactly(
                        "'keystoreFile' \"conf/umlaut.p12\" has no key with the 'keyAlias' \"other\": it has my key"
                                + " [tls-file]");
    }

    @Test
    void datesOfTheClientCertificateAreWatched() {
        TestIdentity old = CA.issue("old")
                .validFrom(Instant.parse("2020-01-01T00:00:00Z"))
                .validUntil(Instant.parse("2021-02-03T04:05:06Z"))
                .mint();
        Path file = old.withoutIssuers().writePem(dir.resolve("app.pem"));

        assertThat(new Loading()
                        .key(file)
                        .at(Clock.fixed(Instant.parse("2022-01-01T00:00:00Z"), ZoneOffset.UTC))
                        .warnings())
                .containsExactly("'keystoreFile' \"conf/app.pem\" holds the certificate CN=old, which expired on"
                        + " 2021-02-03: replace it [certificate-dates]");
    }

    private void assertReadable(String what, TestIdentity identity, String keyPem, @Nullable String password) {
        Path file = TestIdentity.write(dir.resolve("key.pem"), keyPem + identity.chainPem());
        assertThat(new Loading().key(file, password).load().own())
                .as(what)
                .hasSize(identity.chain().size());
    }

    private Path twoKeys(String type) throws Exception {
        KeyStore store = TestIdentity.emptyStore(type);
        char[] password = "changeit".toCharArray();
        store.setKeyEntry("first", APP.key(), password, APP.chain().toArray(Certificate[]::new));
        store.setKeyEntry("second", RSA.key(), password, RSA.chain().toArray(Certificate[]::new));
        store.setCertificateEntry("authority", CA.certificate());
        return TestIdentity.write(dir.resolve("two"), "changeit", store);
    }
}
