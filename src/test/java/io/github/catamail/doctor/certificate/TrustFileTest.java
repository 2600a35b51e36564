package io.github.catamail.doctor.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.config.StoreType;
import io.github.catamail.doctor.certificate.TrustFile.IfExists;
import io.github.catamail.doctor.certificate.TrustFile.Outcome;
import io.github.catamail.secret.Secret;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.CertificateSummary;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustFileTest {
    private static final Secret PASSWORD = Secret.of("changeit");
    private static final X509Certificate CA = TestCertificates.root("Test CA").certificate();
    private static final X509Certificate OTHER =
            TestCertificates.root("Other CA").certificate();

    @TempDir
    private Path directory;

    @Test
    void aPkcs12FileHoldsTheCertificateAsOneThatJavaTrusts() throws Exception {
        Path file = directory.resolve("ca.p12");

        assertThat(TrustFile.of(file, null).write(CA, PASSWORD, IfExists.REFUSE))
                .isEqualTo(Outcome.WRITTEN);

        KeyStore store = open(file);
        assertThat(Collections.list(store.aliases())).containsExactly("test-ca");
        assertThat(store.isCertificateEntry("test-ca")).isTrue();
        assertThat(store.getCertificate("test-ca")).isEqualTo(CA);
        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertThat(files()).containsExactly("ca.p12");
    }

    @Test
    void aPemFileSaysWhatIsInIt() throws Exception {
        Path file = directory.resolve("ca.pem");

        assertThat(TrustFile.of(file, null).write(CA, null, IfExists.REFUSE)).isEqualTo(Outcome.WRITTEN);

        CertificateSummary summary = CertificateSummary.of(CA);
        assertThat(Files.readString(file))
                .startsWith("# CN=Test CA, until " + Chain.day(summary.notAfter()) + "\n# SHA-256 " + summary.sha256()
                        + "\n-----BEGIN CERTIFICATE-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n");
        assertThat(java(file)).containsExactly(CA);
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        assertThat(files()).containsExactly("ca.pem");
    }

    @Test
    void aSubjectCannotPoseAsAnotherCertificate() throws Exception {
        X509Certificate evil =
                TestCertificates.root("-----BEGIN CERTIFICATE-----").certificate();
        Path file = directory.resolve("ca.pem");

        TrustFile.of(file, null).write(evil, null, IfExists.REFUSE);

        assertThat(Files.readString(file)).startsWith("# CN=-BEGIN CERTIFICATE-, until");
        assertThat(TrustContent.read(file, StoreType.PEM, null))
                .containsExactly(CertificateSummary.of(evil).sha256());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.p12", "ca.pem"})
    void aFileThatIsThereIsNotTouchedUnasked(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> TrustFile.of(file, null).write(CA, PASSWORD, IfExists.REFUSE))
                .isInstanceOf(TrustFileException.class)
                .hasMessage("\"" + file + "\" exists already. Nothing was written");
        assertThat(file).hasContent("precious");
    }

    @Test
    void whatIsNoFileIsNotReplaced() throws Exception {
        Path file = Files.createDirectory(directory.resolve("ca.pem"));

        for (IfExists ifExists : List.of(IfExists.ADD, IfExists.REPLACE)) {
            assertThatThrownBy(() -> TrustFile.of(file, null).write(CA, null, ifExists))
                    .isInstanceOf(TrustFileException.class)
                    .hasMessage("\"" + file + "\" is a directory or a device. Nothing was written: name a file");
        }
        assertThat(file).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.p12", "ca.pem"})
    void aFileCanBeReplacedAndKeepsItsPermissions(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, "of no use");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(TrustFile.of(file, null).write(CA, PASSWORD, IfExists.REPLACE))
                .isEqualTo(Outcome.WRITTEN);

        assertThat(fingerprints(file)).containsExactly(sha256(CA));
        assertThat(mode(file)).isEqualTo("rw-rw-r--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.p12", "ca.pem"})
    void aCertificateCanBeAddedToThoseThatAreThere(String name) throws Exception {
        Path file = directory.resolve(name);
        TrustFile store = TrustFile.of(file, null);
        store.write(OTHER, PASSWORD, IfExists.REFUSE);

        assertThat(store.write(CA, PASSWORD, IfExists.ADD)).isEqualTo(Outcome.ADDED);
        assertThat(fingerprints(file)).containsExactlyInAnyOrder(sha256(OTHER), sha256(CA));

        byte[] before = Files.readAllBytes(file);
        assertThat(store.write(CA, PASSWORD, IfExists.ADD)).isEqualTo(Outcome.ALREADY_THERE);
        assertThat(file).hasBinaryContent(before);
        assertThat(files()).containsExactly(name);
    }

    @Test
    void addingToNothingMakesAFile() throws Exception {
        Path file = directory.resolve("ca.pem");

        assertThat(TrustFile.of(file, null).write(CA, null, IfExists.ADD)).isEqualTo(Outcome.WRITTEN);
        assertThat(java(file)).containsExactly(CA);
    }

    @Test
    void certificatesOfOneNameAreKeptApart() throws Exception {
        TrustFile store = TrustFile.of(directory.resolve("ca.p12"), null);
        store.write(CA, PASSWORD, IfExists.REFUSE);

        store.write(TestCertificates.root("Test CA").certificate(), PASSWORD, IfExists.ADD);

        assertThat(Collections.list(open(store.path()).aliases())).containsExactlyInAnyOrder("test-ca", "test-ca-2");
    }

    @Test
    void aKeyInTheStoreStaysUsable() throws Exception {
        TestIdentity client = TestCertificates.root("Client CA").issue("app").mint();
        Path file = client.writePkcs12(directory.resolve("both.p12"), "changeit");

        TrustFile.of(file, null).write(CA, PASSWORD, IfExists.ADD);

        KeyStore store = open(file);
        assertThat(store.getKey(TestIdentity.ALIAS, "changeit".toCharArray())).isEqualTo(client.key());
        assertThat(store.getCertificate("test-ca")).isEqualTo(CA);
    }

    @Test
    void aPemFileWithoutALastLineBreakIsAddedToAllTheSame() throws Exception {
        Path file = directory.resolve("ca.pem");
        TrustFile store = TrustFile.of(file, null);
        store.write(OTHER, null, IfExists.REFUSE);
        Files.writeString(file, Files.readString(file).stripTrailing());

        store.write(CA, null, IfExists.ADD);

        assertThat(fingerprints(file)).containsExactly(sha256(OTHER), sha256(CA));
    }

    @Test
    void aSymbolicLinkStaysOne() throws Exception {
        Path real = directory.resolve("real.pem");
        TrustFile.of(real, null).write(OTHER, null, IfExists.REFUSE);
        Path link = Files.createSymbolicLink(directory.resolve("link.pem"), real);

        TrustFile.of(link, null).write(CA, null, IfExists.ADD);

        assertThat(link).isSymbolicLink();
        assertThat(fingerprints(real)).containsExactly(sha256(OTHER), sha256(CA));
    }

    @Test
    void anotherPasswordThanThatOfTheStoreIsNamed() throws Exception {
        Path file = directory.resolve("ca.p12");
        TrustFile.of(file, null).write(OTHER, PASSWORD, IfExists.REFUSE);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> TrustFile.of(file, null).write(CA, Secret.of("wrong"), IfExists.ADD))
                .isInstanceOf(TrustFileException.class)
                .hasMessage("'truststoreFile' \"" + file
                        + "\" does not open with 'truststorePassword': the password is wrong");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void whatIsNoStoreIsNotAddedTo() throws Exception {
        Path file = directory.resolve("ca.pem");
        Files.writeString(file, "no certificate");

        assertThatThrownBy(() -> TrustFile.of(file, null).write(CA, null, IfExists.ADD))
                .isInstanceOf(TrustFileException.class)
                .hasMessageStartingWith("'truststoreFile' \"" + file + "\" ");
        assertThat(file).hasContent("no certificate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|needs a password. A PEM file needs none",
                "gehe\u00efm|would have a password with other characters than those of ASCII, which Java does not write."
                        + " Choose another file or password"
            })
    void aPkcs12FileWantsAPasswordThatJavaWrites(String password, String message) {
        Path file = directory.resolve("ca.p12");

        assertThatThrownBy(() -> TrustFile.of(file, null).write(CA, Secret.of(password), IfExists.REFUSE))
                .isInstanceOf(TrustFileException.class)
                .hasMessage("\"" + file + "\" " + message);
        assertThat(file).doesNotExist();
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        Path file = directory.resolve("missing").resolve("ca.pem");

        assertThatThrownBy(() -> TrustFile.of(file, null).write(CA, null, IfExists.REFUSE))
                .isInstanceOf(TrustFileException.class)
                .hasMessage("\"" + file + "\" cannot be written: there is no directory " + file.getParent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.p12", "ca.pem"})
    void whatSeveralAddAtOnceIsAllThere(String name) throws Exception {
        TrustFile file = TrustFile.of(directory.resolve(name), null);
        List<X509Certificate> authorities = IntStream.range(0, 8)
                .mapToObj(number -> TestCertificates.root("CA " + number).certificate())
                .toList();
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Outcome>> adding = authorities.stream()
                .map(authority -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                                return file.write(authority, PASSWORD, IfExists.ADD);
                            } catch (TrustFileException | InterruptedException failure) {
                                throw new IllegalStateException(failure);
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        start.countDown();
        for (CompletableFuture<Outcome> one : adding) {
            one.get(60, TimeUnit.SECONDS);
        }

        for (X509Certificate authority : authorities) {
            assertThat(file.write(authority, PASSWORD, IfExists.ADD)).isEqualTo(Outcome.ALREADY_THERE);
        }
        assertThat(files()).containsExactly(name);
    }

    @Test
    void aFileThatAnotherIsChangingIsLeftAloneAndThatIsSaid() throws Exception {
        Path path = directory.resolve("ca.pem");
        TrustFile file = TrustFile.of(path, null);
        file.write(CA, null, IfExists.REFUSE);
        try (Exclusive other = Exclusive.to(path.toRealPath(), Duration.ZERO, Ticker.system())) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> file.waiting(Duration.ofMillis(50)).write(OTHER, null, IfExists.ADD))
                    .isInstanceOf(TrustFileException.class)
                    .hasMessage(
                            "\"" + path + "\" is being changed by another process, which has not ended within 50 ms."
                                    + " Nothing was written: try again when it has");
        }
        assertThat(java(path)).containsExactly(CA);
        assertThat(file.waiting(Duration.ZERO).write(OTHER, null, IfExists.ADD)).isEqualTo(Outcome.ADDED);
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAndSoNeedsNoRightTo() throws Exception {
        Path path = directory.resolve("ca.pem");
        TrustFile file = TrustFile.of(path, null);
        file.write(CA, null, IfExists.REFUSE);
        // As good as a directory that cannot be written, which root knows nothing of.
        Files.createDirectory(Exclusive.beside(path));

        assertThat(file.write(CA, null, IfExists.ADD)).isEqualTo(Outcome.ALREADY_THERE);
        assertThatThrownBy(() -> file.write(OTHER, null, IfExists.ADD)).isInstanceOf(TrustFileException.class);
    }

    @Test
    void whatAProcessThatWasKilledHasLeftIsNoObstacle() throws Exception {
        Path path = directory.resolve("ca.pem");
        Files.writeString(Exclusive.beside(path), "left");

        assertThat(TrustFile.of(path, null).waiting(Duration.ZERO).write(CA, null, IfExists.REFUSE))
                .isEqualTo(Outcome.WRITTEN);
        assertThat(files()).containsExactly("ca.pem");
    }

    @Test
    void theEndingSaysTheTypeUnlessItIsGiven() {
        assertThat(TrustFile.of(Path.of("ca.P12"), null).hasPassword()).isTrue();
        assertThat(TrustFile.of(Path.of("ca.crt"), null).hasPassword()).isFalse();
        assertThat(TrustFile.of(Path.of("ca"), StoreType.PKCS12).hasPassword()).isTrue();
        assertThatThrownBy(() -> TrustFile.of(Path.of("ca.txt"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"ca.txt\" does not say by its ending what to write: let it end with .p12 or .pem, or add"
                        + " --type");
        assertThatThrownBy(() -> TrustFile.of(Path.of("ca.jks"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"ca.jks\": JKS is not written, as Java itself has gone over to PKCS12: write a .p12 file");
    }

    private static List<String> fingerprints(Path file) throws TrustFileException {
        boolean pem = file.toString().endsWith(".pem");
        return TrustContent.read(file, pem ? StoreType.PEM : StoreType.PKCS12, pem ? null : PASSWORD);
    }

    private static String sha256(X509Certificate certificate) {
        return CertificateSummary.of(certificate).sha256();
    }

    private static KeyStore open(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toChars());
        }
        return store;
    }

    /** Reads a file as Java itself does. */
    private static List<X509Certificate> java(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
