package io.github.catamail.tls;

import io.github.catamail.config.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS sockets that follow the settings.
 *
 * <p>A socket is made for the configured server name where there is one: it is the peer host of the socket that JSSE checks
 * the certificate against, also after Jakarta Mail has chosen an identification algorithm of its own for it.
 */
final class TlsSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory sockets;
    private final SessionCaches caches;
    private final TlsSettings settings;
    private final String description;

    /**
     * Makes one.
     *
     * @param maker makes factories that trust as the settings say, each with a cache of sessions of its own
     */
    TlsSocketFactory(Supplier<SSLSocketFactory> maker, TlsSettings settings, String description) {
        this.sockets = maker.get();
        this.caches = new SessionCaches(maker);
        this.settings = settings;
        this.description = description;
    }

    @Override
    public SSLSocket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        PeerName name = PeerName.of(settings.serverName() == null ? host : settings.serverName());
        if (!(connected instanceof TlsCarrier carrier)) {
            return layer(sockets, connected, name, port, autoClose);
        }
        SSLSocketFactory factory = caches.take();
        SSLSocket socket = layer(factory, connected, name, port, autoClose);
        carrier.carries(socket, () -> caches.giveBack(factory));
        return socket;
    }

    private SSLSocket layer(SSLSocketFactory factory, Socket connected, PeerName name, int port, boolean autoClose)
            throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(connected, name.text(), port, autoClose);
        configure(socket, name);
        return socket;
    }

    /**
     * Returns a socket that learns its host when it is connected.
     *
     * @throws SocketException if a server name is configured: such a socket would accept the name of the host too
     */
    @Override
    public Socket createSocket() throws IOException {
        if (settings.serverName() != null && settings.verifyHostname()) {
            throw new SocketException(
                    "with 'tlsServerName' set, TLS can only be layered over a socket that is connected already");
        }
        SSLSocket socket = (SSLSocket) sockets.createSocket();
        configure(socket, settings.serverName() == null ? null : PeerName.of(settings.serverName()));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port), null, host);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort), host);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port), null, nameOf(host));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connect(
                new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort), nameOf(address));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return settings.cipherSuites().isEmpty()
                ? sockets.getDefaultCipherSuites()
                : settings.cipherSuites().toArray(String[]::new);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    /** Tells what Jakarta Mail may log. */
    @Override
    public String toString() {
        return description.isEmpty() ? "TLS" : "TLS with " + description;
    }

    private SSLSocket connect(InetSocketAddress remote, @Nullable InetSocketAddress local, String host)
            throws IOException {
        Socket socket = new Socket();
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            return createSocket(socket, host, remote.getPort(), true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void configure(SSLSocket socket, @Nullable PeerName name) {
        SSLParameters parameters = socket.getSSLParameters();
        if (!settings.protocols().isEmpty()) {
            parameters.setProtocols(settings.protocols().toArray(String[]::new));
        }
        if (!settings.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(settings.cipherSuites().toArray(String[]::new));
        }
        if (name != null) {
            // JSSE would leave out names without a dot.
            parameters.setServerNames(name.indication());
        }
        // As in RFC 9110 section 4.3.4; mail clients follow the same rules (RFC 7817).
        parameters.setEndpointIdentificationAlgorithm(settings.verifyHostname() ? "HTTPS" : null);
        socket.setSSLParameters(parameters);
    }

    /** Returns the name that the address was made from, or else the address: what the DNS says of it proves nothing. */
    private static String nameOf(InetAddress address) {
        String text = address.toString();
        int slash = text.indexOf('/');
        return slash > 0 ? text.substring(0, slash) : address.getHostAddress();
    }
}
