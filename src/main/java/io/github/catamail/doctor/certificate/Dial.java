package io.github.catamail.doctor.certificate;

import io.github.catamail.config.Topic;
import io.github.catamail.loader.DaemonTimer;
import io.github.catamail.smtp.LookupTimeoutException;
import io.github.catamail.smtp.NameService;
import io.github.catamail.smtp.TimedSocket;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way to one server: from its name to a connection. */
final class Dial {
    private final CertificateRequest request;
    private final Ticker ticker;
    private final NameService names;
    private final UsualPorts usualPorts;

    Dial(CertificateRequest request, Ticker ticker, NameService names, UsualPorts usualPorts) {
        this.request = request;
        this.ticker = ticker;
        this.names = names;
        this.usualPorts = usualPorts;
    }

    /** Returns the addresses of the host. A name service that hangs is not waited for. */
    List<InetAddress> addresses(List<String> details) throws FetchFailure {
        try {
            List<InetAddress> found = List.of(names.all(request.host(), request.connectTimeout()));
            details.add(found.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
            return found;
        } catch (LookupTimeoutException slow) {
            throw new FetchFailure(
                    Topic.SLOW_NAME_SERVICE,
                    "the name service of this machine did not say within " + Causes.text(request.connectTimeout())
                            + " which address \"" + request.host() + "\" has",
                    "Look after the name service (/etc/resolv.conf): its servers may be dead. Until it answers, write the"
                            + " address in place of the name, and the name with --tls-server-name",
                    slow);
        } catch (UnknownHostException unknown) {
            throw new FetchFailure(
                    Topic.UNKNOWN_HOST,
                    "the name \"" + request.host() + "\" has no address",
                    "Check the name, and that this machine can resolve it",
                    unknown);
        }
    }

    /** Connects to the first of the addresses that takes it. */
    TimedSocket connect(List<InetAddress> addresses, List<String> details) throws FetchFailure {
        IOException last = null;
        for (InetAddress address : addresses) {
            TimedSocket socket = new TimedSocket(
                    Proxy.NO_PROXY, ticker, DaemonTimer.shared(), request.readTimeout(), request.readTimeout());
            InetSocketAddress target = new InetSocketAddress(address, request.port());
            try {
                socket.connect(target, Math.toIntExact(request.connectTimeout().toMillis()));
                details.add("connected to " + text(address));
                return socket;
            } catch (IOException noAnswer) {
                TimedSocket.discard(socket);
                if (addresses.size() > 1) {
                    details.add(text(address) + ": " + Causes.root(noAnswer));
                }
                last = noAnswer;
            }
        }
        // A look-up returns at least one address or throws.
        throw explain(Objects.requireNonNull(last), addresses);
    }

    private FetchFailure explain(IOException failure, List<InetAddress> addresses) {
        String where = addresses.stream().map(this::text).collect(Collectors.joining(" and "));
        if (failure instanceof SocketTimeoutException) {
            return new FetchFailure(
                            Topic.CONNECT_FAILED,
                            "no answer from " + where + " within " + Causes.text(request.connectTimeout()),
                            "A firewall drops what is sent there, or the address is wrong" + port25(),
                            failure)
                    .advising(answering(addresses));
        } else if (failure instanceof NoRouteToHostException) {
            return new FetchFailure(
                    Topic.CONNECT_FAILED,
                    "this machine has no way to " + where + " (" + Causes.root(failure) + ")",
                    "Check the host and the network",
                    failure);
        } else if (failure instanceof ConnectException) {
            return new FetchFailure(
                            Topic.CONNECT_FAILED,
                            Causes.root(failure) + ": nothing listens at " + where,
                            "The port is wrong, or the mail server is not running there" + port25(),
                            failure)
                    .advising(answering(addresses));
        }
        return new FetchFailure(
                Topic.CONNECT_FAILED,
                "no connection with " + where + ": " + Causes.root(failure),
                "Check host, port and the network",
                failure);
    }

    private String port25() {
        return request.port() == 25 ? ". Providers often block port 25; try 587 or 465" : "";
    }

    private String answering(List<InetAddress> addresses) {
        List<Integer> tried = new ArrayList<>(usualPorts.of(request));
        tried.remove((Integer) request.port());
        List<Integer> open = usualPorts.open(addresses.get(0), tried);
        if (tried.isEmpty()) {
            return "";
        }
        return open.isEmpty()
                ? ". None of the usual ports answers there (" + list(tried.stream()) + ")"
                : ". There something answers on the usual " + (open.size() == 1 ? "port " : "ports ")
                        + list(open.stream());
    }

    private static String list(Stream<Integer> ports) {
        return ports.map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String text(InetAddress address) {
        String plain = address.getHostAddress();
        return (plain.indexOf(':') >= 0 ? "[" + plain + "]" : plain) + ":" + request.port();
    }
}
