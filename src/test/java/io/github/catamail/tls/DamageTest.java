package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DamageTest {
    private static final TestIdentity CA = TestCertificates.root("Test CA");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"p12", "openssl", "jks", "der", "pem"})
    void aFileThatWasCutShortAnywhereIsAnErrorAndNoSurprise(String kind) throws Exception {
        Path whole = dir.resolve("whole");
        switch (kind) {
            case "p12" -> CA.writePkcs12(whole, "changeit");
            case "openssl" -> Pkcs12Writer.writeKey(whole, null, CA.key(), CA.chain(), "Schlüssel");
            case "jks" -> CA.writeJks(whole, "changeit");
            case "der" -> Files.write(whole, CA.certificate().getEncoded());
            default -> CA.writeTrustPem(whole);
        }
        String password = kind.equals("openssl") ? "Schlüssel" : "changeit";
        byte[] bytes = Files.readAllBytes(whole);
        assertThat(Loading.trusting(whole, password).load().trusted()).hasSize(1);

        Path cut = dir.resolve("cut");
        for (int length = 1; length < bytes.length - 1; length += 5) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThat(Loading.trusting(cut, password).errors())
                    .as("%d bytes of %d", length, bytes.length)
                    .singleElement()
                    .asString()
                    .startsWith("'truststoreFile' \"conf/cut\" ")
                    .doesNotContain(password);
        }
    }

    @Test
    void aFileOfAnotherProgramWithIndefiniteLengthsIsToBeExportedAnew() throws Exception {
        Path file = dir.resolve("ber.p12");
        Pkcs12Writer.writeCertificates(file, CA.certificate(), "changeit");
        Files.write(file, Pfx.getInstance(Files.readAllBytes(file)).getEncoded("BER"));

        assertThat(Files.readAllBytes(file)).startsWith(0x30, 0x80);
        assertThat(Loading.trusting(file, "changeit").errors())
                .containsExactly(
                        "'truststoreFile' \"conf/ber.p12\" is damaged: it has an indefinite length (BER): export it"
                                + " anew with another program [tls-file]");
    }

    @Test
    void aKeyInAFileWithIndefiniteLengthsIsReadByTheJvm() throws Exception {
        Path file = CA.writePkcs12(dir.resolve("ber.p12"), "changeit");
        byte[] ber = Pfx.getInstance(Files.readAllBytes(file)).getEncoded("BER");
        Files.write(file, ber);

        assertThat(ber).startsWith(0x30, 0x80);
        assertThat(new Loading().key(file, "changeit").load().own()).hasSize(1);
    }
}
