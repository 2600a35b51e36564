package io.github.catamail.cli;

import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a password comes from: the terminal, a file, or the environment. For commands that need one, as a mixin. On the command
 * line itself everybody on the machine could read it.
 */
final class SecretOptions {
    @Option(names = "--ask-password", description = "Ask for the password. What is typed is not shown.")
    private boolean ask;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from this file; a line break at its end does not count.")
    private @Nullable Path file;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "Take the password from the environment variable of this name.")
    private @Nullable String variable;

    @Option(
            names = "--password-on-command-line",
            paramLabel = "PASSWORD",
            description = "The password itself. Whoever may list processes on this machine can read it there.")
    private @Nullable String open;

    /**
     * Returns the password, from where the options say; null where there are none of these.
     *
     * @param what what it is, such as {@code password of app@example.com}
     */
    @Nullable Secret secret(Catamail catamail, String what) throws WrongUsageException, IOException {
        int given = (ask ? 1 : 0) + (file == null ? 0 : 1) + (variable == null ? 0 : 1) + (open == null ? 0 : 1);
        if (given > 1) {
            throw new WrongUsageException("of --ask-password, --password-file, --password-env and"
                    + " --password-on-command-line only one can be given");
        }
        if (file != null) {
            return Secret.of(withoutLineBreak(Files.readString(file)));
        }
        if (variable != null) {
            String value = catamail.surroundings().environment().get(variable);
            if (value == null) {
                throw new WrongUsageException("there is no environment variable " + variable + " (--password-env)");
            }
            return Secret.of(value);
        }
        if (open != null) {
            catamail.screen()
                    .error("catamail: warning: --password-on-command-line shows the password to everybody who may list"
                            + " the processes of this machine; --password-file does not");
            return Secret.of(open);
        }
        return ask ? ask(catamail, what) : null;
    }

    /** Asks for a password that no option names. */
    Secret ask(Catamail catamail, String what) throws WrongUsageException {
        return catamail.prompt().secret(what, "use --password-file or --password-env");
    }

    private static String withoutLineBreak(String text) {
        String once = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return once.endsWith("\r") ? once.substring(0, once.length() - 1) : once;
    }
}
