package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    @TempDir
    private Path dir;

    private final CommandRun run = new CommandRun().command(StubCommand.doing(stub -> {
        var secret = stub.secrets().secret(stub.catamail(), "password of app@example.com");
        stub.catamail().screen().line(secret == null ? "none" : secret.reveal());
        return 0;
    }));

    @Test
    void withoutAnyOptionThereIsNone() {
        assertThat(run.run("stub").out()).isEqualTo("none\n");
    }

    @Test
    void itIsAskedForWithoutEcho() {
        assertThat(run.answers("s3cret").run("stub", "--ask-password").out()).isEqualTo("s3cret\n");
        assertThat(run.questions()).containsExactly("Password of app@example.com: ");
    }

    @Test
    void itIsAskedForOnALineOfItsOwn() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder before = new StringBuilder();
        Surroundings usual =
                new CommandRun().env("CATAMAIL_COLUMNS", "80").surroundings(out, new ByteArrayOutputStream());
        Keyboard keyboard = new Keyboard() {
            @Override
            public boolean isThere() {
                return true;
            }

            @Override
            public @Nullable String readLine(String prompt) {
                return null;
            }

            @Override
            public char @Nullable [] readSecret(String prompt) {
                before.append(out.toString(UTF_8));
                return new char[] {'x'};
            }
        };
        Catamail catamail = new Catamail(new Surroundings(
                usual.in(), usual.out(), usual.err(), keyboard, usual.environment(), usual.properties()));
        catamail.screen().progress("reading");

        new SecretOptions().ask(catamail, "password");

        assertThat(before).hasToString("reading\r       \r");
    }

    @Test
    void whereNobodyCanBeAskedTheOtherOptionsAreNamed() {
        CommandRun.Outcome outcome = run.run("stub", "--ask-password");

        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .startsWith("catamail: there is no terminal to ask for the password of app@example.com on: use"
                        + " --password-file or --password-env\n");
    }

    @Test
    void aFileMayEndWithOneLineBreak() throws IOException {
        Path file = dir.resolve("password");

        for (String end : new String[] {"", "\n", "\r\n"}) {
            Files.writeString(file, " s3cret " + end);
            assertThat(run.run("stub", "--password-file", file.toString()).out())
                    .isEqualTo(" s3cret \n");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = dir.resolve("password");

        assertThat(run.run("stub", "--password-file=" + file))
                .isEqualTo(new CommandRun.Outcome(2, "", "catamail: there is no file " + file + "\n"));
    }

    @Test
    void theEnvironmentMayHaveIt() {
        assertThat(run.env("SMTP_PASSWORD", "s3cret")
                        .run("stub", "--password-env=SMTP_PASSWORD")
                        .out())
                .isEqualTo("s3cret\n");
        assertThat(run.run("stub", "--password-env=OTHER").err())
                .startsWith("catamail: there is no environment variable OTHER (--password-env)\n");
    }

    @Test
    void onTheCommandLineItIsTakenWithAWarning() {
        CommandRun.Outcome outcome = run.run("stub", "--password-on-command-line=s3cret");

        assertThat(outcome.out()).isEqualTo("s3cret\n");
        assertThat(outcome.err())
                .isEqualTo(
                        "catamail: warning: --password-on-command-line shows the password to everybody who may list the"
                                + " processes of this machine; --password-file does not\n");
    }

    @Test
    void thereIsOneSourceAtMost() {
        assertThat(run.run("stub", "--ask-password", "--password-env=A").err())
                .startsWith(
                        "catamail: of --ask-password, --password-file, --password-env and --password-on-command-line"
                                + " only one can be given\n");
    }

    @Test
    void onlyAYesIsAYes() {
        assertThat(agreed("y")).isEqualTo("true\n");
        assertThat(agreed(" YES ")).isEqualTo("true\n");
        assertThat(agreed("")).isEqualTo("false\n");
        assertThat(agreed("yep")).isEqualTo("false\n");
    }

    @Test
    void whereNobodyCanAgreeTheOptionIsNamed() {
        assertThat(asking().run("stub").err()).startsWith("catamail: there is no terminal to ask on: add --yes\n");
    }

    private static String agreed(String answer) {
        CommandRun run = asking().answers(answer);
        String out = run.run("stub").out();
        assertThat(run.questions()).containsExactly("Write ca.p12? [y/N] ");
        return out;
    }

    private static CommandRun asking() {
        return new CommandRun().command(StubCommand.doing(stub -> {
            boolean agreed = stub.catamail().prompt().agrees("Write ca.p12", "add --yes");
            stub.catamail().screen().line(String.valueOf(agreed));
            return 0;
        }));
    }
}
