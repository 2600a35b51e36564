package io.github.catamail.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates in the order in which TLS wants them: each followed by the one that signed it (RFC 8446 section 4.4.2). */
final class CertificateChain {
    private CertificateChain() {}

    /** Returns {@code leaf} and, as far as they are among the {@code candidates}, its issuers up to the root. */
    static List<X509Certificate> from(X509Certificate leaf, List<X509Certificate> candidates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
        X509Certificate last = leaf;
        while (!isSignedBy(last, last)) {
            X509Certificate child = last;
            X509Certificate issuer = candidates.stream()
                    .filter(candidate -> !chain.contains(candidate) && isSignedBy(child, candidate))
                    .findFirst()
                    .orElse(null);
            if (issuer == null) {
                break;
            }
            chain.add(issuer);
            last = issuer;
        }
        return List.copyOf(chain);
    }

    static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherKey) {
            return false;
        }
    }
}
