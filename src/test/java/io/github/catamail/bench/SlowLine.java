package io.github.catamail.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A long way to a server: what goes in at one end comes out at the other half a round trip later, in both directions, and
 * as much at a time as one likes. To connect takes its round trip too: a client that connects over a real network has to
 * wait for one before it may write, and gets a greeting, which is sent when it is through, after two.
 */
final class SlowLine implements AutoCloseable {
    private final ServerSocket near;
    private final int far;
    private final long oneWay;

    private SlowLine(int far, Duration roundTrip) throws IOException {
        this.near = new ServerSocket(0, 4096, InetAddress.getByName(Target.HOST));
        this.far = far;
        this.oneWay = roundTrip.toNanos() / 2;
    }

    /** Starts one to a port of this machine. */
    static SlowLine start(int port, Duration roundTrip) throws IOException {
        SlowLine line = new SlowLine(port, roundTrip);
        FastSink.daemon("slow-line", line::accept);
        return line;
    }

    int port() {
        return near.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        near.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = near.accept();
                long connected = System.nanoTime();
                FastSink.daemon("slow-line-connection", () -> connect(client, connected));
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private void connect(Socket client, long since) {
        waitUntil(since + 3 * oneWay);
        try {
            Socket server = new Socket(Target.HOST, far);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            carry(client, server);
            carry(server, client);
        } catch (IOException failure) {
            quietly(client);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> under = new LinkedBlockingQueue<>();
        FastSink.daemon("slow-line-in", () -> read(from, under));
        FastSink.daemon("slow-line-out", () -> write(under, to));
    }

    private void read(Socket from, BlockingQueue<Chunk> under) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                under.add(new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, count)), System.nanoTime() + oneWay));
            }
        } catch (IOException gone) {
            // Told to the other side as the end.
        }
        under.add(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + oneWay));
    }

    private static void write(BlockingQueue<Chunk> under, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = under.take(); chunk.bytes().hasRemaining(); chunk = under.take()) {
                waitUntil(chunk.due());
                out.write(chunk.bytes().array());
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            quietly(to);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void quietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception gone) {
            // It is over anyway.
        }
    }

    /** What arrives at a time; nothing at the end. */
    private record Chunk(ByteBuffer bytes, long due) {}
}
