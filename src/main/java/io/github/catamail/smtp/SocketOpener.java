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
    private final Lookup lookup;

    /** Finds the addresses of a name. */
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    SocketOpener(TimeoutSettings timeouts, Route route, Ticker ticker, Lookup lookup) {
        this.timeouts = timeouts;
        this.route = route;
        this.ticker = ticker;
        this.lookup = lookup;
    }

    /**
     * Opens a connection.
     *
     * @throws java.net.UnknownHostException if the name has no address
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
        for (InetAddress address : lookup.all(endpoint.host())) {
            TimedSocket socket = create(Proxy.NO_PROXY);
            try {
                bind(socket);
                socket.connect(new InetSocketAddress(address, endpoint.port()), millis());
                socket.nameAs(named(endpoint, address.getAddress()));
                return socket;
            } catch (IOException noAnswer) {
                socket.close();
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
        TimedSocket socket = create(new Proxy(Proxy.Type.SOCKS, proxyAddress()));
        try {
            bind(socket);
            socket.connect(InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port()), millis());
            socket.nameAs(named(endpoint, new byte[4]));
            return socket;
        } catch (IOException noAnswer) {
            socket.close();
            throw noAnswer;
        }
    }

    /** Lets Angus speak CONNECT to the proxy, over a socket of ours. */
    private TimedSocket openThroughHttp(Endpoint endpoint) throws IOException {
        Properties properties = new Properties();
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
                made[0] = create(Proxy.NO_PROXY);
                bind(made[0]);
                return made[0];
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
            throw noAnswer;
        } catch (NoSuchElementException noHttp) {
            // What Angus says of a status line that is none.
            made[0].close();
            throw new ConnectException("the proxy " + route.proxyHost() + " does not speak HTTP");
        }
        made[0].nameAs(named(endpoint, new byte[4]));
        return made[0];
    }

    private TimedSocket create(Proxy proxy) {
        return new TimedSocket(proxy, ticker, DaemonTimer.shared(), timeouts.read(), timeouts.write());
    }

    private void bind(Socket socket) throws IOException {
        if (route.localAddress() != null || route.localPort() > 0) {
            InetAddress local = route.localAddress() == null ? null : InetAddress.getByName(route.localAddress());
            socket.bind(new InetSocketAddress(local, route.localPort()));
        }
    }

    private InetSocketAddress proxyAddress() {
        return new InetSocketAddress(Objects.requireNonNull(route.proxyHost()), route.proxyPort());
    }

    private int millis() {
        return Math.toIntExact(timeouts.connect().toMillis());
    }

    /** An address that knows its host name, so that asking for it costs no reverse look-up. */
    private static InetAddress named(Endpoint endpoint, byte[] address) throws IOException {
        return InetAddress.getByAddress(endpoint.host(), address);
    }
}
