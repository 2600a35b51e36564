package io.github.catamail.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server that at least one of several trust managers trusts, and explains it if none does. Each of them checks
 * the name of the server too, as the socket demands.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final List<X509ExtendedTrustManager> managers;
    private final String searched;
    private final Clock clock;

    /**
     * Makes a trust manager.
     *
     * @param managers at least one, to be asked in this order
     * @param searched where they look, for messages
     */
    ServerTrust(List<X509ExtendedTrustManager> managers, String searched, Clock clock) {
        this.managers = List.copyOf(managers);
        this.searched = searched;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        SSLSocket tls = (SSLSocket) socket;
        check(
                chain,
                authType,
                manager -> manager.checkServerTrusted(chain, authType, socket),
                tls.getHandshakeSession(),
                tls.getSSLParameters());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(
                chain,
                authType,
                manager -> manager.checkServerTrusted(chain, authType, engine),
                engine.getHandshakeSession(),
                engine.getSSLParameters());
    }

    /** Never called by JSSE on an extended trust manager, and refused because it could not check the name. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the name of the server cannot be checked without its connection");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return managers.stream()
                .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }

    private void check(
            X509Certificate[] chain, String authType, Check check, SSLSession session, SSLParameters parameters)
            throws CertificateException {
        Refusal clearest = null;
        for (X509ExtendedTrustManager manager : managers) {
            try {
                check.by(manager);
                return;
            } catch (CertificateException cause) {
                String algorithm = parameters.getEndpointIdentificationAlgorithm();
                boolean named = algorithm != null && !algorithm.isEmpty();
                Refusal refusal = Refusal.of(manager, List.of(chain), authType, named, cause);
                if (clearest == null) {
                    clearest = refusal;
                } else {
                    clearest = clearest.clearer(refusal);
                }
            }
        }
        if (clearest != null) {
            throw clearest.explain(session.getPeerHost(), searched, clock.instant());
        }
        throw new CertificateException("no trust manager");
    }

    private static CertificateException noServer() {
        return new CertificateException("this is a client, which trusts servers only");
    }

    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }
}
