package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OverlayIT {
    @Test
    void libHasExactlyTheFourJars() throws Exception {
        assertThat(files(TomcatVersion.overlay()).stream()
                        .filter(name -> name.startsWith("lib/"))
                        .map(name -> name.replaceFirst("-\\d.*\\.jar$", ".jar")))
                .containsExactlyInAnyOrder(
                        "lib/catamail.jar",
                        "lib/jakarta.mail.jar",
                        "lib/jakarta.activation-api.jar",
                        "lib/angus-activation.jar");
    }

    @Test
    void everythingElseIsUnderItsOwnName() throws Exception {
        assertThat(files(TomcatVersion.overlay()))
                .allMatch(name -> name.startsWith("lib/")
                        || name.startsWith("conf/catamail/")
                        || name.startsWith("bin/catamail."));
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTomcatIsOverwritten(TomcatVersion version) throws Exception {
        List<String> tomcat = files(version.distribution()).stream()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .toList();

        assertThat(tomcat).contains("lib/catalina.jar").doesNotContainAnyElementsOf(files(TomcatVersion.overlay()));
    }

    private static List<String> files(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
