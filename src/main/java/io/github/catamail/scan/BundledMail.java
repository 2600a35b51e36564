package io.github.catamail.scan;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All files with mail classes on a class path.
 *
 * @param files by name
 */
public record BundledMail(List<BundledFile> files) {
    /** Copies the list. */
    public BundledMail {
        files = List.copyOf(files);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Returns what there is in any of the files. */
    public Set<MailPiece> pieces() {
        return files.stream()
                .map(BundledFile::pieces)
                .flatMap(Collection::stream)
                .map(BundledPiece::piece)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MailPiece.class)));
    }

    /** Returns whether there is a {@code javax.mail} that Tomcat has converted. */
    boolean isConverted() {
        return files.stream()
                .map(BundledFile::pieces)
                .flatMap(Collection::stream)
                .anyMatch(BundledPiece::converted);
    }

    /** Returns what an application of Tomcat 9 has after Tomcat has converted it. */
    public BundledMail afterConversion() {
        return new BundledMail(files.stream()
                .map(file -> new BundledFile(
                        file.location(),
                        file.isMailJar(),
                        file.pieces().stream().map(BundledMail::converted).toList()))
                .toList());
    }

    private static BundledPiece converted(BundledPiece piece) {
        // Tomcat leaves javax.activation as it is.
        return piece.piece() == MailPiece.JAVAX_MAIL
                ? new BundledPiece(MailPiece.MAIL_API, piece.version(), /* converted= */ true)
                : piece;
    }

    /** Returns the files that have a piece. */
    List<BundledFile> with(MailPiece piece) {
        return files.stream().filter(file -> file.has(piece)).toList();
    }

    /** Returns all files with their pieces and versions. */
    @Override
    public String toString() {
        return files.stream().map(BundledFile::toString).collect(Collectors.joining(", "));
    }
}
