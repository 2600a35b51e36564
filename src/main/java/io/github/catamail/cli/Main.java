package io.github.catamail.cli;

import java.io.Console;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs the command {@code catamail}, for {@code bin/catamail.sh} and {@code bin/catamail.bat}, which set the class path of the
 * server. The only class that writes to the standard output and ends the JVM.
 */
public final class Main {
    private Main() {}

    /**
     * Runs the command, and ends the JVM with its exit code.
     *
     * @param args the arguments, as {@code catamail --help} explains them
     */
    @SuppressWarnings("SystemConsoleNull") // whether there is a terminal behind it is seen to by ConsoleKeyboard
    public static void main(String[] args) {
        Console console = System.console();
        Surroundings surroundings = new Surroundings(
                System.in,
                System.out,
                System.err,
                console == null ? Keyboard.NONE : new ConsoleKeyboard(console),
                Map.copyOf(System.getenv()),
                System.getProperties().stringPropertyNames().stream()
                        .collect(Collectors.toUnmodifiableMap(name -> name, System::getProperty)));
        System.exit(Program.run(surroundings, args));
    }
}
