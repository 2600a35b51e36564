package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a password comes from: the terminal, a file, or the environment. For commands that need one, as a mixin. On the command
 * line itself everybody on the machine could read it.
 */
final class SecretOptions {
    private static final int LONGEST = 64 * 1024;

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
            return fromFile(file);
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
        catamail.screen().endProgress();
        return catamail.prompt().secret(what, "use --password-file or --password-env");
    }

    /** A pipe may be read too, as {@code <(...)} of a shell is one, but nothing without an end. */
    private static Secret fromFile(Path file) throws WrongUsageException, IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        }
        if (bytes.length > LONGEST) {
            throw new WrongUsageException(file + " is too large for a password (--password-file)");
        }
        try {
            return Secret.of(withoutLineBreak(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
        } catch (CharacterCodingException other) {
            throw new WrongUsageException(file + " is not in UTF-8 (--password-file)");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String withoutLineBreak(String text) {
        String once = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return once.endsWith("\r") ? once.substring(0, once.length() - 1) : once;
    }
}
