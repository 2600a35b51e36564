package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Route;
import io.github.catamail.config.TimeoutSettings;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SocketOpenerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void allAddressesOfANameAreTriedInTheirOrder() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"));
                Socket socket = opener("127.0.0.2", "127.0.0.3").open(endpoint(listener.getLocalPort()))) {
            assertThat(((java.net.InetSocketAddress) socket.getRemoteSocketAddress())
                            .getAddress()
                            .getHostAddress())
                    .isEqualTo("127.0.0.3");
            // The name to find in the certificate is the configured one, not what reverse DNS would say.
            assertThat(socket.getInetAddress().getHostName()).isEqualTo("mail.example.com");
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void theFailuresOfAllAddressesAreKept() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"))) {
            port = gone.getLocalPort();
        }
        IOException failure = catchThrowableOfType(
                IOException.class, () -> opener("127.0.0.2", "127.0.0.3").open(endpoint(port)));
        assertThat(failure).isInstanceOf(ConnectException.class);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ConnectException.class);
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint("mail.example.com", port, ConnectionSecurity.NONE);
    }

    private static SocketOpener opener(String... addresses) {
        return opener(Progress.NONE, addresses);
    }

    private static SocketOpener opener(Progress progress, String... addresses) {
        SocketOpener.Lookup lookup = host -> {
            InetAddress[] all = new InetAddress[addresses.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = address(addresses[i]);
            }
            return all;
        };
        return new SocketOpener(
                new TimeoutSettings(LONG, LONG, LONG, LONG), Route.DIRECT, Ticker.system(), lookup, progress);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
