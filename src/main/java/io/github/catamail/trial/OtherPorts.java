package io.github.catamail.trial;

import io.github.catamail.loader.DaemonThread;
import io.github.catamail.loader.LibraryLoader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks which of the usual ports of a host answer, all at the same time and not for long. */
final class OtherPorts {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    /** In the order in which they are worth trying (RFC 8314, RFC 6409); the last ones are for relays. */
    static final List<Integer> USUAL = List.of(587, 465, 2525, 25);

    private static final int MOST_ADDRESSES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Map<Integer, String> MODES = Map.of(465, "implicit", 587, "starttls", 2525, "starttls");

    private final List<Integer> ports;
    private final Breaker breaker;

    OtherPorts(List<Integer> ports, Breaker breaker) {
        this.ports = ports;
        this.breaker = breaker;
    }

    /** Returns those but one that answer on any of the addresses, in their order. */
    List<Integer> answering(List<InetAddress> addresses, int but) {
        Set<Integer> found = Collections.synchronizedSet(new TreeSet<>());
        List<Thread> threads = new ArrayList<>();
        for (int port : ports) {
            for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
                if (port != but) {
                    threads.add(DaemonThread.start("catamail-probe " + port, () -> {
                        if (answers(address, port)) {
                            found.add(port);
                        }
                    }));
                }
            }
        }
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis() * 2);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return ports.stream().filter(found::contains).toList();
    }

    private boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            breaker.guard(() -> close(socket));
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(PATIENCE.toMillis()));
            return true;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            LOG.log(Level.TRACE, "a probe did not close in order", closed);
        }
    }

    /** Returns what to do, given those that answer; empty where none does. */
    static String advice(String host, List<Integer> answering) {
        String settings = answering.stream()
                .map(port -> "port=\"" + port + "\""
                        + (MODES.containsKey(port) ? " and tls=\"" + MODES.get(port) + "\"" : ""))
                .collect(Collectors.joining(", or "));
        String list = answering.stream().map(String::valueOf).collect(Collectors.joining(" and "));
        return switch (answering.size()) {
            case 0 -> "";
            case 1 -> "Port " + list + " of " + host + " answers: set " + settings;
            default -> "Ports " + list + " of " + host + " answer: set " + settings;
        };
    }

    /** Returns those of some ports where TLS is spoken. */
    static List<Integer> withTls(List<Integer> some) {
        return some.stream().filter(MODES::containsKey).toList();
    }

    /** Returns all of them in a list for people. */
    String list() {
        return ports.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
