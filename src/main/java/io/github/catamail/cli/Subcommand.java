package io.github.catamail.cli;

import java.util.concurrent.Callable;

/**
 * One of the commands, such as {@code explain}. Keeps arguments, hands them to whoever does the work, and shows what comes of
 * it; it returns the exit code. What it throws other than {@link WrongUsageException} and {@link java.io.IOException} counts as a
 * fault of the program.
 */
abstract class Subcommand implements Callable<Integer> {
    private final Catamail catamail;

    Subcommand(Catamail catamail) {
        this.catamail = catamail;
    }

    /** Returns what all commands share: options, output, directories. */
    final Catamail catamail() {
        return catamail;
    }
}
