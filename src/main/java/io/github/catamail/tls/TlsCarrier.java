package io.github.catamail.tls;

import javax.net.ssl.SSLSocket;

/**
 * A socket that wants to know of the TLS that is layered over it. Jakarta Mail keeps the socket that it makes for STARTTLS to
 * itself; what was negotiated is needed to explain what fails afterwards.
 */
public interface TlsCarrier {
    /**
     * Called once, by the thread that layers TLS over this socket, before the handshake.
     *
     * @param tls what is layered over it
     * @param whenClosed to be run when this socket is closed, once
     */
    void carries(SSLSocket tls, Runnable whenClosed);
}
