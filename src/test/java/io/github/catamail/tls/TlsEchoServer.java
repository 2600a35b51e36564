package io.github.catamail.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server on the loopback address that answers each line with what it knows of its client, then hangs up. */
final class TlsEchoServer implements AutoCloseable {
    private final SSLServerSocket server;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    /**
     * What the server saw of one client.
     *
     * @param serverName the SNI, or nothing
     * @param protocol the TLS version
     * @param cipherSuite the cipher suite
     * @param client the subject of the client certificate, or nothing
     */
    record Seen(String serverName, String protocol, String cipherSuite, String client) {}

    private TlsEchoServer(SSLServerSocket server) {
        this.server = server;
    }

    static TlsEchoServer start(SSLContext context) {
        return start(context, false);
    }

    static TlsEchoServer startDemandingCertificates(SSLContext context) {
        return start(context, true);
    }

    private static TlsEchoServer start(SSLContext context, boolean clientCertificates) {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("localhost"));
            socket.setNeedClientAuth(clientCertificates);
            TlsEchoServer server = new TlsEchoServer(socket);
            Thread thread = new Thread(server::serve, "tls-echo");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetAddress address() {
        return server.getInetAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns what was seen of the next client that completed its handshake. */
    Seen next() throws InterruptedException {
        Seen next = seen.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no client within 10 seconds");
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (SSLSocket client = (SSLSocket) server.accept()) {
                client.setSoTimeout(10_000);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                String line = reader.readLine();
                if (line != null) {
                    seen.add(seen((ExtendedSSLSession) client.getSession()));
                    client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException refusedByClient) {
                // The next client may like the server better.
            }
        }
    }

    private static Seen seen(ExtendedSSLSession session) {
        String serverName = session.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst()
                .orElse("");
        return new Seen(serverName, session.getProtocol(), session.getCipherSuite(), client(session));
    }

    private static String client(ExtendedSSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException anonymous) {
            return "";
        }
    }
}
