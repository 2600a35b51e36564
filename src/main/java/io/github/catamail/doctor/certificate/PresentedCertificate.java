package io.github.catamail.doctor.certificate;

import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.IssuerUrls;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One of the certificates that a server sent.
 *
 * @param number its place, counted from 1 for the server's own
 * @param role what it is in the chain
 * @param summary whom it is for, who signed it, its dates and its fingerprint
 * @param key its key in words, such as {@code RSA, 2048 bits}
 * @param signature how it is signed, such as {@code SHA256withRSA}
 * @param issuerUrls where it says that the certificate of its issuer can be had; nobody has looked there
 * @param certificate the certificate itself
 */
public record PresentedCertificate(
        int number,
        Role role,
        CertificateSummary summary,
        String key,
        String signature,
        List<String> issuerUrls,
        X509Certificate certificate) {
    /** What a certificate is in the chain of a server. */
    public enum Role {
        /** The server's own. */
        SERVER,
        /** That of an authority that another one vouches for. */
        ISSUER,
        /** That of an authority that signed it itself, at the end of the chain. */
        ROOT,
        /** It has nothing to do with the others. */
        UNRELATED
    }

    /** Copies the list. */
    public PresentedCertificate {
        issuerUrls = List.copyOf(issuerUrls);
    }

    static PresentedCertificate of(int number, Role role, X509Certificate certificate) {
        return new PresentedCertificate(
                number,
                role,
                CertificateSummary.of(certificate),
                KeyStrength.of(certificate).text(),
                certificate.getSigAlgName(),
                IssuerUrls.of(certificate),
                certificate);
    }

    /** Returns whether subject and issuer are one. */
    boolean isSelfSigned() {
        return summary.isSelfIssued() && role != Role.ISSUER;
    }
}
