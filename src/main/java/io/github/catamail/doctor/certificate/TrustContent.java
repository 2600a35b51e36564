package io.github.catamail.doctor.certificate;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.StoreType;
import io.github.catamail.config.TlsSettings;
import io.github.catamail.config.TruststoreMode;
import io.github.catamail.secret.Secret;
import io.github.catamail.time.SystemClock;
import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.TlsContext;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bytes of a trust store of one type. */
interface TrustContent {
    /** Returns those of a store with this certificate alone. */
    byte[] of(X509Certificate certificate) throws TrustFileException;

    /**
     * Returns those of the file that there is, with this certificate added.
     *
     * @param before how many certificates are in it
     */
    byte[] with(X509Certificate certificate, int before) throws TrustFileException;

    /** Returns the SHA-256 fingerprints of what is in a file, as Catamail reads it when Tomcat starts. */
    List<String> fingerprints(Path file) throws TrustFileException;

    /** Reads a file as {@code truststoreFile} is read. */
    static List<String> read(Path file, StoreType type, @Nullable Secret password) throws TrustFileException {
        StoreSettings store = new StoreSettings("truststoreFile", file.toString(), file, type, password);
        TlsSettings settings =
                new TlsSettings(store, TruststoreMode.REPLACE, null, null, null, List.of(), List.of(), true, false);
        Problems problems = new Problems(file.toString());
        TlsContext context = TlsContext.load(settings, problems, SystemClock.utc());
        if (context == null) {
            throw new TrustFileException(
                    problems.errors().stream().map(Problem::message).collect(Collectors.joining(". ")));
        }
        return context.trusted().stream().map(CertificateSummary::sha256).toList();
    }
}
