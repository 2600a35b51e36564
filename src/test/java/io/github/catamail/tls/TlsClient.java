package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.tls.TlsEchoServer.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The client side of the handshakes under test. */
final class TlsClient {
    private TlsClient() {}

    static Seen talk(TlsContext context, TlsEchoServer server, String host) throws Exception {
        return talk(context.layer(new Socket(server.address(), server.port()), host, server.port()), server);
    }

    static Seen talk(SSLSocket client, TlsEchoServer server) throws Exception {
        try (SSLSocket socket = client) {
            // The first byte makes the handshake, unless it was made before.
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(reader.readLine()).isEqualTo("hello");
            return server.next();
        }
    }

    static UntrustedServerException refusal(TlsContext context, TlsEchoServer server, String host) throws IOException {
        return refusal(context.layer(new Socket(server.address(), server.port()), host, server.port()));
    }

    static UntrustedServerException refusal(SSLSocket client) throws IOException {
        try (SSLSocket socket = client) {
            socket.setSoTimeout(10_000);
            return untrusted(catchThrowable(socket::startHandshake));
        }
    }

    static UntrustedServerException untrusted(@Nullable Throwable failure) {
        assertThat(failure).isInstanceOf(SSLHandshakeException.class);
        if (failure != null && failure.getCause() instanceof UntrustedServerException refusal) {
            return refusal;
        }
        throw new AssertionError("not refused by us", failure);
    }
}
