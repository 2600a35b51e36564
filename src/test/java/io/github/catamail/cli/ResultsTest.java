package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultsTest {
    private static final Finding ERROR = new Finding(
            Severity.ERROR,
            Topic.AUTH_REJECTED,
            "mail/Session in conf/server.xml, line 42",
            "could not log in to smtp.example.com:587 (STARTTLS, TLSv1.3) as app@example.com with LOGIN: the server said"
                    + " \"535 5.7.8 Authentication credentials invalid\"",
            "Check 'user' and 'password'. 'user' is often the whole mail address, and in XML & is written &amp;.");
    private static final Finding WARNING = new Finding(
            Severity.WARNING, Topic.NO_EFFECT, "", "'truststorePassword' has no effect without 'truststoreFile'", "");
    private static final Report FAILED = new Report(
            "mail/Session",
            List.of(
                    new Step("name service", Step.Outcome.OK, Duration.ofMillis(12), List.of("192.0.2.1, 2001:db8::1")),
                    new Step("TLS", Step.Outcome.WARNING, Duration.ofMillis(1480), List.of()),
                    new Step(
                            "login",
                            Step.Outcome.FAILED,
                            Duration.ofNanos(9),
                            List.of(
                                    "The server offers AUTH with LOGIN PLAIN XOAUTH2 and takes messages of up to 36700160"
                                            + " bytes.")),
                    new Step("MAIL FROM", Step.Outcome.SKIPPED, null, List.of())),
            List.of(ERROR, WARNING));
    private static final Report FINE =
            new Report("mail/Other", List.of(new Step("login", Step.Outcome.OK, null, List.of())), List.of());

    private static CommandRun.Outcome show(List<Report> reports, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "stub";
        System.arraycopy(args, 0, all, 1, args.length);
        return new CommandRun()
                .command(StubCommand.doing(stub -> {
                    Results results = stub.catamail().results("stub");
                    results.say("For people.");
                    results.fact("number", 3);
                    reports.forEach(results::add);
                    return results.finish();
                }))
                .run(all);
    }

    @Test
    void asTextItIsAListOfStepsAndThenWhatIsWrongAndWhatToDo() {
        CommandRun.Outcome outcome = show(List.of(FAILED, FINE));

        assertThat(outcome.out()).isEqualTo("""
                For people.

                mail/Session
                OK    name service                                                         12 ms
                        192.0.2.1, 2001:db8::1
                !!    TLS                                                                  1.5 s
                FAIL  login                                                                <1 ms
                        The server offers AUTH with LOGIN PLAIN XOAUTH2 and takes messages of up
                        to 36700160 bytes.
                --    MAIL FROM

                ERROR    mail/Session in conf/server.xml, line 42
                         could not log in to smtp.example.com:587 (STARTTLS, TLSv1.3) as
                         app@example.com with LOGIN: the server said "535 5.7.8 Authentication
                         credentials invalid"
                         Fix: Check 'user' and 'password'. 'user' is often the whole mail
                              address, and in XML & is written &amp;.
                         See: docs/errors.md#auth-rejected

                WARNING  'truststorePassword' has no effect without 'truststoreFile'
                         See: docs/errors.md#no-effect

                mail/Other
                OK    login

                1 error, 1 warning.
                """);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isASCII();
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void withColoursTheWordsAreTheSame() {
        String coloured = show(List.of(FAILED, FINE), "--color=always").out();

        assertThat(coloured).contains("\u001b[1;31mFAIL\u001b[0m  login", "\u001b[32mOK  \u001b[0m  name service");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll(" +\n", "\n"))
                .isEqualTo(show(List.of(FAILED, FINE)).out());
    }

    @Test
    void theExitCodeIsThatOfTheWorst() {
        Report warned = new Report("mail/Session", List.of(), List.of(WARNING));

        assertThat(show(List.of(FINE)).exitCode()).isZero();
        assertThat(show(List.of(FINE), "--strict").exitCode()).isZero();
        assertThat(show(List.of(warned, FINE)).exitCode()).isZero();
        assertThat(show(List.of(warned, FINE), "--strict").exitCode()).isEqualTo(1);
        assertThat(show(List.of(FAILED, FINE)).exitCode()).isEqualTo(2);
        assertThat(show(List.of(FAILED, FINE), "--strict").exitCode()).isEqualTo(2);
        assertThat(show(List.of(FAILED, FINE), "--json").exitCode()).isEqualTo(2);
    }

    @Test
    void theLastLineCounts() {
        assertThat(show(List.of(FINE)).out()).endsWith("\nNothing is wrong.\n");
        assertThat(show(List.of(new Report("x", List.of(), List.of(WARNING, WARNING))))
                        .out())
                .endsWith("\nNo errors, 2 warnings.\n");
    }

    @Test
    void asJsonItHasTheSame() {
        CommandRun.Outcome outcome = show(List.of(FAILED, FINE), "--json", "--color=always");

        JsonObject json = new JsonObject(outcome.out());
        assertThat(json.fieldNames())
                .containsExactly("command", "version", "exitCode", "errors", "warnings", "number", "reports");
        assertThat(json.getString("command")).isEqualTo("stub");
        assertThat(json.getString("version")).isEqualTo("(development)");
        assertThat(json.getInteger("exitCode")).isEqualTo(2);
        assertThat(json.getInteger("errors")).isEqualTo(1);
        assertThat(json.getInteger("warnings")).isEqualTo(1);
        assertThat(json.getInteger("number")).isEqualTo(3);
        assertThat(json.getJsonArray("reports")).hasSize(2);
        JsonObject failed = json.getJsonArray("reports").getJsonObject(0);
        assertThat(failed.getString("subject")).isEqualTo("mail/Session");
        assertThat(failed.getJsonArray("steps").getJsonObject(0).getMap())
                .containsExactly(
                        entry("name", "name service"),
                        entry("outcome", "ok"),
                        entry("millis", 12),
                        entry("details", List.of("192.0.2.1, 2001:db8::1")));
        assertThat(failed.getJsonArray("steps").getJsonObject(3).getMap())
                .containsEntry("outcome", "skipped")
                .containsEntry("millis", null);
        assertThat(failed.getJsonArray("findings").getJsonObject(0).getMap())
                .containsExactly(
                        entry("severity", "error"),
                        entry("id", "auth-rejected"),
                        entry("where", ERROR.where()),
                        entry("what", ERROR.what()),
                        entry("cure", ERROR.cure()),
                        entry("see", "docs/errors.md#auth-rejected"));
    }

    @Test
    void jsonIsEscaped() {
        String nasty =
                "quote \" backslash \\ newline \n tab \t return \r bell \u0007 umlaut \u00fc emoji \ud83d\ude00 del \u007f";

        String json = JsonText.of(Map.of("key \"", Arrays.asList(nasty, null, true, 1.5)));

        assertThat(json).isASCII();
        assertThat(new JsonObject(json).getMap())
                .containsExactly(entry("key \"", Arrays.asList(nasty, null, true, 1.5)));
        assertThat(JsonText.of(List.of())).isEqualTo("[]");
        assertThat(JsonText.of(Map.of())).isEqualTo("{}");
    }
}
