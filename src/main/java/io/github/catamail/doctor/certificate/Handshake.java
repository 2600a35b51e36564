package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Topic;
import io.github.catamail.smtp.TimedSocket;
import io.github.catamail.tls.ServerInspection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.List;

/** The TLS handshake, and why it ends before the server has shown a certificate. */
final class Handshake {
    private final CertificateRequest request;
    private final ConnectionSecurity security;
    private final Clock clock;

    Handshake(CertificateRequest request, ConnectionSecurity security, Clock clock) {
        this.request = request;
        this.security = security;
        this.clock = clock;
    }

    ServerInspection make(TimedSocket socket, List<String> details) throws FetchFailure {
        socket.expectReplyWithin(request.readTimeout());
        try {
            ServerInspection seen =
                    ServerInspection.of(socket, request.host(), request.port(), request.serverName(), clock);
            IOException failure = seen.failure();
            details.add(
                    failure == null
                            ? seen.version() + ", " + seen.cipherSuite()
                            : "the server showed its certificates, then: " + Causes.root(failure));
            if (seen.isClientCertificateWanted()) {
                details.add("the server asks for a client certificate");
            }
            return seen;
        } catch (IOException failure) {
            throw explain(failure);
        }
    }

    private FetchFailure explain(IOException failure) {
        String said = Causes.root(failure);
        if (Causes.has(failure, SocketTimeoutException.class)) {
            return new FetchFailure(
                            Topic.TIMEOUT,
                            "the TLS handshake did not end within " + Causes.text(request.readTimeout()),
                            "The server is overloaded, something between swallows data, or the port is for something"
                                    + " else",
                            failure)
                    .vaguely();
        } else if (Causes.says(said, "unrecognized ssl message", "plaintext connection")) {
            return plain(failure);
        } else if (Causes.says(said, "certificate chain length", "exceeds the maximum")) {
            return new FetchFailure(
                    Topic.CERTIFICATE_CHAIN,
                    "the server sends more certificates than this JVM takes: " + said,
                    "Have the server send its own certificate and those of its issuers, and no others",
                    failure);
        } else if (Causes.says(
                said,
                "no appropriate protocol",
                "protocol_version",
                "protocol version",
                "insufficient_security",
                "no cipher suites in common",
                "handshake_failure")) {
            return new FetchFailure(
                    Topic.TLS_VERSION,
                    "no TLS in common with the server: " + said,
                    "It may speak only versions or ciphers of TLS that this JVM has switched off: update the server",
                    failure);
        } else if (Causes.says(said, "remote host terminated", "shut down incorrectly", "closed", "reset", "broken")) {
            return new FetchFailure(
                            Topic.TLS_FAILED,
                            "the server closed the connection in the middle of the TLS handshake (" + said + ")",
                            "Look into the server's log for the reason",
                            failure)
                    .vaguely();
        }
        return new FetchFailure(
                Topic.TLS_FAILED, "the TLS handshake failed: " + said, "Look into the server's log", failure);
    }

    private FetchFailure plain(IOException failure) {
        if (security != ConnectionSecurity.IMPLICIT_TLS) {
            return new FetchFailure(
                    Topic.TLS_FAILED,
                    "the server agreed to begin TLS and went on in clear",
                    "TLS is broken on the server, or something between interferes: look into the server's log",
                    failure);
        }
        return new FetchFailure(
                        Topic.WRONG_TLS_MODE,
                        "port " + request.port() + " does not speak TLS from the first byte",
                        "Use --starttls, or the port that speaks TLS from the first byte, mostly 465, 993 or 995",
                        failure)
                .promising(ConnectionSecurity.STARTTLS);
    }
}
