package io.github.catamail.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail server that is never what a client waits for: it takes every message, counts it and forgets it. Offers STARTTLS,
 * AUTH PLAIN, PIPELINING, CHUNKING, SIZE and 8BITMIME.
 *
 * <p>It has a second port, where it is as far away as a server at the other end of a country: see {@link SlowLine}.
 */
final class FastSink implements AutoCloseable {
    private static final Duration ROUND_TRIP = Duration.ofMillis(20);
    private static final int BACKLOG = 4096;

    private final ServerSocket server;
    private final SSLSocketFactory tls;
    private final SlowLine slow;
    private final SinkCounts counts = new SinkCounts();

    private FastSink(SSLContext context) throws IOException {
        tls = context.getSocketFactory();
        server = new ServerSocket(0, BACKLOG, InetAddress.getByName(Target.HOST));
        slow = SlowLine.start(server.getLocalPort(), ROUND_TRIP);
    }

    /** Starts one that answers STARTTLS with this identity. */
    static FastSink start(SSLContext context) throws IOException {
        FastSink sink = new FastSink(context);
        daemon("sink", sink::accept);
        return sink;
    }

    /**
     * Runs one as a process of its own. Writes both ports in one line; then, for each line that it reads, its counts. Ends
     * when there is no more to read.
     *
     * @param arguments a PKCS12 file and its password
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FastSink sink = start(context(Path.of(arguments[0]), arguments[1].toCharArray()))) {
            out.println(ChildProcess.ANSWER + sink.port() + " " + sink.slowPort());
            while (in.readLine() != null) {
                out.println(ChildProcess.ANSWER + sink.take());
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns the port where each round trip takes 20 ms. */
    int slowPort() {
        return slow.port();
    }

    /** Returns the counts and starts them anew. */
    Tally take() {
        return counts.take();
    }

    @Override
    public void close() throws IOException {
        slow.close();
        server.close();
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                counts.opened();
                daemon("sink-connection", () -> converse(socket));
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            SinkConversation conversation = new SinkConversation(socket, tls, counts);
            try {
                conversation.run();
            } finally {
                conversation.end();
            }
        } catch (IOException gone) {
            // The client, without QUIT; what it had sent is counted.
        }
    }

    private static SSLContext context(Path file, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
