package io.github.catamail.scan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that has mail classes.
 *
 * @param location the file
 * @param isMailJar whether it has nothing else, so that it can be deleted
 * @param pieces what it has; never empty
 */
public record BundledFile(ClassLocation location, boolean isMailJar, List<BundledPiece> pieces) {
    /** Copies the list. */
    public BundledFile {
        pieces = List.copyOf(pieces);
    }

    /** Returns whether it has classes that the server has too. */
    boolean isOfServer() {
        return pieces.stream().map(BundledPiece::piece).anyMatch(MailPiece::isOfServer);
    }

    boolean has(MailPiece piece) {
        return pieces.stream().map(BundledPiece::piece).anyMatch(piece::equals);
    }

    /** Returns the name of the file, with the word that shows that it is not a mail jar where it is none. */
    String name() {
        if (location.isClasses()) {
            return location.name();
        }
        return isMailJar ? location.name() : "inside " + location.name();
    }

    /** Returns the name and all pieces with their versions. */
    @Override
    public String toString() {
        return pieces.stream().map(BundledPiece::toString).collect(Collectors.joining(", ", name() + " (", ")"));
    }
}
