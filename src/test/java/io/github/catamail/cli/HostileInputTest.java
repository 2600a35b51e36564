package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arguments, files and servers may hold to do harm or to give a secret away. */
final class HostileInputTest {
    @TempDir
    private Path dir;

    @Test
    void aServerCannotHideOrColourWhatItSaysOnATerminalWithColours() {
        String said = "550 \u001b[8mhidden\u001b[32m OK \u001b[0m";
        Report report = new Report(
                said,
                List.of(new Step("EHLO", Step.Outcome.OK, null, List.of(said))),
                List.of(new Finding(Severity.ERROR, Topic.TEST_FAILED, said, said, said)));
        CommandRun.Outcome outcome = new CommandRun()
                .env("CATAMAIL_COLUMNS", "80")
                .env("TERM", "xterm")
                .command(StubCommand.doing(stub -> {
                    Results results = stub.catamail().results("stub");
                    results.add(report);
                    return results.finish();
                }))
                .run("stub", "--color", "always");

        assertThat(outcome.out())
                .contains("\u001b[1;31mERROR")
                .contains("?[8mhidden?[32m OK ?[0m")
                .doesNotContain("\u001b[8m", "\u001b[32m OK \u001b");
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFileOfArguments() throws IOException {
        Path file = Files.writeString(dir.resolve("arguments"), "auth-rejected");

        CommandRun.Outcome outcome = new CommandRun().run("explain", "@" + file);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).startsWith("There is nothing to say about this text.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password=geheim", "--ask-password=geheim", "--pasword-file=geheim", "-p=geheim"})
    void whatStandsBehindAWrongOptionIsNotRepeated(String option) {
        CommandRun.Outcome outcome = new CommandRun().run("test", "mail/Session", option);

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.out() + outcome.err())
                .contains(option.substring(0, option.indexOf('=')))
                .doesNotContain("geheim");
    }

    @Test
    void aPartOfAPasswordWithAQuoteInItIsNotShownByConvert() throws IOException {
        Path file = Files.writeString(
                dir.resolve("context.xml"),
                "<Context><Resource name=\"mail/S\" type=\"jakarta.mail.Session\" password=\"ab\"geheim\"/></Context>");

        CommandRun.Outcome outcome = new CommandRun().run("convert", "--file", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("line 1: there is no = behind an attribute; a quote inside a value is written &quot;")
                .doesNotContain("geheim");
    }

    @Test
    void thePasswordThatIsTheDefaultOfAVariableIsNotShownByConvert() throws IOException {
        Path file = Files.writeString(
                dir.resolve("context.xml"),
                "<Context><Resource name=\"mail/S\" type=\"jakarta.mail.Session\" mail.smtp.host=\"h.example.com\""
                        + " mail.smtp.user=\"app\" password=\"${mail.password:-geheim}\"/></Context>");

        for (String json : List.of("--strict", "--json")) {
            CommandRun.Outcome outcome = new CommandRun().run("convert", json, "--file", file.toString());

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("***").doesNotContain("geheim");
        }
    }

    @Test
    void aFileInAnotherEncodingThanItSaysIsNotDamagedByConvert() throws IOException {
        String text = "<Context><!-- M\u00fcller --><Resource name=\"mail/S\" type=\"jakarta.mail.Session\""
                + " mail.smtp.host=\"h.example.com\"/></Context>";
        Path file = Files.write(dir.resolve("context.xml"), text.getBytes(ISO_8859_1));

        CommandRun.Outcome outcome = new CommandRun().run("convert", "--write", "--file", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("the file is not in the encoding UTF-8, in which XML files are unless their first line names"
                        + " another");
        assertThat(Files.readAllBytes(file)).isEqualTo(text.getBytes(ISO_8859_1));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPasswordFileWithoutAnEndOrInAnotherEncodingIsRefusedInWords() throws IOException {
        Files.createDirectories(dir.resolve("conf"));
        Files.writeString(
                dir.resolve("conf/server.xml"),
                "<Server><GlobalNamingResources><Resource name=\"mail/S\" type=\"jakarta.mail.Session\" user=\"a\""
                        + " host=\"127.0.0.1\" factory=\"io.github.catamail.MailSessionFactory\"/>"
                        + "</GlobalNamingResources></Server>");
        Path latin = Files.write(dir.resolve("latin"), "gehe\u00fcm".getBytes(ISO_8859_1));
        Path large = Files.write(dir.resolve("large"), new byte[100_000]);

        CommandRun.Outcome inLatin = test(latin);
        CommandRun.Outcome tooLarge = test(large);

        assertThat(inLatin.exitCode()).isEqualTo(64);
        assertThat(inLatin.err()).contains(latin + " is not in UTF-8 (--password-file)");
        assertThat(tooLarge.exitCode()).isEqualTo(64);
        assertThat(tooLarge.err()).contains(large + " is too large for a password (--password-file)");
    }

    private CommandRun.Outcome test(Path password) {
        return new CommandRun()
                .property("catalina.base", dir)
                .property("catalina.home", dir)
                .run("test", "--password-file", password.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "java.net.", "javax.mail.", "javax.mail.MessagingException: "})
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void explainIsNotBroughtDownByALineOfOneThingRepeated(String thing) {
        String log = ("SEVERE smtp " + thing.repeat(16_000 / thing.length()) + "\n").repeat(100)
                + thing.repeat(16_000 / thing.length()) + "\n";

        assertThat(new CommandRun().in(log).run("explain").exitCode()).isZero();
    }
}
