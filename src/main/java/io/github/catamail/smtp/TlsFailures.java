package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Topic;
import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.UntrustedServerException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.stream.Stream;

/** Explains failures of TLS. */
final class TlsFailures {
    private TlsFailures() {}

    /** Explains why a handshake did not come to its end. */
    static Explanation handshake(Attempt attempt, Exception failure) {
        String tried = attempt.tried("no TLS connection with");
        UntrustedServerException untrusted = IoFailures.find(failure, UntrustedServerException.class);
        if (untrusted != null) {
            return untrusted(attempt, tried, untrusted);
        }
        if (IoFailures.find(failure, SocketTimeoutException.class) != null) {
            return new Explanation(
                    Topic.TIMEOUT,
                    tried + ": the handshake did not end within "
                            + IoFailures.text(attempt.settings().timeouts().read()) + " ('readTimeout')",
                    otherMode(attempt));
        }
        String said = IoFailures.root(failure);
        if (says(said, "unrecognized ssl message", "plaintext connection")) {
            return plainServer(attempt, tried);
        }
        if (isAboutCertificate(said)) {
            return clientCertificate(attempt, tried, "the server said \"" + said + "\"");
        }
        if (says(
                said,
                "no appropriate protocol",
                "protocol_version",
                "protocol version",
                "insufficient_security",
                "no cipher suites in common",
                "handshake_failure")) {
            return versions(attempt, tried, said);
        }
        if (says(
                said,
                "remote host terminated",
                "shut down incorrectly",
                "closed",
                "end of file",
                "reset",
                "broken pipe")) {
            return new Explanation(
                    Topic.TLS_FAILED,
                    tried + ": the server closed the connection in the middle of the handshake",
                    otherMode(attempt)
                            + ". If it wants a client certificate, name one with 'keystoreFile'. Else look into the server's"
                            + " log");
        }
        return new Explanation(
                Topic.TLS_FAILED,
                tried + ": " + said,
                "Look into the server's log; 'tlsProtocols' and 'keystoreFile' are the attributes that bear on the"
                        + " handshake");
    }

    /**
     * Explains why a server hung up before it said anything over TLS. In TLS 1.3 it judges the client's certificate only then,
     * and what it says of it can get lost where it closes the connection at once.
     */
    static Explanation afterHandshake(Attempt attempt, Exception failure) {
        String tried = attempt.tried("no SMTP session with");
        String said = attempt.endOfFile() ? "closed by the server" : IoFailures.root(failure);
        if (isAboutCertificate(said)) {
            return clientCertificate(attempt, tried, "the server said \"" + said + "\"");
        }
        String what = "the connection broke right after the TLS handshake (" + said + ")";
        return attempt.settings().tls().keystore() != null
                ? clientCertificate(attempt, tried, what)
                : new Explanation(
                        Topic.CONNECTION_CLOSED,
                        tried + ": " + what,
                        "The server may want a client certificate ('keystoreFile'), or not allow this machine to use"
                                + " it");
    }

    private static Explanation untrusted(Attempt attempt, String tried, UntrustedServerException untrusted) {
        CertificateSummary server = untrusted.presented().get(0);
        String what = tried + ": " + untrusted.getMessage();
        return switch (untrusted.reason()) {
            case NAME_MISMATCH ->
                new Explanation(
                        Topic.HOSTNAME_MISMATCH,
                        what,
                        "Write one of these names as 'host', or as 'tlsServerName' if the server is reached under"
                                + " another");
            case EXPIRED, NOT_YET_VALID ->
                new Explanation(
                        Topic.CERTIFICATE_DATES,
                        what,
                        "Have the certificate renewed on the server; check the clock of this machine");
            case SELF_SIGNED, INCOMPLETE_CHAIN, UNKNOWN_ISSUER ->
                new Explanation(
                        Topic.UNTRUSTED_CERTIFICATE,
                        what,
                        "If it is the right server (SHA-256 " + server.sha256()
                                + "), put the certificate of its issuer"
                                + " into a file and name it with 'truststoreFile'. The file is written by: "
                                + command(attempt));
            case OTHER -> new Explanation(Topic.TLS_FAILED, what, "Have the certificate corrected on the server");
        };
    }

    private static String command(Attempt attempt) {
        Endpoint server = attempt.endpoint();
        return "bin/catamail.sh fetch-cert " + server.address()
                + (server.security() == ConnectionSecurity.IMPLICIT_TLS ? " --implicit" : " --starttls")
                + " --out conf/mail-ca.pem";
    }

    private static Explanation plainServer(Attempt attempt, String tried) {
        int port = attempt.endpoint().port();
        return new Explanation(
                Topic.WRONG_TLS_MODE,
                tried + ": port " + port + " does not speak TLS from the first byte",
                "Set " + (port == 25 ? "tls=\"starttls\" or tls=\"none\"" : "tls=\"starttls\"") + ", or port=\"465\"");
    }

    private static Explanation clientCertificate(Attempt attempt, String tried, String what) {
        String advice;
        if (attempt.settings().tls().keystore() == null) {
            advice = "It seems to want a client certificate: name one with 'keystoreFile'";
        } else if (attempt.tls() != null && !attempt.tls().certificateSent()) {
            advice =
                    "The client certificate of 'keystoreFile' was not sent, because the server asked for none, or only for"
                            + " certificates of other issuers: have its issuer made known to the server, or name another with"
                            + " 'keystoreFile'";
        } else {
            advice = "It does not accept the client certificate of 'keystoreFile', which may be expired or issued by an"
                    + " authority that the server does not know; one of an issuer that the server does not ask for is not"
                    + " even sent";
        }
        return new Explanation(Topic.CLIENT_CERTIFICATE, tried + ": " + what, advice);
    }

    private static Explanation versions(Attempt attempt, String tried, String said) {
        boolean pinned = !attempt.settings().tls().protocols().isEmpty()
                || !attempt.settings().tls().cipherSuites().isEmpty();
        return new Explanation(
                Topic.TLS_VERSION,
                tried + ": " + said,
                pinned
                        ? "Remove 'tlsProtocols' and 'tlsCipherSuites', so that all versions of this JVM are offered"
                        : "The server may speak only versions or ciphers of TLS that this JVM has switched off, or may"
                                + " want a client certificate ('keystoreFile')");
    }

    private static String otherMode(Attempt attempt) {
        return attempt.endpoint().security() == ConnectionSecurity.IMPLICIT_TLS
                ? "If port " + attempt.endpoint().port() + " speaks SMTP first, set tls=\"starttls\""
                : "Something between this machine and the server may interfere with STARTTLS";
    }

    /** Whether an alert is about the certificate of the client (RFC 8446, 6.2). */
    private static boolean isAboutCertificate(String said) {
        return says(
                said,
                "certificate_required",
                "bad_certificate",
                "unsupported_certificate",
                "certificate_revoked",
                "certificate_expired",
                "certificate_unknown",
                "unknown_ca",
                "access_denied");
    }

    private static boolean says(String said, String... phrases) {
        String lower = said.toLowerCase(Locale.ROOT);
        return Stream.of(phrases).anyMatch(lower::contains);
    }
}
