package io.github.catamail.doctor.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.testing.tomcat.FixtureTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small trees with one mistake each, and what is said of it, word for word. */
final class TreeCheckTest {
    @ParameterizedTest
    @MethodSource("trees")
    void eachMistakeIsToldInTheWordsThatAreKept(String name) throws IOException {
        try (FixtureTree tree = FixtureTree.make(name)) {
            assertThat(check(tree)).isEqualTo(FixtureTree.report(name));
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void nothingIsChanged(String name) throws IOException {
        try (FixtureTree tree = FixtureTree.make(name)) {
            Map<String, String> before = files(tree.base());

            check(tree);

            assertThat(files(tree.base())).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void noSecretIsTold(String name) throws IOException {
        try (FixtureTree tree = FixtureTree.make(name)) {
            assertThat(check(tree)).doesNotContain("\"secret", "sec&", "&ret", "sec\"", "\"ret\"", "changeit");
        }
    }

    static List<String> trees() throws IOException {
        return FixtureTree.names();
    }

    private static String check(FixtureTree tree) {
        Installation installation = new Installation(tree.base(), tree.base(), tree.environment());
        Clock clock = Clock.fixed(FixtureTree.NOW, ZoneOffset.UTC);
        return ReportText.of(TreeCheck.run(TomcatTree.read(installation), clock))
                .replace(tree.base().toString(), "/opt/tomcat");
    }

    /** All files with their content, time and permissions. */
    private static Map<String, String> files(Path base) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(base)) {
            for (Path file : all.toList()) {
                found.put(
                        file.toString(),
                        Files.getLastModifiedTime(file) + " " + Files.getPosixFilePermissions(file) + " "
                                + (Files.isRegularFile(file) ? new String(Files.readAllBytes(file), ISO_8859_1) : ""));
            }
        }
        return found;
    }
}
