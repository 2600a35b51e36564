package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.probe.LookUpProbe;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server's lib that is not as the overlay left it is told of at start-up, before any session is asked for. */
final class ServerLibIT {
    @ParameterizedTest
    @EnumSource
    void whatIsMissingOrTooOldIsToldOnceAtStartUp(TomcatVersion version) throws Exception {
        TomcatInstall install = version.install(Path.of("target", "it", "server-lib-" + version));
        Files.delete(install.jar("angus-activation"));
        Path bundle = install.jar("jakarta.mail");
        Files.copy(
                Path.of(System.getProperty("catamail.mailJars"), "jakarta.mail-2.0.2.jar"),
                bundle.resolveSibling("jakarta.mail-2.0.2.jar"));
        Files.delete(bundle);
        install.deploy(WebApp.named("one").classes(LookUpProbe.class))
                .deploy(WebApp.named("two").classes(LookUpProbe.class));

        RunningTomcat tomcat = install.start(TomcatVersion.java());
        tomcat.close();

        assertThat(tomcat.console().lines().filter(line -> line.contains("[wrong-jars]")))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains(
                                        "SEVERE",
                                        "Jakarta Mail API in the server's lib is version 2.1.2, and Catamail"
                                                + " needs 2.1.3 or later"),
                        line -> assertThat(line)
                                .contains(
                                        "SEVERE",
                                        "Angus Mail in the server's lib is version 2.0.2, and Catamail needs"
                                                + " 2.0.4 or later"),
                        line -> assertThat(line)
                                .contains(
                                        "SEVERE",
                                        "the implementation of Jakarta Activation is missing in the server's"
                                                + " lib"));
    }
}
