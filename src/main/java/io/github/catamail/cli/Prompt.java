package io.github.catamail.cli;

import io.github.catamail.secret.Secret;
import java.util.Arrays;
import java.util.Locale;

/** Asks the one who runs the command. */
final class Prompt {
    private final Keyboard keyboard;

    Prompt(Keyboard keyboard) {
        this.keyboard = keyboard;
    }

    /**
     * Asks for a secret; what is typed is not shown.
     *
     * @param what what it is, such as {@code password of app@example.com}
     * @param otherwise which option to use where nobody can be asked
     */
    Secret secret(String what, String otherwise) throws WrongUsageException {
        char[] typed = keyboard.isThere() ? keyboard.readSecret(upperFirst(what) + ": ") : null;
        if (typed == null) {
            throw new WrongUsageException("there is no terminal to ask for the " + what + " on: " + otherwise);
        }
        Secret secret = Secret.of(new String(typed));
        Arrays.fill(typed, ' ');
        return secret;
    }

    /**
     * Asks whether something is to be done. Anything but a clear yes is a no.
     *
     * @param question the question, without the question mark
     * @param otherwise which option to use where nobody can be asked
     */
    boolean agrees(String question, String otherwise) throws WrongUsageException {
        String answer = keyboard.isThere() ? keyboard.readLine(question + "? [y/N] ") : null;
        if (answer == null) {
            throw new WrongUsageException("there is no terminal to ask on: " + otherwise);
        }
        String word = answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    private static String upperFirst(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
