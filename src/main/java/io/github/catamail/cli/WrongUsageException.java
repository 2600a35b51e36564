package io.github.catamail.cli;

/** The command was not called as it has to be. The message says what is wrong, and what to write instead. */
final class WrongUsageException extends Exception {
    private static final long serialVersionUID = 1;

    WrongUsageException(String message) {
        super(message);
    }
}
