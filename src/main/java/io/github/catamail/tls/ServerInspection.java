package io.github.catamail.tls;

import io.github.catamail.config.TlsSettings;
import io.github.catamail.config.TruststoreMode;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that a server presents, and who would trust them. It judges as {@link TlsContext} does, and lets every
 * server pass to do so: therefore the connection is closed right after the handshake, and nothing is ever sent over it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ServerInspection {
    private final Witness witness;
    private final List<X509Certificate> path;
    private final String version;
    private final String cipherSuite;
    private final boolean clientCertificateWanted;
    private final @Nullable IOException failure;

    private ServerInspection(
            Witness witness, SSLSession session, boolean clientCertificateWanted, @Nullable IOException failure) {
        this.witness = witness;
        this.path = CertificateChain.from(witness.presented().get(0), witness.presented());
        this.version = session.getProtocol();
        this.cipherSuite = session.getCipherSuite();
        this.clientCertificateWanted = clientCertificateWanted;
        this.failure = failure;
    }

    /**
     * Makes a TLS handshake over a connected socket, and closes it.
     *
     * @param connected bounds how long reads and writes take
     * @param host the DNS name or IP address connected to, without brackets
     * @param serverName the name to send (SNI, RFC 6066) and to check the certificate against instead of the host, or null
     * @param clock tells what is expired
     * @throws IOException if the handshake ended before the server had presented a certificate
     */
    public static ServerInspection of(Socket connected, String host, int port, @Nullable String serverName, Clock clock)
            throws IOException {
        Witness witness = new Witness(clock);
        NoClientCertificate keys = new NoClientCertificate();
        TlsSettings settings = new TlsSettings(
                /* truststore= */ null,
                TruststoreMode.REPLACE,
                /* keystore= */ null,
                /* keyAlias= */ null,
                serverName,
                List.of(),
                List.of(),
                /* verifyHostname= */ true,
                /* trustAnyCertificate= */ false);
        try (SSLSocket socket = new TlsSocketFactory(context(witness, keys)::getSocketFactory, settings, "")
                .createSocket(connected, host, port, /* autoClose= */ true)) {
            IOException failure = handshake(socket, witness);
            return new ServerInspection(witness, socket.getSession(), keys.wasAsked(), failure);
        }
    }

    /** Returns the certificates as the server sent them, its own first; never empty. */
    public List<X509Certificate> presented() {
        return witness.presented();
    }

    /** Returns the server's certificate and, as far as it sent them, those of its issuers, up to the root. */
    public List<X509Certificate> path() {
        return path;
    }

    /** Returns why the authorities of this JVM do not trust the server, or null if they do. */
    public @Nullable UntrustedServerException refusalOfJvm() {
        return witness.refusalOfJvm();
    }

    /**
     * Returns why a trust store with this certificate alone would not trust the server, or null if it would.
     *
     * @param certificate one of those presented
     */
    public @Nullable UntrustedServerException refusalTrusting(X509Certificate certificate) {
        return witness.refusalTrusting(certificate);
    }

    /** Returns the version of TLS, such as {@code TLSv1.3}; {@code NONE} if the handshake did not come to its end. */
    public String version() {
        return version;
    }

    /** Returns the cipher suite. */
    public String cipherSuite() {
        return cipherSuite;
    }

    /** Returns whether the server asked for a client certificate. It may do without. */
    public boolean isClientCertificateWanted() {
        return clientCertificateWanted;
    }

    /** Returns why the handshake did not come to its end after the certificates, or null if it did. */
    public @Nullable IOException failure() {
        return failure;
    }

    /** Returns whether a certificate is signed with its own key. */
    public static boolean isSelfSigned(X509Certificate certificate) {
        return CertificateChain.isSignedBy(certificate, certificate);
    }

    private static @Nullable IOException handshake(SSLSocket socket, Witness witness) throws IOException {
        try {
            socket.startHandshake();
            return null;
        } catch (IOException failure) {
            if (witness.presented().isEmpty()) {
                throw failure;
            }
            return failure;
        }
    }

    private static SSLContext context(Witness witness, NoClientCertificate keys) throws SSLException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {witness}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new SSLException("TLS cannot be set up in this JVM: " + impossible, impossible);
        }
    }
}
