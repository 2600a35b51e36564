package io.github.catamail.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.tomcat.FixtureTree;
import io.github.catamail.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** There is nothing to be said against the examples that administrators copy from. */
final class ExamplesCheckTest {
    private static final Path EXAMPLES = Path.of("conf-examples");
    private static final String SERVICE = """
              <Service name="Catalina">
                <Engine name="Catalina" defaultHost="localhost">
                  <Host name="localhost" appBase="webapps"/>
                </Engine>
              </Service>
            </Server>
            """;

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsSound(Path example) throws IOException {
        try (FixtureTree tree = FixtureTree.make("clean")) {
            Path conf = tree.base().resolve("conf");
            writeStores(conf);
            for (String application : List.of("legacy", "other")) {
                Files.createDirectory(tree.base().resolve("webapps").resolve(application));
            }
            install(Files.isDirectory(example) ? example.resolve("context.xml") : example, conf);
            Path server = example.resolve("server.xml");
            if (Files.exists(server)) {
                Files.writeString(
                        conf.resolve("server.xml"), Files.readString(server).replace("</Server>", SERVICE));
            }

            CheckResult result = TreeCheck.run(
                    TomcatTree.read(new Installation(tree.base(), tree.base(), Map.of())), SystemClock.utc());

            assertThat(result.report().findings())
                    // The application of the tree asks for a session of the usual name.
                    .filteredOn(finding -> !finding.where().startsWith("webapps/shop/WEB-INF/web.xml"))
                    .isEmpty();
            assertThat(result.sessions()).isNotEmpty();
        }
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(10);
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(
                            file -> Files.isDirectory(file) || file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static void install(Path context, Path conf) throws IOException {
        Files.writeString(conf.resolve("context.xml"), Files.readString(context));
    }

    private static void writeStores(Path conf) throws IOException {
        TestIdentity authority = TestCertificates.root("Example CA");
        authority.writeTrustPkcs12(conf.resolve("ca.p12"), "changeit");
        authority.writeTrustPem(conf.resolve("ca.pem"));
        Path client = authority.issue("app").mint().writePkcs12(conf.resolve("client.p12"), "changeit");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rw-------"));
    }
}
