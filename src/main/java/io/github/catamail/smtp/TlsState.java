package io.github.catamail.smtp;

import javax.net.ssl.SSLSession;

/**
 * The TLS of a connection whose handshake is done, as far as this side knows: in TLS 1.3 the server judges the client's
 * certificate afterwards, and says so where its first reply is expected (RFC 8446, 4.4.2.4).
 *
 * @param version such as {@code TLSv1.3}
 * @param cipherSuite its standard name
 * @param certificateSent whether the server asked for a certificate and got one
 * @param answered whether the server has said something over it
 */
record TlsState(String version, String cipherSuite, boolean certificateSent, boolean answered) {
    static TlsState of(SSLSession session) {
        return new TlsState(
                session.getProtocol(),
                session.getCipherSuite(),
                session.getLocalCertificates() != null,
                /* answered= */ false);
    }

    TlsState afterAnswer() {
        return answered ? this : new TlsState(version, cipherSuite, certificateSent, true);
    }

    @Override
    public String toString() {
        return version + ", " + cipherSuite;
    }
}
