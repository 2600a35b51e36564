package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Route;
import io.github.catamail.config.TimeoutSettings;
import io.github.catamail.loader.DaemonTimer;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.util.SocketFetcher;

/** Opens the TCP connection to a server: all addresses of its name in turn, through a proxy where there is one. */
final class SocketOpener {
    private final TimeoutSettings timeouts;
    private final Route route;
    private final Ticker ticker;
    private final NameService names;
    private final Progress progress;

    SocketOpener(TimeoutSettings timeouts, Route route, Ticker ticker, NameService names, Progress progress) {
        this.timeouts = timeouts;
        this.route = route;
        this.ticker = ticker;
        this.names = names;
        this.progress = progress;
    }

    /**
     * Opens a connection.
     *
     * @throws java.net.UnknownHostException if the name has no address, or none is known in time
     * @throws IOException if no address answered; the failures of the other addresses are suppressed exceptions of the last
     */
    TimedSocket open(Endpoint endpoint) throws IOException {
        TimedSocket socket = switch (route.kind()) {
            case DIRECT -> openDirect(endpoint);
            case SOCKS -> openThroughSocks(endpoint);
            case HTTP -> openThroughHttp(endpoint);
        };
        socket.expectReplyWithin(timeouts.read());
        return socket;
    }

    private TimedSocket openDirect(Endpoint endpoint) throws IOException {
        IOException last = null;
        Search search = names.search(endpoint.host());
        progress.lookingUp(endpoint.host(), search::giveUp);
        InetAddress[] addresses = search.within(timeouts.connect());
        progress.found(List.of(addresses));
        for (InetAddress address : addresses) {
            TimedSocket socket = create(Proxy.NO_PROXY);
            progress.connecting(address, () -> TimedSocket.discard(socket));
            try {
                bind(socket);
                socket.connect(new InetSocketAddress(address, endpoint.port()), millis());
                socket.nameAs(named(endpoint, address.getAddress()));
                progress.connected(address);
                return socket;
            } catch (IOException noAnswer) {
                socket.close();
                progress.notConnected(address, noAnswer);
                if (last != null) {
                    noAnswer.addSuppressed(last);
                }
                last = noAnswer;
            }
        }
        // A look-up returns at least one address or throws.
        throw Objects.requireNonNull(last);
    }

    private TimedSocket openThroughSocks(Endpoint endpoint) throws IOException {
        Proxy proxy = new Proxy(Proxy.Type.SOCKS, proxyAddress());
        TimedSocket socket = create(proxy);
        progress.connecting(null, () -> TimedSocket.discard(socket));
        try {
            bind(socket);
            socket.connect(InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port()), millis());
            socket.nameAs(named(endpoint, new byte[4]));
            progress.connected(null);
            return socket;
        } catch (IOException noAnswer) {
            socket.close();
            progress.notConnected(null, noAnswer);
            throw noAnswer;
        }
    }

    /** Lets Angus speak CONNECT to the proxy, over a socket of ours. */
    private TimedSocket openThroughHttp(Endpoint endpoint) throws IOException {
        Properties properties = new Properties();
        // Angus looks the name up once more, which Java answers from memory.
        proxyAddress();
        properties.setProperty("http.proxy.host", Objects.requireNonNull(route.proxyHost()));
        properties.setProperty("http.proxy.port", Integer.toString(route.proxyPort()));
        if (route.proxyUser() != null && route.proxyPassword() != null) {
            properties.setProperty("http.proxy.user", route.proxyUser());
            properties.setProperty("http.proxy.password", route.proxyPassword().reveal());
        }
        properties.setProperty("http.connectiontimeout", Integer.toString(millis()));
        properties.setProperty("http.socketFactory.fallback", "false");
        TimedSocket[] made = new TimedSocket[1];
        properties.put("http.socketFactory", new SocketFactory() {
            @Override
            public Socket createSocket() throws IOException {
                TimedSocket socket = create(Proxy.NO_PROXY);
                made[0] = socket;
                progress.connecting(null, () -> TimedSocket.discard(socket));
                bind(socket);
                return socket;
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }
        });
        try {
            SocketFetcher.getSocket(endpoint.host(), endpoint.port(), properties, "http", false);
        } catch (IOException noAnswer) {
            if (made[0] != null) {
                made[0].close();
            }
            progress.notConnected(null, noAnswer);
            throw noAnswer;
        } catch (NoSuchElementException noHttp) {
            // What Angus says of a status line that is none.
            made[0].close();
            ConnectException noAnswer = new ConnectException("the proxy " + route.proxyHost() + " does not speak HTTP");
            progress.notConnected(null, noAnswer);
            throw noAnswer;
        }
        made[0].nameAs(named(endpoint, new byte[4]));
        progress.connected(null);
        return made[0];
    }

    private TimedSocket create(Proxy proxy) {
        return new TimedSocket(proxy, ticker, DaemonTimer.shared(), timeouts.read(), timeouts.write());
    }

    private void bind(Socket socket) throws IOException {
        if (route.localAddress() != null || route.localPort() > 0) {
            InetAddress local =
                    route.localAddress() == null ? null : names.all(route.localAddress(), timeouts.connect())[0];
            socket.bind(new InetSocketAddress(local, route.localPort()));
        }
    }

    /** Returns where the proxy is. Java and Angus would wait for the name service as long as it takes. */
    private InetSocketAddress proxyAddress() throws UnknownHostException {
        Search search = names.search(Objects.requireNonNull(route.proxyHost()));
        progress.connecting(null, search::giveUp);
        try {
            return new InetSocketAddress(search.within(timeouts.connect())[0], route.proxyPort());
        } catch (UnknownHostException unknown) {
            progress.notConnected(null, unknown);
            throw unknown;
        }
    }

    private int millis() {
        return Math.toIntExact(timeouts.connect().toMillis());
    }

    /** An address that knows its host name, so that asking for it costs no reverse look-up. */
    private static InetAddress named(Endpoint endpoint, byte[] address) throws IOException {
        return InetAddress.getByAddress(endpoint.host(), address);
    }
}
