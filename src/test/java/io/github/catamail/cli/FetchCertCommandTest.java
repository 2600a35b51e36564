package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.tls.CertificateSummary;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class FetchCertCommandTest {
    private static final String PASSWORD = "s3cret-Pa55";
    private static final TestIdentity AUTHORITY = TestCertificates.root("Test CA");

    @TempDir
    private Path base;

    private static SmtpSink server() {
        return server(AUTHORITY.issue("localhost").dns("localhost").mint());
    }

    private static SmtpSink server(TestIdentity identity) {
        return SmtpSink.builder().starttls(identity.serverContext()).start();
    }

    private CommandRun command() {
        return new CommandRun().property("catalina.base", base);
    }

    private static CommandRun.Outcome run(CommandRun command, SmtpSink sink, String... options) {
        return command.run(Stream.concat(Stream.of("fetch-cert", "localhost:" + sink.port()), Arrays.stream(options))
                .toArray(String[]::new));
    }

    private String file(String name) {
        return base.resolve(name).toString();
    }

    @Test
    void itShowsTheChainAndWhichCertificateToTrust() throws IOException {
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(new CommandRun(), sink);

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err()).isEmpty();
            assertThat(lasting(outcome.out(), sink)).isEqualTo(text("fetch-cert.txt"));
            assertThat(outcome.out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void itWritesAfterAskingAndPrintsTheAttributes() {
        try (SmtpSink sink = server()) {
            CommandRun command = command().answers("y");
            CommandRun.Outcome outcome = run(command, sink, "--out", file("ca.pem"));

            assertThat(command.questions())
                    .containsExactly(
                            "Trust certificate 2, CN=Test CA, and write it into " + file("ca.pem") + "? [y/N] ");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out())
                    .contains(
                            "\nAdd to the <Resource>, or change there\n  tls=\"starttls\"\n  truststoreFile=\"ca.pem\"\n");
            assertThat(outcome.out().replaceAll("\\s+", " "))
                    .contains("Wrote certificate 2, CN=Test CA, to " + file("ca.pem") + ".");
            assertThat(base.resolve("ca.pem")).content().contains(sha256());
        }
    }

    @Test
    void itAsksTwiceForThePasswordOfANewFileAndNeverShowsIt() {
        try (SmtpSink sink = server()) {
            CommandRun command = command().answers("yes", PASSWORD, PASSWORD);
            CommandRun.Outcome outcome = run(command, sink, "--out", file("ca.p12"));

            assertThat(command.questions()).element(1).isEqualTo("Password of " + file("ca.p12") + ": ");
            assertThat(command.questions()).element(2).isEqualTo("Password of " + file("ca.p12") + " once more: ");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("""
                              truststoreFile="ca.p12"
                              truststorePassword="..."
                            In place of the dots goes the password of the file.
                            """).doesNotContain(PASSWORD);
            assertThat(base.resolve("ca.p12")).isNotEmptyFile();
        }
    }

    @Test
    void twoPasswordsThatDifferWriteNothing() {
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(command().answers("y", PASSWORD, "other"), sink, "--out", file("ca.p12"));

            assertThat(outcome.exitCode()).isEqualTo(64);
            assertThat(outcome.err()).startsWith("catamail: the two passwords differ: nothing was written\n");
            assertThat(base.resolve("ca.p12")).doesNotExist();
        }
    }

    @Test
    void aNoWritesNothing() {
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(command().answers(""), sink, "--out", file("ca.pem"));

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("\nNothing was written.\n").doesNotContain("truststoreFile=");
            assertThat(base.resolve("ca.pem")).doesNotExist();
        }
    }

    @Test
    void aScriptCanHaveItWrittenWithAPasswordFromAFile() throws IOException {
        Path password = Files.writeString(base.resolve("password"), PASSWORD + "\n");
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(
                    command(),
                    sink,
                    "--out",
                    file("ca.p12"),
                    "--yes",
                    "--password-file",
                    password.toString(),
                    "--json");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out())
                    .contains(
                            "\"command\": \"fetch-cert\"",
                            "\"trustedByJvm\": false",
                            "\"security\": \"STARTTLS\"",
                            "\"protocol\": \"SMTP\"",
                            "\"role\": \"root\"",
                            "\"works\": true",
                            "\"sha256\": \"" + sha256() + "\"",
                            "\"written\": true",
                            "\"truststoreFile\": \"ca.p12\"",
                            "\"id\": \"untrusted-certificate\"")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void withNobodyToAskItWantsAYesBeforehand() {
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(command(), sink, "--out", file("ca.pem"));

            assertThat(outcome.exitCode()).isEqualTo(64);
            assertThat(outcome.err())
                    .startsWith(
                            "catamail: there is no terminal to ask on: look at the certificates without --out first,"
                                    + " compare the fingerprint, then add --yes\n");
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void aFileThatIsThereIsAddedToOrReplacedOnlyIfThatIsWanted() throws IOException {
        Path file = TestCertificates.root("Other CA").writeTrustPem(base.resolve("ca.pem"));
        String before = Files.readString(file);
        try (SmtpSink sink = server()) {
            CommandRun.Outcome refused = run(command(), sink, "--out", file.toString(), "--yes");
            assertThat(refused.exitCode()).isEqualTo(64);
            assertThat(refused.err())
                    .startsWith(
                            "catamail: \"" + file + "\" exists: use --add to add to it, or --force to overwrite it\n");

            CommandRun asked = command().answers("n");
            assertThat(run(asked, sink, "--out", file.toString()).out()).contains("\nNothing was written.\n");
            assertThat(asked.questions()).containsExactly(file + " exists. Add the certificate to it? [y/N] ");
            assertThat(file).hasContent(before);

            assertThat(run(command(), sink, "--out", file.toString(), "--yes", "--add")
                            .out())
                    .contains("Added certificate 2, CN=Test CA, to ");
            assertThat(file).content().startsWith(before).contains(sha256());

            assertThat(run(command(), sink, "--out", file.toString(), "--yes", "--add")
                            .out())
                    .contains(" holds certificate 2, CN=Test CA, already,");

            assertThat(run(command(), sink, "--out", file.toString(), "--yes", "--force")
                            .exitCode())
                    .isZero();
            assertThat(file).content().doesNotContain("Other CA").contains(sha256());
        }
    }

    @Test
    void aDirectoryThatIsNotHereIsThatOfTheBase() throws IOException {
        Files.createDirectory(base.resolve("conf-of-the-base"));
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(command(), sink, "--out", "conf-of-the-base/ca.pem", "--yes");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("\n  truststoreFile=\"conf-of-the-base/ca.pem\"\n");
            assertThat(base.resolve("conf-of-the-base/ca.pem")).content().contains(sha256());
        }
    }

    @Test
    void whatCannotBeWrittenIsAnError() {
        try (SmtpSink sink = server()) {
            CommandRun.Outcome outcome = run(command(), sink, "--out", file("missing/ca.pem"), "--yes");

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.out().replaceAll("\\s+", " "))
                    .contains("cannot be written: there is no directory ", "/missing See: docs/errors.md#tls-file")
                    .doesNotContain("truststoreFile=");
        }
    }

    @Test
    void warningsCountWhereThatIsWantedAndErrorsAlways() {
        try (SmtpSink sink = server();
                SmtpSink expired = server(
                        AUTHORITY.issue("localhost").dns("localhost").expired().mint())) {
            assertThat(run(command(), sink, "--strict").exitCode()).isEqualTo(1);
            CommandRun.Outcome outcome = run(command(), expired, "--out", file("ca.pem"), "--yes");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.out()).contains("With this alone no mail can be sent yet: see the errors above.");
        }
    }

    @Test
    void aPortThatNobodyListensOnIsAnError() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CommandRun.Outcome outcome = command().run("fetch-cert", "127.0.0.1:" + port, "--json");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out())
                .contains(
                        "\"id\": \"connect-failed\"",
                        "Connection refused: nothing listens at 127.0.0.1:" + port,
                        "\"certificates\": []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost|\"localhost\" has no port: write it behind a colon, such as localhost:465",
                "a:25 --starttls --implicit|--starttls and --implicit exclude each other",
                "a:25 --yes|--add, --force, --yes and --type go with --out",
                "a:25 --out x.pem --yes --add --force|--add and --force exclude each other",
                "a:25 --out x.txt --yes|\"x.txt\" does not say by its ending what to write: let it end with .p12 or .pem,"
                        + " or add --type",
                "a:25 --read-timeout soon|--read-timeout is \"soon\": write a time such as 500ms, 10s or 2m",
                "a:25 --read-timeout -1|--read-timeout is \"-1\": write a time such as 500ms, 10s or 2m",
            })
    void wrongUseIsExplained(String arguments, String message) {
        CommandRun.Outcome outcome = command().run(("fetch-cert " + arguments).split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("catamail: " + message + "\nTry: catamail fetch-cert --help\n");
    }

    @Test
    void theHelpHasExamplesAndFitsTheScreen() {
        CommandRun.Outcome outcome = command().run("fetch-cert", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Examples:", "catamail.sh fetch-cert mail.example.com:465");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static String sha256() {
        return CertificateSummary.of(AUTHORITY.certificate()).sha256();
    }

    /** Leaves out what differs from run to run. */
    private static String lasting(String out, SmtpSink sink) {
        return out.replace(":" + sink.port(), ":PORT")
                .replaceAll("(?m) +(<1 ms|\\d+ ms|[0-9.]+ s)$", "")
                .replaceAll("(TLSv1\\.\\d), \\w+", "$1, SUITE")
                .replaceAll("127\\.0\\.0\\.1(, [0-9a-f:]+)?\n", "127.0.0.1\n")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE")
                .replaceAll("([0-9A-F]{2}:){15}[0-9A-F]{2}", "FINGERPRINT");
    }

    private static String text(String file) throws IOException {
        try (InputStream in = FetchCertCommandTest.class.getResourceAsStream(file)) {
            return in == null ? "no file " + file : new String(in.readAllBytes(), UTF_8);
        }
    }
}
