package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.tomcat.FixtureTree;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    @Test
    void whatThereIsComesBeforeWhatIsWrong() throws IOException {
        CommandRun.Outcome outcome = check("misspelt-attribute");

        assertThat(outcome.out()).isEqualTo("""
                Mail sessions in /opt/tomcat

                  mail/Session  (conf/context.xml:3)
                      no session can be made of it, see below
                      found by /shop

                Configuration of /opt/tomcat

                ERROR    conf/context.xml:3
                         mail/Session: 'hots' is not an attribute of Catamail; did you mean
                         'host'? (strict="false" makes this a warning)
                         See: docs/errors.md#unknown-attribute

                ERROR    conf/context.xml:3
                         mail/Session: 'host' is missing: there is no server to send mail to.
                         Add host="smtp.example.com" (or mail.smtp.host)
                         See: docs/errors.md#missing-attribute

                2 errors, no warnings.
                """);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.ERRORS);
    }

    @Test
    void nothingWrongIsSaidToo() throws IOException {
        CommandRun.Outcome outcome = check("clean");

        assertThat(outcome.out()).isEqualTo("""
                Mail sessions in /opt/tomcat

                  mail/Session  (conf/context.xml:3)
                      smtp.example.com:587, STARTTLS, user app@example.com
                      found by /shop

                Configuration of /opt/tomcat

                Nothing is wrong.
                """);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void warningsCountWhereTheyAreToCount() throws IOException {
        assertThat(check("global-without-link").exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(check("global-without-link", "--strict").exitCode()).isEqualTo(ExitCode.WARNINGS);
    }

    @Test
    void machinesGetTheSame() throws IOException {
        JsonObject json = new JsonObject(check("link-without-target", "--json").out());

        assertThat(json.getInteger("exitCode")).isEqualTo(ExitCode.ERRORS);
        assertThat(json.getJsonArray("sessions")).containsExactly(new JsonObject("""
                        {"name": "mail/Company", "where": "conf/server.xml:6", "global": true,
                         "summary": "smtp.example.com:587, STARTTLS, user app@example.com",
                         "applications": ["/shop as mail/Right"]}
                        """));
        JsonObject finding = json.getJsonArray("reports")
                .getJsonObject(0)
                .getJsonArray("findings")
                .getJsonObject(0);
        assertThat(finding.getString("id")).isEqualTo("broken-link");
        assertThat(finding.getString("where")).isEqualTo("conf/context.xml:3");
    }

    @Test
    void optionsThatTheScriptOfTomcatSetsAreSeen() throws IOException {
        try (FixtureTree tree = FixtureTree.make("clean")) {
            assertThat(run(tree)
                            .env("CATAMAIL_CATALINA_OPTS", "-Xmx1g -Dmail.smtp.host=smtp.example.com")
                            .run("check")
                            .out())
                    .contains("WARNING  CATALINA_OPTS\n", "the system property mail.smtp.host is set");
        }
    }

    @Test
    void anotherTomcatIsLookedAtByItself() throws IOException {
        try (FixtureTree tree = FixtureTree.make("clean");
                FixtureTree other = FixtureTree.make("clean")) {
            Files.createDirectory(other.base().resolve("bin"));
            Files.createFile(other.base().resolve("bin/bootstrap.jar"));

            assertThat(run(tree)
                            .env("CATAMAIL_CATALINA_OPTS", "-Dmail.smtp.host=smtp.example.com")
                            .run("check", "--catalina-base", other.base().toString())
                            .out())
                    .startsWith("Mail sessions in " + other.base())
                    .endsWith("\nNothing is wrong.\n");
        }
    }

    @Test
    void aDirectoryThatIsNoTomcatIsToldAsThat(@TempDir Path empty) {
        CommandRun.Outcome outcome =
                new CommandRun().property("catalina.base", empty).run("check");

        assertThat(outcome.out())
                .startsWith("No mail session was found in " + empty)
                .doesNotContain("To have one")
                .contains("ERROR    conf/server.xml\n         this file is not there\n");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.ERRORS);
    }

    private static CommandRun.Outcome check(String name, String... options) throws IOException {
        try (FixtureTree tree = FixtureTree.make(name)) {
            String[] arguments = new String[options.length + 1];
            arguments[0] = "check";
            System.arraycopy(options, 0, arguments, 1, options.length);
            CommandRun.Outcome outcome = run(tree).run(arguments);
            return new CommandRun.Outcome(
                    outcome.exitCode(), outcome.out().replace(tree.base().toString(), "/opt/tomcat"), outcome.err());
        }
    }

    private static CommandRun run(FixtureTree tree) {
        CommandRun run = new CommandRun().property("catalina.base", tree.base()).property("catalina.home", tree.base());
        tree.environment().forEach(run::env);
        return run;
    }
}
