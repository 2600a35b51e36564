package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture in {@code docs/command.md} shows what the command writes, times and the like aside. With
 * {@code -Dcatamail.picture=write} it is drawn anew.
 */
@Timeout(60)
final class PictureOfTestTest {
    private static final Path PICTURE = Path.of("docs/images/catamail-test.svg");
    private static final String HOST = "smtp.example.com";
    private static final String PORT = "2525";
    private static final String USER = "app@example.com";
    private static final String PASSWORD = "secret";

    @TempDir
    private Path tomcat;

    @Test
    void itShowsWhatTheCommandWrites() throws Exception {
        List<String> lines = session();
        if ("write".equals(System.getProperty("catamail.picture"))) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(
                    PICTURE,
                    TerminalPicture.of(
                            "The output of catamail.sh test: with the wrong mode of TLS it says which attribute to"
                                    + " change, and with that changed a message is sent.",
                            lines));
        }

        assertThat(shown(Files.readString(PICTURE))).isEqualTo(shown(TerminalPicture.of("", lines)));
    }

    /** Returns the lines of somebody who tests, corrects an attribute, and tests again. */
    private List<String> session() throws Exception {
        TestIdentity authority = TestCertificates.root("Example Mail CA");
        Files.createDirectories(tomcat.resolve("conf"));
        authority.writeTrustPem(tomcat.resolve("conf/ca.pem"));
        // The JVM of the command looks up names there, and nowhere else.
        Files.writeString(tomcat.resolve("hosts"), "127.0.0.1 " + HOST + "\n");
        TestIdentity server = authority.issue(HOST).dns(HOST).mint();
        List<String> lines = new ArrayList<>();
        try (SmtpSink sink = SmtpSink.builder()
                .user(USER, PASSWORD)
                .requireAuth()
                .starttls(server.serverContext())
                .requireTls()
                .start()) {
            write(sink.port(), "implicit");
            lines.addAll(run(sink.port(), "test", "mail/Session"));
            lines.add("");
            write(sink.port(), "starttls");
            lines.addAll(run(sink.port(), "test", "mail/Session", "--to", "joe@example.com"));
        }
        return lines;
    }

    private void write(int port, String tls) throws IOException {
        Files.writeString(
                tomcat.resolve("conf/server.xml"),
                "<Server><GlobalNamingResources>\n<Resource name=\"mail/Session\" type=\"jakarta.mail.Session\""
                        + " factory=\"io.github.catamail.MailSessionFactory\" host=\"" + HOST + "\" port=\"" + port
                        + "\" tls=\"" + tls + "\" user=\"" + USER + "\" password=\"" + PASSWORD
                        + "\" truststoreFile=\"conf/ca.pem\" heloName=\"app.example.com\"/>\n"
                        + "</GlobalNamingResources></Server>\n");
    }

    private List<String> run(int port, String... arguments) throws Exception {
        Path out = tomcat.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + tomcat.resolve("hosts"),
                "-Dcatalina.base=" + tomcat,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--color", "always"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        // With a width it would take itself to be on a terminal, and say what it waits for.
        builder.environment().remove("CATAMAIL_COLUMNS");
        builder.start().waitFor();
        List<String> lines = new ArrayList<>(List.of("$ bin/catamail.sh " + String.join(" ", arguments)));
        Files.readAllLines(out, UTF_8)
                .forEach(line ->
                        lines.add(line.replace(Integer.toString(port), PORT).replace("127.0.0.1", "192.0.2.25")));
        return lines;
    }

    /** Returns what does not differ from run to run: no digits, no digits of fingerprints and identifiers, no places. */
    private static String shown(String picture) {
        return picture.lines()
                .filter(line -> line.startsWith("<text"))
                .map(line -> line.replaceAll(" (x|y|textLength)=\"[0-9.]+\"", "")
                        .replaceAll("([0-9A-F]{2}:)+[0-9A-F]{0,2}", "FINGERPRINT")
                        .replaceAll("catamail-test\\.[0-9a-f-]+", "catamail-test.ID")
                        .replaceAll("(&lt;)?[0-9.]+ m?s(?=</)", "TIME")
                        .replaceAll("(?<=>) *(OK|!!|FAIL|--) *(?=</)", "$1")
                        .replaceAll("\\d+", "N")
                        .replaceAll(" {2,}", " "))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
    }
}
