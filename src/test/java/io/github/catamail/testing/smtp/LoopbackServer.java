package io.github.catamail.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A listener on a port of the loopback interface, with one named daemon thread for each connection. */
public final class LoopbackServer implements AutoCloseable {
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    /** What is done with a connection. It is closed afterwards. */
    interface Handler {
        void serve(Wire wire, int connection) throws IOException;
    }

    private final ServerSocket listener;
    private final String name;
    private final Handler handler;
    private final Thread acceptor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Thread, Wire> open = new LinkedHashMap<>();
    private final List<Throwable> defects = new ArrayList<>();
    private int accepted;
    private int mostOpen;

    /**
     * Starts to listen.
     *
     * @param port the port, 0 for any that is free
     * @param before how many connections there were before, for one that comes back
     * @param receiveBuffer bytes that the operating system takes for us before we read, 0 for its default
     */
    LoopbackServer(String name, int port, int before, int receiveBuffer, Handler handler) {
        this.handler = handler;
        this.accepted = before;
        try {
            listener = new ServerSocket();
            if (receiveBuffer > 0) {
                listener.setReceiveBufferSize(receiveBuffer);
            }
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
        this.name = name + "-" + listener.getLocalPort();
        acceptor = daemon(this.name + "-accept", this::accept);
    }

    void start() {
        acceptor.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                begin(new Wire(socket));
            } catch (IOException closedOrClientGone) {
                // The loop condition tells which.
            }
        }
    }

    private void begin(Wire wire) {
        lock.lock();
        try {
            int connection = ++accepted;
            Thread thread = daemon(name + "-" + connection, () -> serve(wire, connection));
            open.put(thread, wire);
            mostOpen = Math.max(mostOpen, open.size());
            changed.signalAll();
            thread.start();
            if (listener.isClosed()) {
                wire.abort();
            }
        } finally {
            lock.unlock();
        }
    }

    private void serve(Wire wire, int connection) {
        try {
            handler.serve(wire, connection);
        } catch (IOException endOfConnection) {
            // Clients come and go.
        } catch (RuntimeException | Error defect) {
            locked(() -> defects.add(defect));
        } finally {
            wire.abort();
            locked(() -> open.remove(Thread.currentThread()));
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int accepted() {
        lock.lock();
        try {
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many connections were open at the same time, at most. */
    int mostOpen() {
        lock.lock();
        try {
            return mostOpen;
        } finally {
            lock.unlock();
        }
    }

    List<Wire> open() {
        lock.lock();
        try {
            return List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
    }

    void awaitOpen(int count, Duration timeout) {
        lock.lock();
        try {
            long remaining = timeout.toNanos();
            while (open.size() != count) {
                if (remaining <= 0) {
                    throw new AssertionError("expected " + count + " open connections, there are " + open.size());
                }
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for connections", interrupted);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops listening, breaks all connections and waits for the threads.
     *
     * @throws IllegalStateException when a thread does not end, or the server itself failed
     */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException alreadyBroken) {
            throw new UncheckedIOException(alreadyBroken);
        }
        join(acceptor);
        List<Thread> threads;
        lock.lock();
        try {
            threads = List.copyOf(open.keySet());
            open.values().forEach(Wire::abort);
        } finally {
            lock.unlock();
        }
        threads.forEach(LoopbackServer::join);
        if (!defects.isEmpty()) {
            throw new IllegalStateException("the test server failed", defects.get(0));
        }
    }

    private static void join(Thread thread) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, JOIN_LIMIT.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("the thread " + thread.getName() + " does not end");
        }
    }
}
