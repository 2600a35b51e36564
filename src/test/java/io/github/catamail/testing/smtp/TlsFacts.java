package io.github.catamail.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake came to.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite its standard name
 * @param clientCertificate the subject of the client's certificate, null when none was sent
 * @param serverNames the names that the client asked for (SNI)
 */
public record TlsFacts(
        String protocol, String cipherSuite, @Nullable String clientCertificate, List<String> serverNames) {
    static TlsFacts of(SSLSession session) {
        List<String> names = ((ExtendedSSLSession) session)
                .getRequestedServerNames().stream()
                        .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                        .toList();
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), clientSubject(session), names);
    }

    private static @Nullable String clientSubject(SSLSession session) {
        try {
            return ((X509Certificate) session.getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (SSLPeerUnverifiedException noneSent) {
            return null;
        }
    }
}
