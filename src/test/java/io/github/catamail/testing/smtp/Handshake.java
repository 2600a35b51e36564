package io.github.catamail.testing.smtp;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's side of a TLS handshake. */
record Handshake(TlsOptions options, SSLContext context) {
    /** Returns what it came to; null when it failed, and then the connection is closed. */
    @Nullable TlsFacts carryOut(Wire wire, Ledger ledger) throws IOException {
        GarblingStream input = new GarblingStream(wire.raw().getInputStream());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(wire.raw(), input, false);
        socket.setUseClientMode(false);
        switch (options.clientCertificate()) {
            case NEEDED -> socket.setNeedClientAuth(true);
            case WANTED -> socket.setWantClientAuth(true);
            case NONE -> socket.setWantClientAuth(false);
        }
        if (!options.protocols().isEmpty()) {
            socket.setEnabledProtocols(options.protocols().toArray(String[]::new));
        }
        try {
            socket.startHandshake();
        } catch (SSLException failed) {
            ledger.addFailedHandshake(String.valueOf(failed.getMessage()));
            wire.closeAfterClient();
            return null;
        }
        wire.upgrade(socket, input);
        return TlsFacts.of(socket.getSession());
    }
}
