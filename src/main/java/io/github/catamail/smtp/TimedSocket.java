package io.github.catamail.smtp;

import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.TlsCarrier;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose reads share one deadline and whose writes have one each.
 *
 * <p>{@code SO_TIMEOUT} bounds a single read, so that a server which sends a byte now and then could hold a caller for
 * ever. Here the caller says how long the whole reply may take. Java has no time-out for writes at all; a write that
 * takes too long is ended by closing the socket from a timer.
 *
 * <p>A reply without end is cut off, since it would be kept in memory as a whole.
 *
 * <p>TLS is layered over this socket, so both hold for TLS as well. Not safe for use by several threads, but for
 * {@link #close()}.
 */
public final class TimedSocket extends Socket implements TlsCarrier {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    /** Far more than any reply or handshake takes (RFC 5321, 4.5.3.1.5 has 512 octets for a line), far less than hurts. */
    static final int LONGEST_REPLY = 256 * 1024;

    /** More than the replies to one message take. */
    private static final int AHEAD = 4 * 1024;

    private final Ticker ticker;
    private final Duration writeTimeout;
    private final WriteWatch watch;
    private final AtomicReference<@Nullable Runnable> whenClosed = new AtomicReference<>();
    private long deadline;
    private Duration allowed;
    private int received;
    /** What has been received and not been read: TLS wants the few octets before each record first, and then the record. */
    private final byte[] ahead = new byte[AHEAD];

    private int next;
    private int end;
    private volatile boolean writeTimedOut;
    private @Nullable InetAddress name;
    private @Nullable SSLSocket tls;

    /**
     * Makes one that is not connected.
     *
     * @param readTimeout how long the first reply may take
     * @param writeTimeout how long each write may take
     */
    public TimedSocket(
            Proxy proxy, Ticker ticker, ScheduledExecutorService timer, Duration readTimeout, Duration writeTimeout) {
        super(proxy);
        this.ticker = ticker;
        this.writeTimeout = writeTimeout;
        this.watch = new WriteWatch(ticker, timer, writeTimeout, this::giveUp);
        this.allowed = readTimeout;
        this.deadline = ticker.nanos() + readTimeout.toNanos();
    }

    /** Closes a socket that is of no use any more. */
    public static void discard(Socket unused) {
        try {
            unused.close();
        } catch (IOException alreadyBroken) {
            LOG.log(Level.TRACE, "a socket did not close in order", alreadyBroken);
        }
    }

    /** Starts the clock for the next reply, or the next handshake. */
    public void expectReplyWithin(Duration duration) {
        received = 0;
        allowed = duration;
        deadline = ticker.nanos() + duration.toNanos();
    }

    /**
     * Fixes what {@link #getInetAddress()} returns. Jakarta Mail asks the address of an open socket for the host name to check
     * the certificate against, which must be the name that was configured, not what reverse DNS makes of the address.
     */
    void nameAs(InetAddress address) {
        name = address;
    }

    /**
     * Returns whether the server has been silent since its last reply and has not closed the connection, as far as is known
     * here within a millisecond. Over TLS, where not all that is received is for the client, it may deny that wrongly.
     */
    boolean isQuiet() {
        if (next < end) {
            return false;
        }
        try {
            setSoTimeout(1);
            fill(super.getInputStream());
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** Returns whether octets have been received that nobody has read, of TLS or of the dialogue. */
    boolean hasInput() {
        try {
            return next < end || super.getInputStream().available() > 0;
        } catch (IOException broken) {
            return true;
        }
    }

    @Override
    public void carries(SSLSocket over, Runnable whenDone) {
        tls = over;
        whenClosed.set(whenDone);
    }

    @Override
    public synchronized void close() throws IOException {
        watch.close();
        try {
            super.close();
        } finally {
            Runnable last = whenClosed.getAndSet(null);
            if (last != null) {
                last.run();
            }
        }
    }

    private void giveUp() {
        writeTimedOut = true;
        // The write fails then; its exception is the one to report.
        discard(this);
    }

    /** Returns the TLS over this socket, or null as long as there is none. */
    @Nullable SSLSocket tls() {
        return tls;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return name != null ? name : super.getInetAddress();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        super.connect(endpoint, timeout);
        setTcpNoDelay(true);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new TimedInput(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new TimedOutput(super.getOutputStream());
    }

    private void fill(InputStream in) throws IOException {
        next = 0;
        end = 0;
        end = Math.max(0, in.read(ahead, 0, AHEAD));
    }

    private void armRead() throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - ticker.nanos());
        if (left <= 0) {
            throw new SocketTimeoutException("no complete reply within " + allowed.toMillis() + " ms");
        }
        setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    }

    private final class TimedInput extends FilterInputStream {
        TimedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count;
            if (next == end && length >= AHEAD) {
                armRead();
                count = super.read(bytes, offset, length);
            } else {
                if (next == end && length > 0) {
                    armRead();
                    fill(in);
                }
                count = Math.min(length, end - next);
                if (count == 0 && length > 0) {
                    return -1;
                }
                System.arraycopy(ahead, next, bytes, offset, count);
                next += count;
            }
            count(count);
            return count;
        }

        /** TLS skips what is available when it is closed, until nothing is. */
        @Override
        public long skip(long count) throws IOException {
            if (next == end) {
                return super.skip(count);
            }
            int skipped = (int) Math.min(count, end - next);
            next += skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return super.available() + end - next;
        }

        private void count(int more) throws SocketException {
            received += Math.max(0, more);
            if (received > LONGEST_REPLY) {
                throw new EndlessReplyException("a reply of more than " + LONGEST_REPLY / 1024 + " KB");
            }
        }
    }

    private final class TimedOutput extends FilterOutputStream {
        TimedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            watch.begin();
            try {
                out.write(bytes, offset, length);
            } catch (IOException failure) {
                if (writeTimedOut) {
                    SocketTimeoutException timeout =
                            new SocketTimeoutException("no data accepted within " + writeTimeout.toMillis() + " ms");
                    timeout.initCause(failure);
                    throw timeout;
                }
                throw failure;
            } finally {
                watch.end();
            }
        }
    }
}
