package io.github.catamail.testing.tomcat;

import io.github.catamail.testing.StubJar;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small Tomcat without Tomcat: the files that an administrator edits, and the jars of the overlay in {@code lib}. Each is kept as a
 * directory, with what it has besides the files that all of them have; {@code setup.txt} in it says what cannot be kept as text.
 */
public final class FixtureTree implements AutoCloseable {
    /** When its certificates are looked at. */
    public static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static final Path KEPT = Path.of("src/test/resources/io/github/catamail/doctor/check/trees");
    private static final String COMMON = "common";
    private static final String SETUP = "setup.txt";
    private static final String REPORT = "report.txt";

    private final Path base;
    private final Map<String, String> environment = new HashMap<>();

    private FixtureTree(Path base) {
        this.base = base;
    }

    /** Returns the names of all that are kept. */
    public static List<String> names() throws IOException {
        try (Stream<Path> kept = Files.list(KEPT)) {
            return kept.map(tree -> tree.getFileName().toString())
                    .filter(name -> !name.equals(COMMON))
                    .sorted()
                    .toList();
        }
    }

    /** Makes one in a directory of its own, which everybody may enter. */
    public static FixtureTree make(String name) throws IOException {
        Path base = Files.createTempDirectory("tree").toRealPath();
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        FixtureTree tree = new FixtureTree(base);
        tree.copy(KEPT.resolve(COMMON));
        tree.overlay();
        tree.copy(KEPT.resolve(name));
        Path setup = KEPT.resolve(name).resolve(SETUP);
        if (Files.exists(setup)) {
            for (String line : Files.readAllLines(setup)) {
                tree.setUp(line.split(" ", -1));
            }
        }
        return tree;
    }

    /** Returns the report that it is to come to. */
    public static String report(String name) throws IOException {
        return Files.readString(KEPT.resolve(name).resolve(REPORT));
    }

    public Path base() {
        return base;
    }

    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void setUp(String[] words) throws IOException {
        Path file = base.resolve(words[1]);
        switch (words[0]) {
            case "jar" -> jar(file, words);
            case "without" -> Files.delete(overlayJar(words[1]));
            case "delete" -> Files.delete(file);
            case "readable" -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            case "certificate" -> certificate(file, Integer.parseInt(words[2]));
            case "war" -> pack(file);
            case "environment" -> {
                String[] variable = words[1].split("=", 2);
                environment.put(variable[0], variable[1]);
            }
            default -> throw new IOException("There is no " + words[0] + " in the set-up of trees");
        }
    }

    private static void jar(Path file, String[] words) throws IOException {
        StubJar jar = StubJar.named(file.getFileName().toString()).types(words[2].split(",", -1));
        for (int i = 3; i < words.length; i++) {
            String[] pom = words[i].split("[/=]", -1);
            jar.pom(pom[0], pom[1], pom[2]);
        }
        jar.in(file.getParent());
    }

    private static void certificate(Path file, int days) throws IOException {
        TestIdentity identity = TestCertificates.selfSigned("mail.example.com")
                .dns("mail.example.com")
                .validFrom(NOW.minus(400, ChronoUnit.DAYS))
                .validUntil(NOW.plus(days, ChronoUnit.DAYS))
                .mint();
        identity.writePem(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Puts a directory into an archive beside it. */
    private static void pack(Path directory) throws IOException {
        WebApp app = WebApp.named(directory.getFileName().toString());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            app.file(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        app.packInto(directory.getParent());
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void overlay() throws IOException {
        Path lib = Files.createDirectories(base.resolve("lib"));
        StubJar.named("catamail-0.1.0.jar")
                .types("io.github.catamail.MailSessionFactory")
                .pom("io.github.catamail", "catamail", "0.1.0")
                .in(lib);
        for (Class<?> type : List.of(
                jakarta.mail.Session.class,
                jakarta.activation.DataHandler.class,
                org.eclipse.angus.activation.MailcapRegistryProviderImpl.class)) {
            Path jar = jarOf(type);
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
    }

    private Path overlayJar(String name) throws IOException {
        try (Stream<Path> jars = Files.list(base.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void copy(Path kept) throws IOException {
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = kept.relativize(file).toString();
                if (!name.equals(SETUP) && !name.equals(REPORT)) {
                    Path target = base.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
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
