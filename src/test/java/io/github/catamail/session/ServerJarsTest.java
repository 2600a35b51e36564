package io.github.catamail.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's {@code lib} with a jar too few or too old in it. */
final class ServerJarsTest {
    private static final String HINT =
            " there, best by unzipping the Catamail overlay again. A copy inside a web application"
                    + " does not help [wrong-jars]";

    @TempDir
    Path dir;

    @Test
    void theJarsOfTheOverlayAreEnough() throws Exception {
        assertThat(problems(mail(), activationApi(), activation())).isEmpty();
    }

    @Test
    void nothingAtAllIsNamedPieceByPiece() throws Exception {
        assertThat(problems())
                .containsExactly(
                        "Jakarta Mail is missing in the server's lib: put jakarta.mail-2.0.5.jar" + HINT,
                        "the API of Jakarta Activation is missing in the server's lib: put jakarta.activation-api-2.1.4.jar"
                                + HINT,
                        "the implementation of Jakarta Activation is missing in the server's lib: put"
                                + " angus-activation-2.0.3.jar" + HINT);
    }

    @Test
    void mailWithoutActivationIsNamed() throws Exception {
        assertThat(problems(mail()))
                .containsExactly(
                        "the API of Jakarta Activation is missing in the server's lib: put jakarta.activation-api-2.1.4.jar"
                                + HINT,
                        "the implementation of Jakarta Activation is missing in the server's lib: put"
                                + " angus-activation-2.0.3.jar" + HINT);
    }

    @Test
    void theActivationApiWithoutItsImplementationIsNamed() throws Exception {
        assertThat(problems(mail(), activationApi()))
                .containsExactly("the implementation of Jakarta Activation is missing in the server's lib: put"
                        + " angus-activation-2.0.3.jar" + HINT);
    }

    @Test
    void theMailApiWithoutItsImplementationIsNamed() throws Exception {
        Path api = classes("jakarta/mail/Session.class", "jakarta/mail/util/StreamProvider.class");
        assertThat(problems(api, activationApi(), activation()))
                .containsExactly(
                        "the implementation of Jakarta Mail (the API alone is there) is missing in the server's lib:"
                                + " put jakarta.mail-2.0.5.jar" + HINT);
    }

    @Test
    void anApiThatIsOlderThanItsImplementationIsNamed() throws Exception {
        Path old = classes(
                "jakarta/mail/Session.class",
                "jakarta/mail/Transport.class",
                "jakarta/mail/Service.class",
                "org/eclipse/angus/mail/smtp/SMTPTransport.class");
        assertThat(problems(old, activationApi(), activation()))
                .containsExactly(
                        "the API of Jakarta Mail 2.1 is missing in the server's lib: put jakarta.mail-2.0.5.jar"
                                + HINT);
    }

    @Test
    void versionsThatAreTooOldAreNamed() throws Exception {
        Path older = dir.resolve("older");
        version(older, "jakarta.mail/jakarta.mail-api", "2.1.2");
        version(older, "org.eclipse.angus/smtp", "2.0.3");
        version(older, "jakarta.activation/jakarta.activation-api", "2.1.2");
        assertThat(problems(older, mail(), activationApi(), activation()))
                .containsExactly(
                        tooOld("Jakarta Mail API", "2.1.2", "2.1.3", "mail from background threads fails"),
                        tooOld("Angus Mail", "2.0.3", "2.0.4", "addresses can smuggle commands to the server"),
                        tooOld("Jakarta Activation API", "2.1.2", "2.1.3", "mail from background threads fails"));
    }

    @Test
    void theJarOfAnOldVersionIsNamed() throws Exception {
        Path jar = dir.resolve("jakarta.mail-2.0.3.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/maven/org.eclipse.angus/smtp/pom.properties"));
            out.write("version=2.0.3".getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(problems(jar, mail(), activationApi(), activation()))
                .containsExactly(tooOld("Angus Mail", "2.0.3", "2.0.4", "addresses can smuggle commands to the server")
                        .replace("the old file", "jakarta.mail-2.0.3.jar"));
    }

    @Test
    void versionsThatAreNewEnoughOrUnreadableAreNoProblem() throws Exception {
        Path newer = dir.resolve("newer");
        version(newer, "jakarta.mail/jakarta.mail-api", "2.1.10");
        version(newer, "org.eclipse.angus/smtp", "2.0.4");
        version(newer, "jakarta.activation/jakarta.activation-api", "2.1.3");
        assertThat(problems(newer, mail(), activationApi(), activation())).isEmpty();
        Path odd = dir.resolve("odd");
        version(odd, "org.eclipse.angus/smtp", "${project.version}");
        assertThat(problems(odd, mail(), activationApi(), activation())).isEmpty();
    }

    private static String tooOld(String piece, String version, String least, String consequence) {
        return piece + " in the server's lib is version " + version + ", and Catamail needs " + least
                + " or later, because before it " + consequence
                + ". Delete the old file and unzip the Catamail overlay again [wrong-jars]";
    }

    private static List<String> problems(Path... lib) throws IOException {
        URL[] urls = new URL[lib.length];
        for (int i = 0; i < lib.length; i++) {
            urls[i] = lib[i].toUri().toURL();
        }
        Problems problems = new Problems("mail/Session");
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            new ServerJars(loader, problems).check();
        }
        return problems.errors().stream().map(Problem::toString).toList();
    }

    /** A directory with some classes of the mail jar and no others. */
    private Path classes(String... names) throws IOException {
        Path directory = Files.createTempDirectory(dir, "classes");
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            try (var in = ServerJarsTest.class.getClassLoader().getResourceAsStream(name)) {
                Files.copy(in, file);
            }
        }
        return directory;
    }

    private static void version(Path directory, String artifact, String version) throws IOException {
        Path file = directory.resolve("META-INF/maven/" + artifact + "/pom.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "version=" + version + "\n");
    }

    private static Path mail() {
        return jarOf(jakarta.mail.Session.class);
    }

    private static Path activationApi() {
        return jarOf(jakarta.activation.DataHandler.class);
    }

    private static Path activation() {
        return jarOf(org.eclipse.angus.activation.MailcapRegistryProviderImpl.class);
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
