package io.github.catamail.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on a free port of the loopback interface that connects all that it is asked for to one port there. Thread-safe. */
public final class TestProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final Dialogue dialogue;
    private final int target;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private interface Dialogue {
        /** Returns what was asked for, once the client has been told that it is connected. */
        String accept(Socket client) throws IOException;
    }

    private TestProxy(int target, Dialogue dialogue) {
        this.target = target;
        this.dialogue = dialogue;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
        run(this::accept);
    }

    /** A SOCKS 5 proxy without a login (RFC 1928). */
    public static TestProxy socks(int target) {
        return new TestProxy(target, TestProxy::socks);
    }

    /** An HTTP proxy that takes CONNECT; what it was asked for are all lines of the request. */
    public static TestProxy http(int target) {
        return new TestProxy(target, TestProxy::http);
    }

    /** An HTTP proxy that refuses. */
    public static TestProxy refusingHttp() {
        return new TestProxy(0, client -> {
            readHead(client.getInputStream());
            write(client, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            throw new IOException("refused");
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns what was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                run(() -> serve(client));
            } catch (IOException closed) {
                // The loop condition tells.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            asked.add(dialogue.accept(client));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                open.add(server);
                run(() -> pump(server, client));
                pump(client, server);
            }
        } catch (IOException endOfConnection) {
            // Clients come and go.
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException endOfConnection) {
            // Clients come and go.
        }
    }

    private static String socks(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        write(client, new byte[] {5, 0});
        in.readFully(new byte[3]);
        int kind = in.readUnsignedByte();
        byte[] name = new byte[kind == 3 ? in.readUnsignedByte() : kind == 4 ? 16 : 4];
        in.readFully(name);
        int port = in.readUnsignedShort();
        write(client, new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 1});
        return (kind == 3 ? new String(name, StandardCharsets.US_ASCII) : "address of kind " + kind) + ":" + port;
    }

    private static String http(Socket client) throws IOException {
        String head = readHead(client.getInputStream());
        write(client, "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return head.strip();
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the client hung up");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static void write(Socket client, byte[] bytes) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
