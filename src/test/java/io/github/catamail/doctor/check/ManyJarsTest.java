package io.github.catamail.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.bench.FillerJars;
import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.testing.StubJar;
import io.github.catamail.testing.tomcat.FixtureTree;
import io.github.catamail.testing.tomcat.WebApp;
import io.github.catamail.time.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications of the size that they have. */
final class ManyJarsTest {
    private static final int ARCHIVES = 4;
    private static final int JARS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    @Test
    void archivesOfAHundredJarsAreCheckedWithinSeconds() throws IOException {
        try (FixtureTree tree = FixtureTree.make("clean")) {
            List<Path> jars = FillerJars.write(JARS - 1, dir.resolve("jars"));
            for (int i = 0; i < ARCHIVES; i++) {
                archive("app" + i, jars, tree.base().resolve("webapps"));
            }

            long begin = System.nanoTime();
            CheckResult result = TreeCheck.run(
                    TomcatTree.read(new Installation(tree.base(), tree.base(), Map.of())), SystemClock.utc());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            System.out.println(ARCHIVES + " archives of " + JARS + " jars checked in " + took.toMillis() + " ms");
            assertThat(result.notes()).hasSize(ARCHIVES).allMatch(note -> note.contains("jakarta.mail-2.0.5.jar"));
            assertThat(took).isLessThan(PATIENCE);
        }
    }

    private void archive(String name, List<Path> jars, Path webapps) throws IOException {
        WebApp app = WebApp.named(name);
        for (Path jar : jars) {
            app.library(jar);
        }
        app.library(StubJar.named("jakarta.mail-2.0.5.jar")
                        .types("jakarta.mail.Session")
                        .in(dir))
                .packInto(webapps);
    }
}
