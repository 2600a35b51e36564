package io.github.catamail.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets every server pass, and keeps what it presents and whether it would have been trusted: by the JVM's authorities, and by
 * trust stores that hold one of the very certificates. For one connection over which nothing is sent.
 */
final class Witness extends X509ExtendedTrustManager {
    private static final String AUTHORITIES = "the JVM's certificate authorities";

    private final Clock clock;
    private List<X509Certificate> presented = List.of();
    private @Nullable UntrustedServerException refusalOfJvm;
    private Map<X509Certificate, Optional<UntrustedServerException>> refusals = Map.of();

    Witness(Clock clock) {
        this.clock = clock;
    }

    /** Returns the certificates as the server sent them, or nothing as long as it has sent none. */
    List<X509Certificate> presented() {
        return presented;
    }

    /** Returns why the JVM's authorities do not trust the server, or null if they do. */
    @Nullable UntrustedServerException refusalOfJvm() {
        return refusalOfJvm;
    }

    /** Returns why the server is not trusted by a trust store with this one of its certificates, or null if it is. */
    @Nullable UntrustedServerException refusalTrusting(X509Certificate certificate) {
        return refusals.getOrDefault(certificate, Optional.empty()).orElse(null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            refusalOfJvm = refusal(ofJvm(), chain, authType, socket);
            Map<X509Certificate, Optional<UntrustedServerException>> found = new LinkedHashMap<>();
            for (X509Certificate certificate : chain) {
                ServerTrust alone = new ServerTrust(
                        List.of(TrustManagers.of(List.of(certificate))), "a trust store with it", clock);
                found.put(certificate, Optional.ofNullable(refusal(alone, chain, authType, socket)));
            }
            refusals = found;
            presented = List.of(chain);
        } catch (GeneralSecurityException unusable) {
            throw new CertificateException("the certificates cannot be looked at", unusable);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw sockets();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw sockets();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw sockets();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw sockets();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw sockets();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static @Nullable UntrustedServerException refusal(
            ServerTrust trust, X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, socket);
            return null;
        } catch (UntrustedServerException refused) {
            return refused;
        }
    }

    /** The trust of a JVM that has no authorities, or whose trust store cannot be read, is in nobody. */
    private ServerTrust ofJvm() {
        try {
            X509ExtendedTrustManager jvm = TrustManagers.ofJvm();
            if (jvm.getAcceptedIssuers().length > 0) {
                return new ServerTrust(List.of(jvm), AUTHORITIES, clock);
            }
            return new ServerTrust(List.of(new NoAuthority()), AUTHORITIES + " (there are none)", clock);
        } catch (GeneralSecurityException unreadable) {
            return new ServerTrust(
                    List.of(new NoAuthority()),
                    AUTHORITIES + " (which cannot be read: " + unreadable.getMessage() + ")",
                    clock);
        }
    }

    private static CertificateException sockets() {
        return new CertificateException("this looks at servers only, over a socket");
    }
}
