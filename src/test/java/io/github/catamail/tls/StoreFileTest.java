package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.StoreType;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFileTest {
    private static final TestIdentity CA = TestCertificates.root("Test CA");

    @TempDir
    private Path dir;

    @Test
    void aMissingFileIsNamedAsWrittenAndAsResolved() {
        Path file = dir.resolve("ca.p12");

        assertThat(Loading.trusting(file).errors())
                .containsExactly("'truststoreFile' \"conf/ca.p12\" does not exist (" + file
                        + "): correct the path or put the file there [tls-file]");
    }

    @Test
    void bothFilesAreToldOfAtOnce() {
        Path trust = dir.resolve("ca.p12");
        Path key = dir.resolve("app.p12");

        assertThat(Loading.trusting(trust).key(key).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.p12\" does not exist (" + trust
                                + "): correct the path or put the file there [tls-file]",
                        "'keystoreFile' \"conf/app.p12\" does not exist (" + key
                                + "): correct the path or put the file there [tls-file]");
    }

    @Test
    void aDirectoryIsNoStore() throws Exception {
        Path file = Files.createDirectory(dir.resolve("certs"));

        assertThat(Loading.trusting(file).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/certs\" is a directory (" + file + "): name a file in it [tls-file]");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws Exception {
        Path file = Files.createFile(dir.resolve("ca.pem"));

        assertThat(Loading.trusting(file).errors())
                .containsExactly("'truststoreFile' \"conf/ca.pem\" is empty (" + file + ") [tls-file]");
    }

    @Test
    void anUnreadableFileIsSaidToBeUnreadable() throws Exception {
        Path file = CA.writeTrustPem(dir.resolve("ca.pem"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        String reason = "AccessDeniedException";
        if (Files.isReadable(file)) {
            // The superuser reads everything, but for the memory of a process at address 0.
            file = Path.of("/proc/self/mem");
            reason = "IOException";
        }

        assertThat(Loading.trusting(file).errors())
                .containsExactly("'truststoreFile' \"conf/" + file.getFileName() + "\" cannot be read (" + file
                        + "): let the user that the server runs as read it (" + reason + ") [tls-file]");
    }

    @Test
    void aDeviceIsNotReadForEver() {
        assertThat(Loading.trusting(Path.of("/dev/zero")).errors())
                .containsExactly("'truststoreFile' \"conf/zero\" cannot be a store (/dev/zero): it is no plain file, or"
                        + " too large [tls-file]");
    }

    @Test
    void anotherTypeThanWrittenIsNamed() {
        Path pem = CA.writeTrustPem(dir.resolve("ca.pem"));
        Path jks = CA.writeTrustJks(dir.resolve("ca.jks"), "changeit");
        Path p12 = CA.writePkcs12(dir.resolve("ca.p12"), "changeit");

        assertThat(Loading.trusting(pem, "changeit", StoreType.PKCS12).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.pem\" is PEM, not PKCS12: drop 'truststoreType' or set it to"
                                + " PEM [tls-file]");
        assertThat(Loading.trusting(jks, "changeit", StoreType.PEM).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.jks\" is JKS, not PEM: drop 'truststoreType' or set it to JKS"
                                + " [tls-file]");
        assertThat(new Loading().key(p12, "changeit", StoreType.JKS).errors())
                .containsExactly("'keystoreFile' \"conf/ca.p12\" is PKCS12, not JKS: drop 'keystoreType' or set it to"
                        + " PKCS12 [tls-file]");
    }

    @Test
    void aFileOfNoKnownFormatIsSaidToBeSo() {
        Path file = TestIdentity.write(dir.resolve("ca.pem"), "<html>404 Not Found</html>");

        assertThat(Loading.trusting(file).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.pem\" is neither PKCS12 nor JKS nor PEM: it is another file,"
                                + " or damaged [tls-file]");
    }

    @Test
    void aJceksStoreIsToBeConverted() {
        Path file = TestIdentity.write(dir.resolve("old.jceks"), "changeit", CA.trustStore("JCEKS"));

        assertThat(Loading.trusting(file, "changeit").errors())
                .containsExactly(
                        "'truststoreFile' \"conf/old.jceks\" is JCEKS, which is of no use here: convert it with"
                                + " \"keytool -importkeystore -srckeystore conf/old.jceks -srcstoretype JCEKS -destkeystore"
                                + " new.p12 -deststoretype PKCS12\" [tls-file]");
    }

    @Test
    void wrongPasswordsAreToldFromMissingOnes() {
        Path p12 = CA.writeTrustPkcs12(dir.resolve("ca.p12"), "changeit");
        Path jks = CA.writeTrustJks(dir.resolve("ca.jks"), "changeit");
        Path keys = CA.writeJks(dir.resolve("app.jks"), "changeit");

        assertThat(Loading.trusting(p12, "guess").errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.p12\" does not open with 'truststorePassword': the password"
                                + " is wrong [tls-file]");
        assertThat(Loading.trusting(jks, "guess").errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ca.jks\" does not open with 'truststorePassword': the password"
                                + " is wrong [tls-file]");
        assertThat(Loading.trusting(p12).errors())
                .containsExactly("'truststoreFile' \"conf/ca.p12\" needs a password and none is given: set"
                        + " 'truststorePassword' [tls-file]");
        assertThat(new Loading().key(keys).errors())
                .containsExactly("'keystoreFile' \"conf/app.jks\" needs a password and none is given: set"
                        + " 'keystorePassword' [tls-file]");
    }

    @Test
    void damagedFilesAreNotTakenForWrongPasswords() throws Exception {
        byte[] p12 = Files.readAllBytes(CA.writeTrustPkcs12(dir.resolve("ca.p12"), "changeit"));
        byte[] jks = Files.readAllBytes(CA.writeTrustJks(dir.resolve("ca.jks"), "changeit"));
        Path cutP12 = Files.write(dir.resolve("cut.p12"), Arrays.copyOf(p12, p12.length / 2));
        Path cutJks = Files.write(dir.resolve("cut.jks"), Arrays.copyOf(jks, jks.length / 2));
        // The last bytes of a PKCS #12 file belong to the checksum: salt and number of iterations.
        p12[p12.length - 10] ^= 0x55;
        Path badSum = Files.write(dir.resolve("sum.p12"), p12);
        Path badPem = TestIdentity.write(
                dir.resolve("bad.pem"), CA.certificatePem().replace("-----END CERTIFICATE-----", ""));

        assertThat(Loading.trusting(cutP12, "changeit").errors())
                .containsExactly("'truststoreFile' \"conf/cut.p12\" is damaged: it ends too early [tls-file]");
        assertThat(Loading.trusting(cutJks, "changeit").errors())
                .containsExactly("'truststoreFile' \"conf/cut.jks\" is damaged: it ends too early [tls-file]");
        assertThat(Loading.trusting(badSum, "changeit").errors())
                .containsExactly("'truststoreFile' \"conf/sum.p12\" is damaged: its checksum is wrong [tls-file]");
        assertThat(Loading.trusting(badPem).errors())
                .containsExactly(
                        "'truststoreFile' \"conf/bad.pem\" is damaged: the block \"CERTIFICATE\" that begins in"
                                + " line 1 has no \"-----END CERTIFICATE-----\" behind it [tls-file]");
    }

    @Test
    void noPasswordIsInAnyMessageOrText() throws Exception {
        Path file = CA.writePkcs12(dir.resolve("ca.p12"), "hunter2-right");
        Path pem = TestIdentity.write(dir.resolve("ca.pem"), CA.encryptedKeyPem("hunter2-right") + CA.chainPem());

        assertThat(Loading.trusting(file, "hunter2-wrong")
                        .key(pem, "hunter2-wrong")
                        .errors())
                .hasSize(2)
                .noneMatch(message -> message.contains("hunter2"));
        assertThat(new Loading().key(file, "hunter2-right").load().toString())
                .isEqualTo("TLS with client certificate CN=Test CA");
        assertThat(StoreFormat.of(new String(Files.readAllBytes(pem), StandardCharsets.US_ASCII)
                        .getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(StoreFormat.PEM);
    }
}
