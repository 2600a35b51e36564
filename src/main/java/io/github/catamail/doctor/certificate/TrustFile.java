package io.github.catamail.doctor.certificate;

import io.github.catamail.config.StoreType;
import io.github.catamail.secret.Secret;
import io.github.catamail.tls.CertificateSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file for {@code truststoreFile}: PKCS12 with a password, or PEM without one. It is written as a whole or not at all, and
 * read again before it takes the place of another.
 *
 * <p>Immutable and safe for use by several threads and processes: one after the other changes a file, so that none loses what
 * another has added.
 */
public final class TrustFile {
    /** Far more than it takes to write a file. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final StoreType type;
    private final Duration patience;

    private TrustFile(Path file, StoreType type, Duration patience) {
        this.file = file;
        this.type = type;
        this.patience = patience;
    }

    /** Returns the same, for which another that changes the file is waited for so long. */
    TrustFile waiting(Duration other) {
        return new TrustFile(file, type, other);
    }

    /** What to do if there is such a file. */
    public enum IfExists {
        /** Refuse. */
        REFUSE,
        /** Add the certificate to those in it. */
        ADD,
        /** Write the certificate in place of what is in it. */
        REPLACE
    }

    /** What was done. */
    public enum Outcome {
        /** The file was written, with this certificate alone. */
        WRITTEN,
        /** The certificate was added to those in the file. */
        ADDED,
        /** The file held the certificate already, and is as it was. */
        ALREADY_THERE
    }

    /**
     * Returns the file of this name. Nothing is read or written yet.
     *
     * @param type PKCS12 or PEM, or null to go by the ending of the name
     * @throws IllegalArgumentException with a sentence for the administrator, if the type is not known or another
     */
    public static TrustFile of(Path file, @Nullable StoreType type) {
        StoreType chosen = type == null ? byEnding(file) : type;
        if (chosen == StoreType.JKS) {
            throw new IllegalArgumentException(
                    "\"" + file + "\": JKS is not written, as Java itself has gone over to PKCS12: write a .p12 file");
        }
        return new TrustFile(file, chosen, PATIENCE);
    }

    /** Returns whether it has a password. */
    public boolean hasPassword() {
        return type == StoreType.PKCS12;
    }

    /** Returns whether it is there. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** Returns the file as it was named. */
    public Path path() {
        return file;
    }

    /**
     * Stores a certificate.
     *
     * @param password the password of a PKCS12 file; without effect for PEM
     * @throws TrustFileException if it cannot be stored; then nothing has changed
     */
    public Outcome write(X509Certificate certificate, @Nullable Secret password, IfExists ifExists)
            throws TrustFileException {
        boolean there = isThere(ifExists);
        TrustContent content = hasPassword() ? new Pkcs12Content(file, checked(password, there)) : new PemContent(file);
        String fingerprint = CertificateSummary.of(certificate).sha256();
        if (there && ifExists == IfExists.ADD && content.fingerprints(file).contains(fingerprint)) {
            // Then it is enough that it can be read.
            return Outcome.ALREADY_THERE;
        }
        try (Exclusive right = Replacement.of(file, type).exclusively(patience)) {
            if (right == null) {
                throw new TrustFileException(
                        "\"" + file + "\" is being changed by another process, which has not ended within "
                                + Causes.text(patience) + ". Nothing was written: try again when it has");
            }
            return write(certificate, content, ifExists);
        } catch (IOException unwritable) {
            throw Replacement.trouble(file, unwritable);
        }
    }

    private boolean isThere(IfExists ifExists) throws TrustFileException {
        boolean there = exists();
        if (there && ifExists == IfExists.REFUSE) {
            throw new TrustFileException("\"" + file + "\" exists already. Nothing was written");
        }
        if (there && !Files.isRegularFile(file)) {
            throw new TrustFileException(
                    "\"" + file + "\" is a directory or a device. Nothing was written: name a file");
        }
        return there;
    }

    private Outcome write(X509Certificate certificate, TrustContent content, IfExists ifExists)
            throws TrustFileException {
        // It may have come into being, or changed, while another was waited for.
        boolean there = isThere(ifExists);
        if (there && ifExists == IfExists.ADD) {
            List<String> before = content.fingerprints(file);
            if (before.contains(CertificateSummary.of(certificate).sha256())) {
                return Outcome.ALREADY_THERE;
            }
            Replacement.of(file, type).write(content.with(certificate, before.size()), content, certificate, before);
            return Outcome.ADDED;
        }
        Replacement.of(file, type).write(content.of(certificate), content, certificate, List.of());
        return Outcome.WRITTEN;
    }

    private Secret checked(@Nullable Secret password, boolean there) throws TrustFileException {
        if (password == null || password.reveal().isEmpty()) {
            throw new TrustFileException("\"" + file + "\" needs a password. A PEM file needs none");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(password.reveal())) {
            throw new TrustFileException("\"" + file + "\" "
                    + (there ? "has a password" : "would have a password")
                    + " with other characters than those of ASCII, which Java does not write. Choose another file or"
                    + " password");
        }
        return password;
    }

    private static StoreType byEnding(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "p12", "pfx", "pkcs12" -> StoreType.PKCS12;
            case "pem", "crt", "cer" -> StoreType.PEM;
            case "jks" -> StoreType.JKS;
            default ->
                throw new IllegalArgumentException("\"" + file
                        + "\" does not say by its ending what to write: let it end with .p12 or .pem, or add --type");
        };
    }
}
