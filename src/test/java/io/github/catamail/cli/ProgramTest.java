package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramTest {
    private static CommandRun.Outcome failing(Throwable failure) {
        return new CommandRun()
                .command(StubCommand.doing(stub -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) failure;
                }))
                .run("stub");
    }

    @Test
    void withoutACommandTheHelpIsShownAsAnError() {
        CommandRun.Outcome outcome = new CommandRun().run();

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("Usage: catamail ");
    }

    @Test
    void outputThatDoesNotArriveIsAnError() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings usual = new CommandRun().surroundings(new ByteArrayOutputStream(), err);
        Surroundings full = new Surroundings(
                usual.in(),
                new PrintStream(new FullDisk(), true, UTF_8),
                usual.err(),
                usual.keyboard(),
                usual.environment(),
                usual.properties());

        assertThat(Program.run(full, "--help")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .isEqualToIgnoringNewLines("catamail: not all of the output could be written where it was to go\n");
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @Test
    void helpThatIsAskedForIsNoError() {
        CommandRun.Outcome outcome = new CommandRun().run("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: catamail ")
                .contains("Checks, tests and explains the mail configuration of a Tomcat.", "--strict");
    }

    @Test
    void noLineOfTheHelpIsLongerThanTheScreenIsWide() {
        assertThat(new CommandRun().run("--help").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aCommandHasHelpToo() {
        CommandRun.Outcome outcome =
                new CommandRun().command(StubCommand.doing(stub -> 0)).run("stub", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: catamail stub ").contains("Does what a test says.", "--json");
    }

    @Test
    void theVersionNamesJavaAndTomcatToo() {
        CommandRun.Outcome outcome = new CommandRun()
                .property("java.version", "17.0.15")
                .property("java.home", "/usr/lib/jvm/17")
                .property("catalina.base", "/srv/base")
                .property("catalina.home", "/opt/tomcat")
                .run("--version");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                Catamail       (development)
                Java           17.0.15 (/usr/lib/jvm/17)
                CATALINA_BASE  /srv/base
                CATALINA_HOME  /opt/tomcat
                """);
    }

    @Test
    void aMisspeltCommandGetsASuggestion() {
        CommandRun.Outcome outcome =
                new CommandRun().command(StubCommand.doing(stub -> 0)).run("stubb");

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo("""
                catamail: there is no command 'stubb'; did you mean 'stub'?
                Try: catamail --help
                """);
    }

    @Test
    void theSuggestionIsTheNearestCommand() {
        assertThat(new CommandRun().run("tset").err())
                .startsWith("catamail: there is no command 'tset'; did you mean 'test'?\n");
        assertThat(new CommandRun().run("fetchcert").err())
                .startsWith("catamail: there is no command 'fetchcert'; did you mean 'fetch-cert'?\n");
        assertThat(new CommandRun().run("xyzzy").err()).startsWith("catamail: there is no command 'xyzzy'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test", "fetch-cert", "explain", "convert"})
    void theHelpOfEachCommandFitsAndHasExamplesThatCanBeTyped(String command) {
        String help = new CommandRun().run(command, "--help").out();

        assertThat(help).startsWith("Usage: catamail " + command + " [OPTIONS]").contains("\nExamples:\n");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help.lines().filter(line -> line.startsWith("  catamail")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("  catamail.sh " + command));
    }

    @Test
    void onATerminalAComplaintKeepsToItsWidth() {
        String word = "x".repeat(70);

        assertThat(new CommandRun().answers().run(word).err())
                .startsWith("catamail: there is no command\n'" + word + "'\n");
        assertThat(new CommandRun().run(word).err()).startsWith("catamail: there is no command '" + word + "'\n");
    }

    @Test
    void anArgumentTooManyIsNamed() {
        CommandRun.Outcome outcome = new CommandRun().run("test", "mail/One", "mail/Two");

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("""
                catamail: 'mail/Two' is one argument too many
                Try: catamail test --help
                """);
    }

    @Test
    void aMisspeltOptionGetsASuggestion() {
        CommandRun.Outcome outcome =
                new CommandRun().command(StubCommand.doing(stub -> 0)).run("stub", "--jsom");

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("""
                catamail: there is no option '--jsom'; did you mean '--json'?
                Try: catamail stub --help
                """);
    }

    @Test
    void anOptionWithAWrongValueIsNamed() {
        CommandRun.Outcome outcome = new CommandRun().run("--color=pink");

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("--color", "pink").endsWith("Try: catamail --help\n");
    }

    @Test
    void optionsOfAllCommandsMayStandBeforeAndAfterTheCommand() {
        var command = StubCommand.doing(stub -> stub.catamail().screen().colours() ? 1 : 0);

        assertThat(new CommandRun()
                        .command(command)
                        .run("--color=always", "stub")
                        .exitCode())
                .isEqualTo(1);
        assertThat(new CommandRun()
                        .command(command)
                        .run("stub", "--color=ALWAYS")
                        .exitCode())
                .isEqualTo(1);
        assertThat(new CommandRun().command(command).run("stub").exitCode()).isZero();
    }

    @Test
    void aWrongCallIsAMatterOfUsage() {
        CommandRun.Outcome outcome = failing(new WrongUsageException("there is no <Resource> of this name"));

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .isEqualTo("catamail: there is no <Resource> of this name\nTry: catamail stub --help\n");
    }

    @Test
    void aFileThatIsNotThereIsNoFaultOfTheCommand() {
        assertThat(failing(new NoSuchFileException("/etc/x")))
                .isEqualTo(new CommandRun.Outcome(2, "", "catamail: there is no file /etc/x\n"));
        assertThat(failing(new AccessDeniedException("/etc/x")).err())
                .isEqualTo("catamail: /etc/x must not be read or written by this user; run the command as the user that"
                        + " Tomcat runs as\n");
        assertThat(failing(new FileSystemException("/etc/x", null, "Is a directory"))
                        .err())
                .isEqualTo("catamail: /etc/x: Is a directory\n");
        assertThat(failing(new FileNotFoundException("/etc/x (Too many open files)"))
                        .err())
                .isEqualTo("catamail: /etc/x (Too many open files)\n");
        assertThat(failing(new IOException()).err()).isEqualTo("catamail: IOException\n");
    }

    @Test
    void aFaultOfTheCommandIsReportedWithItsTrace() {
        CommandRun.Outcome outcome = failing(new IllegalStateException("oops"));

        assertThat(outcome.exitCode()).isEqualTo(70);
        assertThat(outcome.err())
                .startsWith("catamail: this is a fault of the command itself. Please report it, with these lines:\n"
                        + "java.lang.IllegalStateException: oops\n\tat ");
    }

    @Test
    void missingMailJarsAreNamed() {
        CommandRun.Outcome outcome = failing(new NoClassDefFoundError("jakarta/mail/Session"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("catamail: the mail jars of the server's lib are missing or do not fit each other"
                        + " (NoClassDefFoundError: jakarta/mail/Session). Unzip the Catamail overlay over the directory of"
                        + " your Tomcat again [wrong-jars]\n");
    }

    @Test
    void anotherMissingClassIsAFault() {
        assertThat(failing(new NoClassDefFoundError("io/github/catamail/cli/Screen"))
                        .exitCode())
                .isEqualTo(70);
    }

    @Test
    void theDirectoriesAreThoseOfTheScriptUnlessOthersAreGiven() {
        var command = StubCommand.doing(stub -> {
            stub.catamail()
                    .screen()
                    .line(stub.catamail().catalinaBase() + " " + stub.catamail().catalinaHome());
            return 0;
        });
        CommandRun run = new CommandRun()
                .command(command)
                .property("catalina.base", "/b")
                .property("catalina.home", "/h");

        assertThat(run.run("stub").out()).isEqualTo("/b /h\n");
        assertThat(run.run("stub", "--catalina-base=/c").out()).isEqualTo("/c /h\n");
        assertThat(new CommandRun()
                        .command(command)
                        .run("stub", "--catalina-base=/c")
                        .out())
                .isEqualTo("/c /c\n");
        assertThat(new CommandRun().command(command).run("stub").err())
                .startsWith(
                        "catamail: CATALINA_BASE is not known: start this with bin/catamail.sh, or add --catalina-base");
    }
}
