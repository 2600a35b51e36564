package io.github.catamail.doctor.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.catamail.config.StoreType;
import io.github.catamail.tls.CertificateSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates as text (RFC 7468), with a line in front of each that says what it is. */
final class PemContent implements TrustContent {
    private static final int LINE = 64;

    private final Path file;

    PemContent(Path file) {
        this.file = file;
    }

    @Override
    public byte[] of(X509Certificate certificate) throws TrustFileException {
        CertificateSummary summary = CertificateSummary.of(certificate);
        // A subject is what its maker wants it to be, even the beginning of a block.
        String subject = summary.subject().replaceAll("-{2,}", "-");
        try {
            return ("# " + subject + ", until " + Chain.day(summary.notAfter()) + "\n# SHA-256 " + summary.sha256()
                            + "\n"
                            + "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII))
                                    .encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(UTF_8);
        } catch (CertificateEncodingException impossible) {
            throw new TrustFileException("the certificate cannot be written: " + impossible.getMessage(), impossible);
        }
    }

    @Override
    public byte[] with(X509Certificate certificate, int before) throws TrustFileException {
        try {
            byte[] old = Files.readAllBytes(file);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(old);
            if (old.length > 0 && old[old.length - 1] != '\n') {
                all.write('\n');
            }
            all.writeBytes(of(certificate));
            return all.toByteArray();
        } catch (IOException unreadable) {
            throw new TrustFileException("\"" + file + "\" cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public List<String> fingerprints(Path where) throws TrustFileException {
        return TrustContent.read(where, StoreType.PEM, null);
    }
}
