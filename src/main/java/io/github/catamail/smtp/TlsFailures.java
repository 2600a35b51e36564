package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Topic;
import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.UntrustedServerException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Explains failures of TLS. */
final class TlsFailures {
    private TlsFailures() {}

    static Explanation explain(Attempt attempt, Exception failure, SSLException tls) {
        String tried = attempt.tried("no TLS connection with");
        UntrustedServerException untrusted = IoFailures.find(failure, UntrustedServerException.class);
        if (untrusted != null) {
            return untrusted(tried, untrusted);
        }
        String said = IoFailures.root(failure);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("unrecognized ssl message") || lower.contains("plaintext connection")) {
            return plainServer(attempt, tried);
        }
        if (lower.contains("certificate_required")
                || lower.contains("bad_certificate")
                || lower.contains("unknown_ca")
                || lower.contains("certificate_unknown")
                || lower.contains("certificate_expired")
                || lower.contains("access_denied")) {
            return clientCertificate(attempt, tried, said);
        }
        if (lower.contains("no appropriate protocol")
                || lower.contains("protocol_version")
                || lower.contains("protocol version")
                || lower.contains("insufficient_security")
                || lower.contains("no cipher suites in common")
                || lower.contains("handshake_failure")) {
            return versions(attempt, tried, said);
        }
        if (IoFailures.find(failure, java.net.SocketTimeoutException.class) != null) {
            return new Explanation(
                    Topic.TIMEOUT,
                    tried + ": the handshake did not end within "
                            + IoFailures.text(attempt.settings().timeouts().read())
                            + " ('readTimeout'). " + otherMode(attempt));
        }
        if (lower.contains("remote host terminated the handshake") || lower.contains("closed")) {
            return new Explanation(
                    Topic.TLS_FAILED,
                    tried + ": the server closed the connection in the middle of the handshake. " + otherMode(attempt)
                            + ". Else look into the server's log");
        }
        return new Explanation(
                Topic.TLS_FAILED,
                tried + ": " + said + ". Look into the server's log; 'tlsProtocols' and 'keystoreFile' are the attributes"
                        + " that bear on the handshake");
    }

    private static Explanation untrusted(String tried, UntrustedServerException untrusted) {
        CertificateSummary server = untrusted.presented().get(0);
        String what = tried + ": " + untrusted.getMessage();
        return switch (untrusted.reason()) {
            case NAME_MISMATCH -> new Explanation(
                    Topic.HOSTNAME_MISMATCH,
                    what + ". Write one of these names as 'host', or as 'tlsServerName' if the server is reached under"
                            + " another");
            case EXPIRED, NOT_YET_VALID -> new Explanation(
                    Topic.CERTIFICATE_DATES,
                    what + ". Have the certificate renewed on the server; check the clock of this machine");
            case SELF_SIGNED, INCOMPLETE_CHAIN, UNKNOWN_ISSUER -> new Explanation(
                    Topic.UNTRUSTED_CERTIFICATE,
                    what + ". If it is the right server (SHA-256 " + server.sha256() + "), put the certificate of its issuer"
                            + " into a file and name it with 'truststoreFile'");
            case OTHER -> new Explanation(Topic.TLS_FAILED, what + ". Have the certificate corrected on the server");
        };
    }

    private static Explanation plainServer(Attempt attempt, String tried) {
        int port = attempt.endpoint().port();
        return new Explanation(
                Topic.WRONG_TLS_MODE,
                tried + ": port " + port + " does not speak TLS from the first byte. Set "
                        + (port == 25 ? "tls=\"starttls\" or tls=\"none\"" : "tls=\"starttls\"") + ", or port=\"465\"");
    }

    private static Explanation clientCertificate(Attempt attempt, String tried, String said) {
        boolean sent = attempt.settings().tls().keystore() != null;
        return new Explanation(
                Topic.CLIENT_CERTIFICATE,
                tried + ": the server said \"" + said + "\". "
                        + (sent
                                ? "It does not accept the client certificate of 'keystoreFile': it may be expired or issued"
                                        + " by an authority that the server does not know"
                                : "It seems to want a client certificate: name one with 'keystoreFile'"));
    }

    private static Explanation versions(Attempt attempt, String tried, String said) {
        boolean pinned = !attempt.settings().tls().protocols().isEmpty()
                || !attempt.settings().tls().cipherSuites().isEmpty();
        return new Explanation(
                Topic.TLS_VERSION,
                tried + ": " + said + ". "
                        + (pinned
                                ? "Remove 'tlsProtocols' and 'tlsCipherSuites', so that all versions of this JVM are offered"
                                : "The server may speak only versions or ciphers of TLS that this JVM has switched off, or may"
                                        + " want a client certificate ('keystoreFile')"));
    }

    private static String otherMode(Attempt attempt) {
        return attempt.endpoint().security() == ConnectionSecurity.IMPLICIT_TLS
                ? "If port " + attempt.endpoint().port() + " speaks SMTP first, set tls=\"starttls\""
                : "Something between this machine and the server may interfere with STARTTLS";
    }
}
