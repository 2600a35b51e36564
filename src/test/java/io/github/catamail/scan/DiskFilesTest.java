package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.StubJar;
import io.github.catamail.testing.tomcat.WebApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskFilesTest {
    private static final String FOUND = "WEB-INF/classes (Angus Activation), inside acme-all.jar (javax.mail),"
            + " jakarta.activation-api-2.1.4.jar (Jakarta Activation API 2.1.4)";

    @TempDir
    Path dir;

    @Test
    void anApplicationIsReadInItsDirectory() throws Exception {
        assertThat(MailScan.of(DiskFiles.ofApplication(application().unpackInto(dir))))
                .hasToString(FOUND);
    }

    @Test
    void andTheSameInItsArchive() throws Exception {
        Path war = application().packInto(dir);

        DiskFiles files = DiskFiles.ofApplication(war);

        assertThat(MailScan.of(files)).hasToString(FOUND);
        assertThat(files.find("jakarta/activation/DataHandler.class"))
                .extracting(entry -> entry.location().path())
                .containsExactly(war + "*/WEB-INF/lib/jakarta.activation-api-2.1.4.jar");
        assertThat(files.unreadable()).isEmpty();
    }

    @Test
    void theManifestOfAJarInAnArchiveTellsAVersionToo() throws Exception {
        Path war = WebApp.named("shop")
                .library(StubJar.named("jakarta.mail.jar")
                        .types("jakarta.mail.Session")
                        .manifest("Implementation-Version", "2.0.1")
                        .in(dir))
                .packInto(dir);

        assertThat(MailScan.of(DiskFiles.ofApplication(war))).hasToString("jakarta.mail.jar (Jakarta Mail API 2.0.1)");
    }

    @Test
    void whatIsNotThereHasNothingInIt() {
        assertThat(DiskFiles.of(List.of(dir.resolve("a.jar"), dir.resolve("b"))).unreadable())
                .isEmpty();
        assertThat(MailScan.of(DiskFiles.ofApplication(dir.resolve("none.war"))).isEmpty())
                .isTrue();
    }

    @Test
    void damagedJarsAreNamedAndTheOthersRead() throws Exception {
        Path damaged = Files.writeString(dir.resolve("damaged.jar"), "no jar");
        Path cut = StubJar.named("cut.jar").types("jakarta.mail.Session").in(dir);
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 200));
        Path sound = StubJar.named("mail.jar").types("jakarta.mail.Session").in(dir);

        DiskFiles files = DiskFiles.of(List.of(damaged, cut, sound));

        assertThat(files.unreadable()).extracting(ClassLocation::name).containsExactly("damaged.jar", "cut.jar");
        assertThat(MailScan.of(files)).hasToString("mail.jar (Jakarta Mail API)");
    }

    @Test
    void aJarWhoseManifestUnpacksToVeryMuchIsNotReadIntoMemory() throws Exception {
        Path jar = dir.resolve("bomb.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            byte[] blanks = new byte[1024 * 1024];
            for (int i = 0; i < 17; i++) {
                zip.write(blanks);
            }
        }

        assertThat(DiskFiles.of(List.of(jar)).unreadable())
                .extracting(ClassLocation::name)
                .containsExactly("bomb.jar");
    }

    @Test
    void aManifestThatCannotBeReadCostsAVersionOnly() throws Exception {
        Path directory = Files.createDirectories(dir.resolve("classes/META-INF"));
        Files.writeString(directory.resolve("MANIFEST.MF"), "no manifest at all");
        Files.createDirectories(dir.resolve("classes/jakarta/mail"));
        Files.createFile(dir.resolve("classes/jakarta/mail/Session.class"));

        assertThat(MailScan.of(DiskFiles.of(List.of(dir.resolve("classes")))).pieces())
                .containsExactly(MailPiece.MAIL_API);
    }

    private WebApp application() throws Exception {
        return WebApp.named("shop")
                .library(StubJar.named("jakarta.activation-api-2.1.4.jar")
                        .types("jakarta.activation.DataHandler")
                        .pom("jakarta.activation", "jakarta.activation-api", "2.1.4")
                        .in(dir.resolve("jars")))
                .library(StubJar.named("acme-all.jar")
                        .types("javax.mail.Session")
                        .in(dir.resolve("jars")))
                .text("WEB-INF/classes/org/eclipse/angus/activation/MailcapRegistryProviderImpl.class", "");
    }
}
