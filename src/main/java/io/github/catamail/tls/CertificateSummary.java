package io.github.catamail.tls;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * What there is to say about a certificate. Its texts come from whoever made the certificate, which may be anybody;
 * control characters in them are replaced by question marks, so that they can be logged.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param subject whom it is for, such as {@code CN=mail.example.com, O=Example}
 * @param issuer who signed it
 * @param subjectAlternativeNames the DNS names and IP addresses that it is for (RFC 5280 section 4.2.1.6)
 * @param notBefore the first moment at which it is valid
 * @param notAfter the last moment at which it is valid
 * @param sha256 its fingerprint, as pairs of hexadecimal digits with colons between them
 */
public record CertificateSummary(
        String subject,
        String issuer,
        List<String> subjectAlternativeNames,
        Instant notBefore,
        Instant notAfter,
        String sha256)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Copies the list. */
    public CertificateSummary {
        subjectAlternativeNames = List.copyOf(subjectAlternativeNames);
    }

    /** Summarizes a certificate. */
    public static CertificateSummary of(X509Certificate certificate) {
        return new CertificateSummary(
                printable(certificate.getSubjectX500Principal()),
                printable(certificate.getIssuerX500Principal()),
                alternativeNames(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                fingerprint(certificate));
    }

    /** Returns whether the issuer is the subject. */
    public boolean isSelfIssued() {
        return subject.equals(issuer);
    }

    /** Returns the names that it is for: the alternative ones, or the subject where there are none. */
    public String names() {
        return subjectAlternativeNames.isEmpty() ? subject : String.join(", ", subjectAlternativeNames);
    }

    static String printable(X500Principal name) {
        return CONTROL.matcher(name.toString()).replaceAll("?");
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                            .map(name ->
                                    CONTROL.matcher(String.valueOf(name.get(1))).replaceAll("?"))
                            .toList();
        } catch (CertificateParsingException malformed) {
            // Nobody can match names that cannot be read.
            return List.of();
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(
                    "every JVM has SHA-256, and the certificate was read from bytes", impossible);
        }
    }
}
