package io.github.catamail.doctor.certificate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks which ports of mail a machine listens on. Each is tried for half a second at most, so all of them for some. */
final class UsualPorts {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Function<CertificateRequest, List<Integer>> ports;

    /** For tests, which have none of the usual ones. */
    UsualPorts(Function<CertificateRequest, List<Integer>> ports) {
        this.ports = ports;
    }

    /** Returns those of the protocol that is asked for, or of all. */
    static UsualPorts ofMail() {
        return new UsualPorts(request -> {
            MailProtocol named = request.protocol();
            MailProtocol protocol = named == null ? MailProtocol.of(request.port()) : named;
            return protocol != null
                    ? protocol.ports()
                    : Stream.of(MailProtocol.values())
                            .flatMap(each -> each.ports().stream())
                            .toList();
        });
    }

    List<Integer> of(CertificateRequest request) {
        return ports.apply(request);
    }

    /** Returns those of the ports that take a connection. */
    List<Integer> open(InetAddress address, List<Integer> candidates) {
        return candidates.stream().filter(port -> isOpen(address, port)).toList();
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
