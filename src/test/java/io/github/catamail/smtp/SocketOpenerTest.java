package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Route;
import io.github.catamail.config.TimeoutSettings;
import io.github.catamail.testing.HangingLookup;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void whatHappensIsToldInItsOrder() throws Exception {
        List<String> told = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void lookingUp(String host, Runnable abort) {
                told.add("looking up " + host);
            }

            @Override
            public void found(List<InetAddress> addresses) {
                told.add("found " + addresses.size());
            }

            @Override
            public void connecting(@Nullable InetAddress address, Runnable abort) {
                told.add("connecting to " + Objects.requireNonNull(address).getHostAddress());
            }

            @Override
            public void notConnected(@Nullable InetAddress address, IOException why) {
                told.add("no: " + why.getMessage());
            }

            @Override
            public void connected(@Nullable InetAddress address) {
                told.add("connected to " + Objects.requireNonNull(address).getHostAddress());
            }
        };
        try (ServerSocket server = new ServerSocket(0, 1, address("127.0.0.1"));
                TimedSocket socket = opener(progress, "127.0.0.2", "127.0.0.1").open(endpoint(server.getLocalPort()))) {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(told)
                .containsExactly(
                        "looking up mail.example.com",
                        "found 2",
                        "connecting to 127.0.0.2",
                        "no: Connection refused",
                        "connecting to 127.0.0.1",
                        "connected to 127.0.0.1");
    }

    @Test
    void aNameServiceThatHangsIsWaitedForNoLongerThanAServer() throws Exception {
        try (HangingLookup hanging = new HangingLookup()) {
            SocketOpener opener = opener(
                    Duration.ofMillis(50), new NameService(hanging, Ticker.system()), Route.DIRECT, Progress.NONE);
            assertThatThrownBy(() -> opener.open(endpoint(25))).isInstanceOf(LookupTimeoutException.class);
        }
    }

    @Test
    void theWaitForTheNameServiceEndsWhenItIsAborted() {
        try (HangingLookup hanging = new HangingLookup()) {
            Progress progress = new Progress() {
                @Override
                public void lookingUp(String host, Runnable abort) {
                    abort.run();
                }
            };
            SocketOpener opener = opener(LONG, new NameService(hanging, Ticker.system()), Route.DIRECT, progress);
            assertThatThrownBy(() -> opener.open(endpoint(25)))
                    .hasMessage("mail.example.com: the address is no longer wanted");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Route.Kind.class, names = "DIRECT", mode = EnumSource.Mode.EXCLUDE)
    void theNameServiceIsWaitedForNoLongerWhereItIsTheProxyThatHasAName(Route.Kind kind) {
        List<String> told = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void notConnected(@Nullable InetAddress address, IOException why) {
                told.add(address + ": " + why.getMessage());
            }
        };
        try (HangingLookup hanging = new HangingLookup()) {
            SocketOpener opener = opener(
                    Duration.ofMillis(50),
                    new NameService(hanging, Ticker.system()),
                    new Route(kind, "proxy.example.com", 1080, null, null, null, 0),
                    progress);
            assertThatThrownBy(() -> opener.open(endpoint(25))).isInstanceOf(LookupTimeoutException.class);
            assertThat(hanging.asked()).containsExactly("proxy.example.com");
            assertThat(told).containsExactly("null: proxy.example.com: the name service did not answer within 50 ms");
        }
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint("mail.example.com", port, ConnectionSecurity.NONE);
    }

    private static SocketOpener opener(String... addresses) {
        return opener(Progress.NONE, addresses);
    }

    private static SocketOpener opener(Progress progress, String... addresses) {
        NameService.Lookup lookup = host -> {
            InetAddress[] all = new InetAddress[addresses.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = address(addresses[i]);
            }
            return all;
        };
        return opener(LONG, new NameService(lookup, Ticker.system()), Route.DIRECT, progress);
    }

    private static SocketOpener opener(Duration connect, NameService names, Route route, Progress progress) {
        return new SocketOpener(
                new TimeoutSettings(connect, LONG, LONG, LONG), route, Ticker.system(), names, progress);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
