package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.StubJar;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailScanTest {
    @TempDir
    Path dir;

    @Test
    void theJarsOfTheOverlayAreNamedWithTheVersionOfEachPiece() throws Exception {
        assertThat(scan(
                        jarOf(jakarta.mail.Session.class),
                        jarOf(jakarta.activation.DataHandler.class),
                        jarOf(org.eclipse.angus.activation.MailcapRegistryProviderImpl.class)))
                .matches("angus-activation-(.*)\\.jar \\(Angus Activation \\1\\),"
                        + " jakarta\\.activation-api-(.*)\\.jar \\(Jakarta Activation API \\2\\),"
                        + " jakarta\\.mail-(.*)\\.jar \\(Jakarta Mail API 2\\.1\\.\\d+, Angus Mail \\3\\)");
    }

    @Test
    void aSplitJakartaMailIsTwoFiles() throws Exception {
        assertThat(scan(
                        StubJar.named("jakarta.mail-api-2.1.5.jar")
                                .types("jakarta.mail.Session")
                                .pom("jakarta.mail", "jakarta.mail-api", "2.1.5"),
                        StubJar.named("angus-mail-2.0.5.jar")
                                .types("org.eclipse.angus.mail.imap.IMAPStore")
                                .pom("org.eclipse.angus", "angus-mail", "2.0.5")))
                .isEqualTo(
                        "angus-mail-2.0.5.jar (Angus Mail 2.0.5), jakarta.mail-api-2.1.5.jar (Jakarta Mail API 2.1.5)");
    }

    @Test
    void jakartaMail20IsThatOfComSunMail() throws Exception {
        assertThat(scan(
                        StubJar.named("jakarta.mail-2.0.1.jar")
                                .types("jakarta.mail.Session", "com.sun.mail.smtp.SMTPTransport")
                                .pom("com.sun.mail", "jakarta.mail", "2.0.1"),
                        StubJar.named("jakarta.activation-2.0.1.jar")
                                .types("jakarta.activation.DataHandler", "com.sun.activation.registries.MailcapFile")
                                .pom("com.sun.activation", "jakarta.activation", "2.0.1")))
                .isEqualTo("jakarta.activation-2.0.1.jar (Jakarta Activation API 2.0.1, com.sun.activation 2.0.1),"
                        + " jakarta.mail-2.0.1.jar (Jakarta Mail API 2.0.1, com.sun.mail 2.0.1)");
    }

    @Test
    void javaxMailIsNamedAsThat() throws Exception {
        assertThat(scan(
                        javaxMail(),
                        StubJar.named("activation-1.1.jar")
                                .types("javax.activation.DataHandler", "com.sun.activation.registries.MailcapFile")
                                .manifest("Implementation-Title", "Sun Java System Application Server")
                                .manifest("Implementation-Version", "1.1")))
                .isEqualTo("activation-1.1.jar (com.sun.activation 1.1, javax.activation 1.1),"
                        + " mail-1.4.7.jar (com.sun.mail 1.4.7, javax.mail 1.4.7)");
    }

    @Test
    void javaxMailThatTomcatConvertedIsNamedAsThat() throws Exception {
        assertThat(scan(StubJar.named("mail-1.4.7.jar")
                        .types("jakarta.mail.Session", "com.sun.mail.smtp.SMTPTransport")
                        .manifest("Implementation-Version", "1.4.7-migrated-1.0.12")
                        .pom("jakarta.mail", "mail", "1.4.7")))
                .isEqualTo("mail-1.4.7.jar (Jakarta Mail API converted from javax.mail 1.4.7, com.sun.mail 1.4.7)");
    }

    @Test
    void geronimosIsNamedAsThat() throws Exception {
        assertThat(scan(
                        StubJar.named("geronimo-javamail_1.4_mail-1.8.4.jar")
                                .types("javax.mail.Session", "org.apache.geronimo.mail.util.SessionUtil")
                                .pom("org.apache.geronimo.javamail", "geronimo-javamail_1.4_mail", "1.8.4"),
                        StubJar.named("geronimo-mail_2.1_provider-1.0.2.jar")
                                .types("org.apache.geronimo.mail.util.SessionUtil")
                                .pom("org.apache.geronimo.mail", "geronimo-mail_2.1_provider", "1.0.2"),
                        StubJar.named("geronimo-mail_2.1_spec-1.0.1.jar")
                                .types("jakarta.mail.Session", "org.apache.geronimo.mail.util.SessionUtil")
                                .pom("org.apache.geronimo.specs", "geronimo-mail_2.1_spec", "1.0.1")))
                .isEqualTo("geronimo-javamail_1.4_mail-1.8.4.jar (Geronimo Mail 1.8.4, javax.mail 1.8.4),"
                        + " geronimo-mail_2.1_provider-1.0.2.jar (Geronimo Mail 1.0.2),"
                        + " geronimo-mail_2.1_spec-1.0.1.jar (Jakarta Mail API 1.0.1, Geronimo Mail 1.0.1)");
    }

    @Test
    void classesThatWerePackedIntoAnotherJarAreSaidToBeInside() throws Exception {
        assertThat(scan(
                        StubJar.named("acme-all-3.0.jar")
                                .types("jakarta.mail.Session", "org.eclipse.angus.mail.smtp.SMTPTransport")
                                .manifest("Implementation-Title", "Acme")
                                .manifest("Implementation-Version", "3.0")
                                .pom("com.acme", "acme-all", "3.0")
                                .pom("jakarta.mail", "jakarta.mail-api", "2.1.5"),
                        StubJar.named("tool.jar").types("jakarta.activation.DataHandler")))
                .isEqualTo("inside acme-all-3.0.jar (Jakarta Mail API 2.1.5, Angus Mail),"
                        + " inside tool.jar (Jakarta Activation API)");
    }

    @Test
    void classesOutsideOfAJarAreNamedByTheirDirectory() throws Exception {
        Path classes = dir.resolve("shop/WEB-INF/classes");
        Files.createDirectories(classes.resolve("jakarta/mail"));
        Files.createFile(classes.resolve("jakarta/mail/Session.class"));

        assertThat(scan(classes)).isEqualTo("WEB-INF/classes (Jakarta Mail API)");
    }

    @Test
    void catamailItselfIsFoundToo() throws Exception {
        assertThat(scan(StubJar.named("catamail-0.1.0.jar")
                        .types("io.github.catamail.MailSessionFactory")
                        .pom("io.github.catamail", "catamail", "0.1.0")))
                .isEqualTo("catamail-0.1.0.jar (Catamail 0.1.0)");
    }

    @Test
    void otherJarsAreNotFound() throws Exception {
        assertThat(scan(StubJar.named("mail-service.jar").types("com.acme.mail.Session")))
                .isEmpty();
    }

    private static StubJar javaxMail() throws Exception {
        return StubJar.named("mail-1.4.7.jar")
                .types("javax.mail.Session", "com.sun.mail.smtp.SMTPTransport")
                .pom("javax.mail", "mail", "1.4.7");
    }

    private String scan(StubJar... jars) throws Exception {
        Path[] files = new Path[jars.length];
        for (int i = 0; i < jars.length; i++) {
            files[i] = jars[i].in(dir);
        }
        return scan(files);
    }

    private static String scan(Path... files) throws Exception {
        URL[] urls = new URL[files.length];
        for (int i = 0; i < files.length; i++) {
            urls[i] = files[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return MailScan.of(new LoaderFiles(loader::getResources)).toString();
        }
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
