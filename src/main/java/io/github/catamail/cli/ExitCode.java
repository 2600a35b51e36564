package io.github.catamail.cli;

/** What the command tells a script that called it. */
final class ExitCode {
    /** Nothing is wrong, or there are warnings and nobody minds. */
    static final int FINE = 0;

    /** There are warnings, and {@code --strict} was given. */
    static final int WARNINGS = 1;

    /** Something is wrong that keeps mail from being sent, or the work could not be done. */
    static final int ERRORS = 2;

    /** The command was not called as it has to be ({@code EX_USAGE} of sysexits). */
    static final int USAGE = 64;

    /** The command itself failed ({@code EX_SOFTWARE} of sysexits). */
    static final int OWN_FAULT = 70;

    private ExitCode() {}
}
