package io.github.catamail.tls;

import javax.net.ssl.SSLSocket;

/**
 * A socket that wants to know of the TLS that is layered over it. Jakarta Mail keeps the socket that it makes for STARTTLS to
 * itself; what was negotiated is needed to explain what fails afterwards.
 */
public interface TlsCarrier {
    /** Called once, by the thread that layers TLS over this socket, before the handshake. */
    void carries(SSLSocket tls);
}
