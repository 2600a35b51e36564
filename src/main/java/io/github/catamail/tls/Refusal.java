package io.github.catamail.tls;

import io.github.catamail.tls.UntrustedServerException.Reason;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;

/**
 * Why one trust manager of the JVM did not trust a server, found out from its exception and from the certificates.
 *
 * @param reason the reason
 * @param path the server's certificate and those of its issuers that it presented, in order
 * @param presented the certificates as the server sent them
 * @param impostor whether a trusted authority has the name of the issuer that was looked for, and another key
 * @param cause what the trust manager said
 */
record Refusal(
        Reason reason,
        List<X509Certificate> path,
        List<X509Certificate> presented,
        boolean impostor,
        CertificateException cause) {

    static Refusal of(
            X509TrustManager manager,
            List<X509Certificate> presented,
            String authType,
            boolean nameChecked,
            CertificateException cause) {
        List<X509Certificate> path = CertificateChain.from(presented.get(0), presented);
        X509Certificate last = path.get(path.size() - 1);
        boolean known = Stream.of(manager.getAcceptedIssuers())
                .anyMatch(issuer -> issuer.getSubjectX500Principal().equals(last.getIssuerX500Principal())
                        && CertificateChain.isSignedBy(last, issuer));
        boolean namesake = Stream.of(manager.getAcceptedIssuers())
                .anyMatch(issuer -> issuer.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
        Reason reason = Reason.OTHER;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                reason = Reason.EXPIRED;
            } else if (t instanceof CertificateNotYetValidException) {
                reason = Reason.NOT_YET_VALID;
            } else if (isNoPath(t) && !known) {
                reason = reasonWithoutIssuer(path);
            }
        }
        // The JVM throws a bare CertificateException for a name, and one of its own kind for a path.
        if (nameChecked
                && reason == Reason.OTHER
                && cause.getClass() == CertificateException.class
                && trustsPath(manager, presented, authType)) {
            reason = Reason.NAME_MISMATCH;
        }
        return new Refusal(reason, path, presented, namesake && !known, cause);
    }

    /** Returns the one of two refusals that tells more: that of the manager that came further. */
    Refusal clearer(Refusal other) {
        if (other.rank() < rank()) {
            return other.clearer(this);
        }
        cause.addSuppressed(other.cause);
        return this;
    }

    UntrustedServerException explain(String expectedName, String searched, Instant now) {
        List<CertificateSummary> summaries =
                presented.stream().map(CertificateSummary::of).toList();
        return new UntrustedServerException(
                reason,
                message(summaries.get(0), expectedName, searched, now),
                summaries,
                expectedName,
                searched,
                cause);
    }

    private String message(CertificateSummary server, String expectedName, String searched, Instant now) {
        CertificateSummary last = CertificateSummary.of(path.get(path.size() - 1));
        return switch (reason) {
            case NAME_MISMATCH -> "the server's certificate is for " + server.names() + ", not for " + expectedName;
            case EXPIRED ->
                path.stream()
                        .filter(certificate -> CertificateDates.isOver(certificate, now))
                        .findFirst()
                        .map(certificate -> whose(certificate) + " expired on " + CertificateDates.end(certificate))
                        .orElse("a certificate of the server's chain has expired");
            case NOT_YET_VALID ->
                path.stream()
                        .filter(certificate -> CertificateDates.isToCome(certificate, now))
                        .findFirst()
                        .map(certificate ->
                                whose(certificate) + " is not valid before " + CertificateDates.start(certificate))
                        .orElse("a certificate of the server's chain is not valid yet");
            case SELF_SIGNED ->
                "the server's certificate, " + server.subject() + ", is signed by itself and is unknown to " + searched
                        + namesake();
            case INCOMPLETE_CHAIN ->
                "the server sent its certificate, " + server.subject() + ", without that of its issuer, "
                        + last.issuer() + ", which is unknown to " + searched + namesake();
            case UNKNOWN_ISSUER ->
                "the server's certificate, " + server.subject() + ", goes back to " + last.issuer()
                        + ", which is unknown to " + searched + namesake();
            case OTHER -> "the server's certificate, " + server.subject() + ", is not accepted: " + rootMessage();
        };
    }

    private String whose(X509Certificate certificate) {
        String subject = CertificateSummary.printable(certificate.getSubjectX500Principal());
        return certificate.equals(path.get(0))
                ? "the server's certificate, " + subject + ","
                : "the certificate of its issuer, " + subject + ",";
    }

    private String namesake() {
        return impostor ? " (there is one of that name, with another key)" : "";
    }

    private String rootMessage() {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private int rank() {
        return switch (reason) {
            case NAME_MISMATCH -> 0;
            case EXPIRED, NOT_YET_VALID -> 1;
            case OTHER -> 2;
            case SELF_SIGNED, INCOMPLETE_CHAIN, UNKNOWN_ISSUER -> impostor ? 3 : 4;
        };
    }

    /** Returns whether this says that no trusted authority signed the chain, or one that only has the right name. */
    private static boolean isNoPath(Throwable t) {
        return t instanceof CertPathBuilderException
                || (t instanceof CertPathValidatorException validation
                        && (validation.getReason() == PKIXReason.NO_TRUST_ANCHOR
                                || validation.getReason() == BasicReason.INVALID_SIGNATURE));
    }

    private static Reason reasonWithoutIssuer(List<X509Certificate> path) {
        X509Certificate last = path.get(path.size() - 1);
        if (path.size() > 1) {
            return Reason.UNKNOWN_ISSUER;
        }
        return CertificateChain.isSignedBy(last, last) ? Reason.SELF_SIGNED : Reason.INCOMPLETE_CHAIN;
    }

    private static boolean trustsPath(X509TrustManager manager, List<X509Certificate> presented, String authType) {
        try {
            manager.checkServerTrusted(presented.toArray(X509Certificate[]::new), authType);
            return true;
        } catch (CertificateException path) {
            return false;
        }
    }
}
