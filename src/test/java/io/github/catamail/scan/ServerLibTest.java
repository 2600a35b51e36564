package io.github.catamail.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.StubJar;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLibTest {
    @TempDir
    Path lib;

    @Test
    void aWholeLibHasNoDuplicates() throws Exception {
        assertThat(duplicates(angus("2.1.5", "2.0.5"), activation("2.1.4"))).isNull();
    }

    @Test
    void theOlderOfTwoVersionsIsToBeDeleted() throws Exception {
        assertThat(duplicates(angus("2.1.5", "2.0.5"), angus("2.1.3", "2.0.3"), activation("2.1.4")))
                .isEqualTo("the server's lib has more than one copy of Jakarta Mail API (" + lib
                        + "/jakarta.mail-2.0.5.jar, "
                        + lib + "/jakarta.mail-2.0.3.jar) and Angus Mail (" + lib + "/jakarta.mail-2.0.5.jar, " + lib
                        + "/jakarta.mail-2.0.3.jar), and which of them is used is chance: delete " + lib
                        + "/jakarta.mail-2.0.3.jar [wrong-jars]");
    }

    @Test
    void jakartaMail20BesideAngusIsADuplicateOfItsApi() throws Exception {
        assertThat(duplicates(
                        StubJar.named("a-first.jar")
                                .types("jakarta.mail.Session", "com.sun.mail.smtp.SMTPTransport")
                                .pom("com.sun.mail", "jakarta.mail", "2.0.1"),
                        angus("2.1.5", "2.0.5")))
                .endsWith(": delete " + lib + "/a-first.jar [wrong-jars]");
    }

    @Test
    void anApiBesideTheBundleThatHasItIsToBeDeleted() throws Exception {
        assertThat(duplicates(
                        StubJar.named("jakarta.mail-api-2.1.5.jar")
                                .types("jakarta.mail.Session")
                                .pom("jakarta.mail", "jakarta.mail-api", "2.1.5"),
                        angus("2.1.5", "2.0.5")))
                .endsWith(": delete " + lib + "/jakarta.mail-api-2.1.5.jar [wrong-jars]");
    }

    @Test
    void versionsAreComparedAsNumbers() throws Exception {
        assertThat(duplicates(activation("2.1.4"), activation("2.1.10")))
                .endsWith(": delete " + lib + "/jakarta.activation-api-2.1.4.jar [wrong-jars]");
    }

    @Test
    void javaxMailInTheLibIsNoDuplicate() throws Exception {
        assertThat(duplicates(StubJar.named("mail-1.4.7.jar").types("javax.mail.Session"), angus("2.1.5", "2.0.5")))
                .isNull();
    }

    private static StubJar angus(String api, String version) throws Exception {
        return StubJar.named("jakarta.mail-" + version + ".jar")
                .types("jakarta.mail.Session", "org.eclipse.angus.mail.smtp.SMTPTransport")
                .pom("jakarta.mail", "jakarta.mail-api", api)
                .pom("org.eclipse.angus", "jakarta.mail", version);
    }

    private static StubJar activation(String version) throws Exception {
        return StubJar.named("jakarta.activation-api-" + version + ".jar")
                .types("jakarta.activation.DataHandler")
                .pom("jakarta.activation", "jakarta.activation-api", version);
    }

    private @Nullable String duplicates(StubJar... jars) throws Exception {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].in(lib).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return ServerLib.of(loader).duplicates();
        }
    }
}
