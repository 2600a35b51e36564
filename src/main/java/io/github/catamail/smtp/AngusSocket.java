package io.github.catamail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Angus takes for the connection. It reads the replies that it is given here, of commands which have been sent already;
 * what it writes goes to the server only where that is the text of a message.
 */
final class AngusSocket extends Socket {
    private final Replies replies = new Replies();
    private final Text text = new Text();
    private final InetAddress server;
    private final int port;
    private boolean closed;

    AngusSocket(Channel channel) {
        this.server = Objects.requireNonNull(channel.socket().getInetAddress());
        this.port = channel.endpoint().port();
    }

    /** Has Angus read an answer next. */
    void give(Answer answer) {
        replies.give(answer);
    }

    /** Lets what Angus writes through to the server, as the text of a message; null lets nothing through. */
    void openFor(@Nullable Channel channel) {
        text.channel = channel;
    }

    /** Returns how many octets of text have been let through since the socket was opened. */
    long octets() {
        return text.octets;
    }

    @Override
    public InetAddress getInetAddress() {
        return server;
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public InputStream getInputStream() {
        return replies;
    }

    @Override
    public OutputStream getOutputStream() {
        return text;
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private static final class Replies extends InputStream {
        private byte[] octets = new byte[0];
        private int next;
        private @Nullable IOException failure;

        void give(Answer answer) {
            next = 0;
            failure = answer.failure();
            octets =
                    answer.reply() == null ? new byte[0] : answer.reply().text().getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public int available() {
            return octets.length - next;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            int count = Math.min(length, octets.length - next);
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(octets, next, bytes, offset, count);
            next += count;
            return count;
        }
    }

    private static final class Text extends OutputStream {
        private @Nullable Channel channel;
        private long octets;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (channel != null) {
                channel.write(bytes, offset, length);
                octets += length;
            }
        }

        @Override
        public void flush() throws IOException {
            if (channel != null) {
                channel.flush();
            }
        }
    }
}
