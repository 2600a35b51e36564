package io.github.catamail.testing.smtp.misbehaviour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port at which a connection is neither accepted nor refused: for connect time-outs. Its accept queue is full, and Linux
 * drops what is sent to such a port. Nothing leaves the machine.
 */
public final class NeverAccepts implements AutoCloseable {
    private static final int MORE_THAN_ANY_QUEUE = 64;
    private static final int FILL_TIMEOUT_MILLIS = 250;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    /**
     * Fills the queue.
     *
     * @throws IllegalStateException when it does not get full: the system does not behave as Linux does
     */
    public NeverAccepts() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try {
            while (connects()) {
                if (queued.size() > MORE_THAN_ANY_QUEUE) {
                    throw new IllegalStateException("this system accepts connections beyond the backlog");
                }
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private boolean connects() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), FILL_TIMEOUT_MILLIS);
            return true;
        } catch (SocketTimeoutException queueIsFull) {
            return false;
        }
    }

    public String host() {
        return "localhost";
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
