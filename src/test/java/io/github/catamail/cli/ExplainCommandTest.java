package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {
    private static final String LOG = """
            26-Nov-2026 09:15:02.123 INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [812] ms
            26-Nov-2026 09:16:40.002 SEVERE [exec-4] com.acme.shop.Orders.confirm no confirmation
            jakarta.mail.MessagingException: Could not connect to SMTP host: smtp.example.com, port: 587;
              nested exception is:
            \tjavax.net.ssl.SSLException: Unsupported or unrecognized SSL message
            \tat com.acme.shop.Orders.confirm(Orders.java:77)
            """;

    private static final String EXPLAINED = """

            ERROR    line 5 at 26-Nov-2026 09:16:40.002
                     "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message"
                     TLS was begun with the first byte, and the port speaks SMTP first.
                     Fix: Set tls="starttls", or the port to 465. In an old configuration it
                          is mail.smtp.ssl.enable or mail.smtp.socketFactory.class that
                          begins so: remove it.
                     See: docs/errors.md#wrong-tls-mode

            6 lines, 1 error of mail, 1 time in all.
            """;

    @TempDir
    private Path dir;

    @Test
    void aTextIsExplained() {
        CommandRun.Outcome outcome = new CommandRun().run("explain", "535 5.7.8 Authentication credentials invalid");

        assertThat(outcome).isEqualTo(new CommandRun.Outcome(0, """
                The error

                ERROR    "535 5.7.8 Authentication credentials invalid"
                         Fix: Check 'user' and 'password'.
                         See: docs/errors.md#auth-rejected
                """, ""));
    }

    @Test
    void aTextWithoutQuotesIsExplainedToo() {
        assertThat(new CommandRun().run("explain", "Read", "timed", "out").out())
                .contains("'readTimeout'");
    }

    @Test
    void aWordInBracketsIsLookedUp() {
        CommandRun.Outcome outcome = new CommandRun().run("explain", "[auth-rejected]");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("auth-rejected\n\nERROR    The server did not accept user and password.")
                .isEqualTo(new CommandRun().run("explain", "auth-rejected").out());
    }

    @Test
    void aTextThatIsNotKnownIsAnError() {
        assertThat(new CommandRun().run("explain", "all is well")).isEqualTo(new CommandRun.Outcome(2, """
                There is nothing to say about this text. Give the whole stack trace, best on the
                standard input: the first line is seldom the reason.
                """, ""));
    }

    @Test
    void aLogIsReadFromTheStandardInput() {
        assertThat(new CommandRun().in(LOG).run("explain"))
                .isEqualTo(new CommandRun.Outcome(0, "standard input\n" + EXPLAINED, ""));
    }

    @Test
    void aLogIsReadFromAFile() throws IOException {
        Path log = dir.resolve("catalina.out");
        Files.writeString(log, LOG);

        assertThat(new CommandRun().run("explain", "--file", log.toString()).out())
                .endsWith("\n" + EXPLAINED);
        assertThat(new CommandRun().run("explain", "-f", dir.resolve("none").toString()))
                .isEqualTo(new CommandRun.Outcome(2, "", "catamail: there is no file " + dir.resolve("none") + "\n"));
    }

    @Test
    void aLogIsFoundInTheBaseToo() throws IOException {
        Files.writeString(dir.resolve("catalina-of-the-base.out"), LOG);
        CommandRun run = new CommandRun().property("catalina.base", dir);

        assertThat(run.run("explain", "-f", "catalina-of-the-base.out").out()).endsWith("\n" + EXPLAINED);
        assertThat(run.run("explain", "-f", "no.out"))
                .isEqualTo(new CommandRun.Outcome(2, "", "catamail: there is no file " + dir.resolve("no.out") + "\n"));
    }

    @Test
    void aLogWithoutErrorsIsFine() {
        assertThat(new CommandRun()
                        .in("26-Nov-2026 09:15:02.123 INFO [main] a.B.c hello\n")
                        .run("explain"))
                .isEqualTo(new CommandRun.Outcome(
                        0, "standard input\n\n1 line, and no error of mail among them that is known.\n", ""));
    }

    @Test
    void machinesGetTheSame() {
        CommandRun.Outcome outcome = new CommandRun().in(LOG + LOG).run("explain", "--json");

        assertThat(outcome.exitCode()).isZero();
        JsonObject json = new JsonObject(outcome.out());
        assertThat(json.getInteger("exitCode")).isZero();
        assertThat(json.getInteger("lines")).isEqualTo(12);
        assertThat(json.getInteger("occurrences")).isEqualTo(2);
        assertThat(json.getInteger("unlisted")).isZero();
        assertThat(json.getJsonArray("reports").getJsonObject(0).getJsonArray("findings"))
                .hasSize(1)
                .allSatisfy(finding ->
                        assertThat(((JsonObject) finding).getString("id")).isEqualTo("wrong-tls-mode"));
    }

    @Test
    void somebodyAtATerminalIsToldWhatToDo() {
        assertThat(new CommandRun().answers().in(LOG).run("explain").err())
                .isEqualTo("Paste the error or the log, then press Ctrl-D (on Windows Ctrl-Z and Enter).\n");
    }

    @Test
    void textAndFileTogetherAreTooMuch() {
        assertThat(new CommandRun().run("explain", "-f", "x", "text")).isEqualTo(new CommandRun.Outcome(64, "", """
                catamail: either TEXT or --file can be given, not both
                Try: catamail explain --help
                """));
    }
}
