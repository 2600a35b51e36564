package io.github.catamail.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file cannot be read or written. */
final class FileTrouble {
    private FileTrouble() {}

    static String text(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " must not be read or written by this user; run the command as the user that"
                    + " Tomcat runs as";
        }
        if (failure instanceof FileSystemException other) {
            return other.getFile() + ": " + (other.getReason() == null ? "not usable" : other.getReason());
        }
        String message = failure.getMessage();
        return failure instanceof FileNotFoundException || message != null
                ? String.valueOf(message)
                : failure.getClass().getSimpleName();
    }
}
