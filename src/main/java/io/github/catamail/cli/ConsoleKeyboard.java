package io.github.catamail.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The terminal that the command was started from. */
final class ConsoleKeyboard implements Keyboard {
    private final Console console;

    ConsoleKeyboard(Console console) {
        this.console = console;
    }

    @Override
    public boolean isThere() {
        try {
            // Since Java 22 there is a console even where there is no terminal, and this method to tell.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    @Override
    public @Nullable String readLine(String prompt) {
        return console.readLine("%s", prompt);
    }

    @Override
    public char @Nullable [] readSecret(String prompt) {
        return console.readPassword("%s", prompt);
    }
}
