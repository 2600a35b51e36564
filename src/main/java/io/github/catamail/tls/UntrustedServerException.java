package io.github.catamail.tls;

import java.security.cert.CertificateException;
import java.util.List;

/**
 * The server was not trusted. The message is a sentence for the administrator; it stands in the cause chain of the {@link
 * javax.net.ssl.SSLHandshakeException} that the handshake ends with.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class UntrustedServerException extends CertificateException {
    private static final long serialVersionUID = 1L;

    /** Why the server was not trusted. */
    public enum Reason {
        /** The certificate is good, but for other names than the one connected to. */
        NAME_MISMATCH,
        /** The certificate, or one of its issuers, has expired. */
        EXPIRED,
        /** The certificate, or one of its issuers, is not valid yet. */
        NOT_YET_VALID,
        /** The certificate is signed by itself and not in the trust store. */
        SELF_SIGNED,
        /** The server sent nothing about the issuer of its certificate, and the trust store does not have it. */
        INCOMPLETE_CHAIN,
        /** The authority at the end of the chain is not in the trust store. */
        UNKNOWN_ISSUER,
        /** Something else; the message and the cause say what. */
        OTHER
    }

    private final Reason reason;
    private final List<CertificateSummary> presented;
    private final String expectedName;
    private final String searched;

    UntrustedServerException(
            Reason reason,
            String message,
            List<CertificateSummary> presented,
            String expectedName,
            String searched,
            CertificateException cause) {
        super(message, cause);
        this.reason = reason;
        this.presented = List.copyOf(presented);
        this.expectedName = expectedName;
        this.searched = searched;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the certificates that the server presented, its own first, as it sent them; never empty. */
    public List<CertificateSummary> presented() {
        return presented;
    }

    /** Returns the name that the certificate was checked against, or would have been. */
    public String expectedName() {
        return expectedName;
    }

    /** Returns where a trusted issuer was looked for, such as {@code trust store conf/ca.p12}. */
    public String searched() {
        return searched;
    }
}
