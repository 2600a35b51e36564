package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.tomcat.util.json.JSONParser;
import org.apache.tomcat.util.json.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverlayIT {
    private ZipFile overlay;

    @BeforeEach
    void open() throws IOException {
        overlay = new ZipFile(System.getProperty("catamail.overlay"));
    }

    @AfterEach
    void close() throws IOException {
        overlay.close();
    }

    @Test
    void itBringsExactlyFourJars() {
        assertThat(files("lib/"))
                .map(name -> name.replaceFirst("-[0-9].*", ""))
                .containsExactlyInAnyOrder(
                        "lib/catamail", "lib/jakarta.mail", "lib/jakarta.activation-api", "lib/angus-activation");
        assertThat(files("lib/")).allMatch(name -> name.endsWith(".jar"));
    }

    @Test
    void itTouchesNothingOfTomcatsOwn() {
        assertThat(files(""))
                .allMatch(name -> name.startsWith("lib/")
                        || name.startsWith("bin/catamail.")
                        || name.startsWith("conf/catamail/"));
    }

    @Test
    void itBringsTheLicencesOfWhatIsInIt() {
        assertThat(files("conf/catamail/"))
                .contains(
                        "conf/catamail/README.txt",
                        "conf/catamail/LICENSE",
                        "conf/catamail/licenses/jakarta.mail/META-INF/LICENSE.md",
                        "conf/catamail/licenses/jakarta.mail/META-INF/NOTICE.md",
                        "conf/catamail/licenses/jakarta.activation-api/META-INF/LICENSE.md",
                        "conf/catamail/licenses/jakarta.activation-api/META-INF/NOTICE.md",
                        "conf/catamail/licenses/angus-activation/META-INF/LICENSE.md",
                        "conf/catamail/licenses/angus-activation/META-INF/NOTICE.md",
                        "conf/catamail/licenses/commons-pool2/META-INF/LICENSE.txt",
                        "conf/catamail/licenses/commons-pool2/META-INF/NOTICE.txt",
                        "conf/catamail/licenses/picocli/META-INF/LICENSE");
    }

    @Test
    void itBringsTheCommand() {
        assertThat(files("bin/")).containsExactlyInAnyOrder("bin/catamail.sh", "bin/catamail.bat");
    }

    @ParameterizedTest
    @CsvSource({"conf-examples, conf/catamail/examples/", "docs, conf/catamail/docs/"})
    void itBringsEveryExampleAndPage(Path directory, String inOverlay) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<String> expected = files.filter(Files::isRegularFile)
                    .map(file ->
                            inOverlay + directory.relativize(file).toString().replace('\\', '/'))
                    .toList();

            assertThat(expected).isNotEmpty();
            assertThat(files(inOverlay)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void librariesInItsOwnJarHaveNamesOfTheirOwn() throws IOException {
        List<String> own = entriesOfOwnJar();

        assertThat(own)
                .contains(
                        "io/github/catamail/shaded/pool2/impl/GenericObjectPool.class",
                        "io/github/catamail/shaded/picocli/CommandLine.class",
                        // Scanners and licences.
                        "META-INF/maven/org.apache.commons/commons-pool2/pom.properties",
                        "META-INF/maven/info.picocli/picocli/pom.properties",
                        "META-INF/NOTICE.txt");
        assertThat(own)
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/github/catamail/"));
        assertThat(own).doesNotHaveDuplicates();
    }

    @Test
    void theBillOfMaterialsIsThatOfTheJars() throws IOException, ParseException, NoSuchAlgorithmException {
        Map<String, String> found = new TreeMap<>();
        for (String name : files("lib/")) {
            if (!name.startsWith("lib/catamail-")) {
                found.put(name, sha256(name));
            }
        }
        Map<?, ?> bom = (Map<?, ?>) new JSONParser(new StringReader(text("conf/catamail/catamail-bom.json"))).parse();
        Map<?, ?> self = (Map<?, ?>) ((Map<?, ?>) bom.get("metadata")).get("component");
        Map<String, String> listed = new TreeMap<>();
        List<String> ownJar = entriesOfOwnJar();
        for (Object component : (List<?>) bom.get("components")) {
            if (!ownJar.contains(shadedMarkOf((Map<?, ?>) component))) {
                listed.put(jarOf((Map<?, ?>) component), sha256Of((Map<?, ?>) component));
            }
        }

        assertThat(listed)
                .as("bill of materials; mvn cyclonedx:makeBom writes it anew")
                .isEqualTo(found);
        assertThat(files("lib/"))
                .as("bill of materials; mvn cyclonedx:makeBom writes it anew")
                .contains(jarOf(self));
    }

    private List<String> files(String prefix) {
        return overlay.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private String text(String name) throws IOException {
        try (InputStream content = overlay.getInputStream(overlay.getEntry(name))) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private String sha256(String name) throws IOException, NoSuchAlgorithmException {
        try (InputStream content = overlay.getInputStream(overlay.getEntry(name))) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
        }
    }

    private List<String> entriesOfOwnJar() throws IOException {
        String jar = files("lib/catamail-").get(0);
        List<String> entries = new ArrayList<>();
        try (ZipInputStream content = new ZipInputStream(overlay.getInputStream(overlay.getEntry(jar)))) {
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                entries.add(entry.getName());
            }
        }
        return entries;
    }

    private static String shadedMarkOf(Map<?, ?> component) {
        return "META-INF/maven/" + component.get("group") + "/" + component.get("name") + "/pom.properties";
    }

    private static String jarOf(Map<?, ?> component) {
        return "lib/" + component.get("name") + "-" + component.get("version") + ".jar";
    }

    private static String sha256Of(Map<?, ?> component) {
        return ((List<?>) component.get("hashes"))
                .stream()
                        .map(hash -> (Map<?, ?>) hash)
                        .filter(hash -> hash.get("alg").equals("SHA-256"))
                        .map(hash -> (String) hash.get("content"))
                        .findFirst()
                        .orElseThrow();
    }
}
