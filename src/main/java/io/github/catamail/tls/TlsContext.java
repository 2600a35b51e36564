package io.github.catamail.tls;

import io.github.catamail.config.Problems;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.TlsSettings;
import io.github.catamail.config.Topic;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and which certificate to present, read from files once, and the sockets that do so.
 *
 * <p>Immutable and safe for use by several threads. No file is kept open; a file that changes is not read again.
 */
public final class TlsContext {
    private final TlsSocketFactory sockets;
    private final String description;
    private final List<CertificateSummary> trusted;
    private final List<CertificateSummary> own;
    private final Trust trust;

    private TlsContext(TlsSocketFactory sockets, String description, Trust trust, List<X509Certificate> own) {
        this.sockets = sockets;
        this.description = description;
        this.trust = trust;
        this.trusted = trust.certificates().stream().map(CertificateSummary::of).toList();
        this.own = own.stream().map(CertificateSummary::of).toList();
    }

    /**
     * Reads the files that the settings name, and checks that they can be used.
     *
     * @param settings what to read
     * @param problems takes everything that is wrong, each with its file and attribute
     * @param clock tells which certificates have expired or are not valid yet, which are warnings
     * @return the context, or null if there were errors
     */
    public static @Nullable TlsContext load(TlsSettings settings, Problems problems, Clock clock) {
        // Both are tried, so that all that is wrong is told at once.
        Trust trust = Trust.load(settings, problems, clock);
        List<KeyMaterial> own = own(settings, problems, clock);
        if (trust == null || own == null) {
            return null;
        }
        try {
            KeyManager[] keys = own.isEmpty() ? new KeyManager[0] : KeyManagers.of(own.get(0));
            TrustManager[] trusts = {new ServerTrust(trust.managers(), trust.searched(), clock)};
            SSLContext context = context(keys, trusts);
            if (!ProtocolChoice.check(settings, context.getSupportedSSLParameters(), problems)) {
                return null;
            }
            String description = describe(trust, own);
            return new TlsContext(
                    new TlsSocketFactory(() -> factory(keys, trusts), settings, description),
                    description,
                    trust,
                    own.stream().flatMap(material -> material.chain().stream()).toList());
        } catch (GeneralSecurityException unusable) {
            problems.error(Topic.TLS_FAILED, "TLS cannot be set up in this JVM: " + unusable);
            return null;
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trusts) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusts, null);
        return context;
    }

    private static SSLSocketFactory factory(KeyManager[] keys, TrustManager[] trusts) {
        try {
            return context(keys, trusts).getSocketFactory();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a context like this one has been made before", impossible);
        }
    }

    /**
     * Layers TLS over a connected socket. The handshake has not been made yet; the server is checked in it. Closing the
     * socket closes {@code connected} too.
     *
     * @param host the DNS name or IP address connected to, without brackets; the certificate must be for it, unless a
     *     server name is configured
     * @param port the port connected to
     */
    public SSLSocket layer(Socket connected, String host, int port) throws IOException {
        return sockets.createSocket(connected, host, port, true);
    }

    /**
     * Returns a factory for Jakarta Mail's own providers ({@code mail.imap.ssl.socketFactory} and the like), whose sockets
     * follow the same rules. They have no connect time-out: Jakarta Mail connects first and layers TLS over it.
     */
    public SSLSocketFactory socketFactory() {
        return sockets;
    }

    /** Returns a few words such as {@code trust store conf/ca.p12, client certificate CN=app}, or nothing. */
    public String description() {
        return description;
    }

    /** Returns the certificates of the configured trust store; those of the JVM are not among them. */
    public List<CertificateSummary> trusted() {
        return trusted;
    }

    /** Returns the client certificate and those of its issuers, or nothing. */
    public List<CertificateSummary> own() {
        return own;
    }

    /**
     * Returns why a server's certificate is trusted, such as {@code CN=Example CA in trust store conf/ca.p12}; null where
     * nothing is known that it goes back to, as where certificates are not checked.
     *
     * @param presented the certificates as the server sent them, its own first
     */
    public @Nullable String anchor(List<X509Certificate> presented) {
        return trust.anchor(presented);
    }

    /** Returns the description. */
    @Override
    public String toString() {
        return sockets.toString();
    }

    /** Returns null if there was an error, and nothing if there is no key store. */
    private static @Nullable List<KeyMaterial> own(TlsSettings settings, Problems problems, Clock clock) {
        StoreSettings store = settings.keystore();
        if (store == null) {
            return List.of();
        }
        try {
            StoreFile file = StoreFile.read(store);
            KeyMaterial material = KeyMaterial.read(file, settings.keyAlias());
            if (settings.keyAlias() != null && file.format() == StoreFormat.PEM) {
                problems.warning(
                        Topic.NO_EFFECT,
                        "'keyAlias' \"" + settings.keyAlias() + "\" has no effect: \"" + store.written()
                                + "\" is PEM, which has no aliases");
            }
            CertificateDates.check(store, material.chain(), problems, clock);
            return List.of(material);
        } catch (TlsFileException unusable) {
            problems.error(Topic.TLS_FILE, String.valueOf(unusable.getMessage()));
            return null;
        }
    }

    private static String describe(Trust trust, List<KeyMaterial> own) {
        Stream<String> key = own.stream().map(material -> "client certificate " + material);
        return Stream.concat(Stream.of(trust.description()), key)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
