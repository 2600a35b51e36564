package io.github.catamail.testing.smtp;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection.
 *
 * <p>Replies are held back while further input is at hand and go out before the server has to wait for more, so that
 * commands sent in one packet are answered in one packet (RFC 2920, 3.2).
 *
 * <p>Reading is for the thread of the connection alone. Writing, {@link #abort} and {@link #reset} are safe from any.
 */
public final class Wire {
    private final Socket raw;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private int turn = 1;
    private volatile Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean unflushed;
    private boolean swapping;
    private String held = "";
    private @Nullable GarblingStream garbling;

    Wire(Socket raw) throws IOException {
        this.raw = raw;
        this.socket = raw;
        this.in = raw.getInputStream();
        this.out = new BufferedOutputStream(raw.getOutputStream());
    }

    /** Returns how often, plus one, the server has had to send its replies and wait: the round trips of the client. */
    int turn() {
        return turn;
    }

    boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Carries on over TLS. What the client sent ahead in clear is thrown away (RFC 3207, 4.2). */
    synchronized void upgrade(SSLSocket tls, GarblingStream input) throws IOException {
        position = 0;
        limit = 0;
        turn++;
        socket = tls;
        garbling = input;
        in = tls.getInputStream();
        out = new BufferedOutputStream(tls.getOutputStream());
    }

    Socket raw() {
        return raw;
    }

    /** Sends text at once or with what follows. */
    public synchronized void write(String text) throws IOException {
        if (swapping) {
            swapping = false;
            held = text;
        } else {
            out.write((text + held).getBytes(StandardCharsets.UTF_8));
            held = "";
        }
        unflushed = true;
    }

    /** Sends what was held back. */
    public synchronized void flush() throws IOException {
        if (!held.isEmpty()) {
            write("");
        }
        out.flush();
        unflushed = false;
    }

    /** Reads up to and including the next line feed. */
    String readLine(int maximum) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int octet = 0;
        while (octet != '\n') {
            octet = read();
            if (line.size() == maximum) {
                throw new IOException("a line of more than " + maximum + " octets");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Reads one octet, after sending the replies that the client may be waiting for. */
    public int read() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    private void fill() throws IOException {
        synchronized (this) {
            if (unflushed) {
                flush();
                turn++;
            }
        }
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("the client hung up");
        }
        position = 0;
        limit = count;
    }

    /** Returns whether the client has sent more than was read. */
    public boolean hasInput() throws IOException {
        return position < limit || in.available() > 0;
    }

    /** Throws away what the client has sent and was not read. */
    public void discardInput() throws IOException {
        position = limit;
        in.skipNBytes(in.available());
    }

    /** Sends what was held back, and returns whether the client has sent anything, or has closed, within this time. */
    public boolean awaitInput(Duration timeout) throws IOException {
        if (position < limit) {
            return true;
        }
        if (timeout.isZero()) {
            flush();
            return hasInput();
        }
        raw.setSoTimeout(Math.max(1, (int) timeout.toMillis()));
        try {
            fill();
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } finally {
            if (isOpen()) {
                raw.setSoTimeout(0);
            }
        }
    }

    /** Sends what is written next behind what is written after it, if both are sent together. */
    public synchronized void swapNext() {
        swapping = true;
    }

    /**
     * Ends TLS with a fatal alert, as a server does that cannot decrypt what comes, and closes.
     *
     * @throws IllegalStateException when there is no TLS
     */
    public void failTls() throws IOException {
        GarblingStream input = garbling;
        if (input == null) {
            throw new IllegalStateException("there is no TLS to fail");
        }
        flush();
        input.garble();
        try {
            in.read(buffer);
        } catch (SSLException alertWasSent) {
            closeAfterClient();
        }
    }

    /** Takes all that comes and says nothing, until either side closes. */
    public void listenInSilence() throws IOException {
        flush();
        while (isOpen() && in.read(buffer) >= 0) {
            // Nothing is done with it.
        }
        close();
    }

    /** Neither reads nor writes until the server is closed. */
    public void freeze() throws IOException {
        flush();
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            abort();
        }
    }

    /** Lets time pass; returns false when the connection was closed meanwhile. */
    public boolean pause(Duration duration) {
        try {
            return !closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends what was held back and closes in good order, over TLS with a close notification. */
    public void close() throws IOException {
        try {
            flush();
            if (socket != raw) {
                socket.shutdownOutput();
            }
            // Closing with input unread would send a reset, and that can overtake the last reply.
            InputStream unread = raw.getInputStream();
            while (unread.available() > 0 && unread.read(buffer) > 0) {
                // Nothing is done with it.
            }
        } finally {
            abort();
        }
    }

    /** Closes once the client has, so that it surely sees what was sent last, such as the alert of a failed handshake. */
    void closeAfterClient() throws IOException {
        try {
            raw.shutdownOutput();
            while (raw.getInputStream().read(buffer) >= 0) {
                // Nothing is done with it.
            }
        } finally {
            abort();
        }
    }

    /** Closes at once, from any thread. With input unread, the client gets a TCP reset behind what was sent. */
    public void abort() {
        closed.countDown();
        try {
            raw.close();
        } catch (IOException alreadyBroken) {
            // It is closed all the same.
        }
    }

    /** Breaks the connection: the client gets a TCP reset. */
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        abort();
    }
}
