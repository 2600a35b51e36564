package io.github.catamail.doctor.certificate;

import io.github.catamail.config.StoreType;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.CertificateSummary;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts new content in the place of a file, or of none, all at once. Whoever reads it sees the old or the new, and no half. */
final class Replacement {
    private final Path written;
    private final Path target;
    private final Path directory;
    private final StoreType type;

    private Replacement(Path written, Path target, StoreType type) {
        this.written = written;
        this.target = target;
        this.directory = Objects.requireNonNull(target.getParent());
        this.type = type;
    }

    /** Returns one for this file; a symbolic link stays, and what it leads to is replaced. */
    static Replacement of(Path file, StoreType type) throws TrustFileException {
        try {
            Path target = Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath().normalize();
            return new Replacement(file, target, type);
        } catch (IOException unreadable) {
            throw trouble(file, unreadable);
        }
    }

    /** Waits for the right to replace it; returns null if another has it all the time. */
    @Nullable Exclusive exclusively(Duration patience) throws IOException {
        return Exclusive.to(target, patience, Ticker.system());
    }

    /**
     * Writes the content, sees that all that should be in it can be read again, and puts it in place.
     *
     * @param before the fingerprints that were in the file and have to be in it afterwards
     */
    void write(byte[] bytes, TrustContent content, X509Certificate added, List<String> before)
            throws TrustFileException {
        try {
            Path fresh = Files.createTempFile(directory, ".catamail-", ".tmp");
            try {
                Files.write(fresh, bytes);
                List<String> found = content.fingerprints(fresh);
                if (!found.containsAll(before)
                        || !found.contains(CertificateSummary.of(added).sha256())) {
                    throw new TrustFileException("\"" + written
                            + "\" would not hold what it should. Nothing was written: name another file");
                }
                permit(fresh);
                move(fresh);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            throw trouble(written, unwritable);
        }
    }

    private void move(Path fresh) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException poorFileSystem) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Lets those read it who could read the file before. A new PEM file is for everybody, as certificates are no secret; a
     * PKCS12 file, whose password others might try, for the group of its directory, which in {@code conf} is that of Tomcat.
     */
    private void permit(Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        boolean there = Files.exists(target);
        PosixFileAttributeView model =
                Files.getFileAttributeView(there ? target : directory, PosixFileAttributeView.class);
        try {
            if (there) {
                view.setOwner(model.readAttributes().owner());
            }
            view.setGroup(model.readAttributes().group());
        } catch (IOException notAllowed) {
            // Only root may give files away. Then it is the file of whoever runs the command.
        }
        view.setPermissions(
                there
                        ? model.readAttributes().permissions()
                        : PosixFilePermissions.fromString(type == StoreType.PEM ? "rw-r--r--" : "rw-r-----"));
    }

    static TrustFileException trouble(Path file, IOException failure) {
        String why;
        if (failure instanceof NoSuchFileException) {
            why = "there is no directory " + file.toAbsolutePath().normalize().getParent();
        } else if (failure instanceof AccessDeniedException) {
            why = "this user may not write there";
        } else {
            why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        }
        return new TrustFileException("\"" + file + "\" cannot be written: " + why, failure);
    }
}
