package io.github.catamail.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import io.github.catamail.testing.tomcat.FixtureTree;
import io.github.catamail.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were damaged at random come to findings, and to nothing else. */
final class DamageTest {
    private static final int ROUNDS = 150;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts-of-other-names",
                "link-without-target",
                "activation-jar-in-archive",
                "password-in-catalina-properties"
            })
    void noDamageEndsTheCheck(String name) throws Exception {
        Random random = new Random(name.hashCode());
        try (FixtureTree tree = FixtureTree.make(name)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(tree.base())) {
                files = all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/lib/"))
                        .sorted()
                        .toList();
            }
            for (int round = 0; round < ROUNDS; round++) {
                Path file = files.get(random.nextInt(files.size()));
                byte[] sound = Files.readAllBytes(file);
                Files.write(file, damaged(sound, random));

                List<Finding> findings = TreeCheck.run(
                                TomcatTree.read(new Installation(tree.base(), tree.base(), Map.of())),
                                SystemClock.utc())
                        .report()
                        .findings();

                assertThat(findings)
                        .allSatisfy(finding -> assertThat(finding.what()).isNotBlank());
                Files.write(file, sound);
            }
        }
    }

    private static byte[] damaged(byte[] sound, Random random) {
        byte[] damaged = sound.clone();
        for (int change = random.nextInt(5); change >= 0; change--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
        }
        return random.nextInt(5) == 0 ? java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }
}
