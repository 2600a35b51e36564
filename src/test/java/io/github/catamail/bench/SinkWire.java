package io.github.catamail.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads much at once, and writes all replies at once when there is nothing left to read. */
final class SinkWire {
    private final InputStream source;
    private final OutputStream target;
    private final byte[] in = new byte[32 * 1024];
    private byte[] out = new byte[4096];
    private int next;
    private int end;
    private int written;

    SinkWire(Socket socket) throws IOException {
        source = socket.getInputStream();
        target = socket.getOutputStream();
    }

    /** Returns the next line without its end, or null if there is none. */
    String line() throws IOException {
        StringBuilder before = null;
        while (true) {
            int found = lineFeed();
            if (found >= 0) {
                String part = text(found);
                next = found + 1;
                String whole = before == null ? part : before + part;
                return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
            }
            before = (before == null ? new StringBuilder() : before).append(text(end));
            next = end;
            if (!fill()) {
                return null;
            }
        }
    }

    /** Adds so many bytes to the message. */
    void read(int count, Content content) throws IOException {
        int missing = count;
        while (missing > 0) {
            require();
            int some = Math.min(missing, end - next);
            content.add(in, next, some);
            next += some;
            missing -= some;
        }
    }

    /** Adds what comes before the line that has nothing but a dot. */
    void readToDot(Content content) throws IOException {
        boolean newLine = true;
        while (true) {
            require();
            if (newLine && in[next] == '.') {
                next++;
                require();
                if (in[next] == '\r') {
                    next++;
                    require();
                    next++;
                    return;
                }
            }
            int found = lineFeed();
            int stop = found < 0 ? end : found + 1;
            content.add(in, next, stop - next);
            next = stop;
            newLine = found >= 0;
        }
    }

    /** Writes a reply before the next read that has to wait. */
    void reply(String reply) {
        byte[] bytes = (reply + "\r\n").getBytes(StandardCharsets.US_ASCII);
        if (written + bytes.length > out.length) {
            out = Arrays.copyOf(out, 2 * (written + bytes.length));
        }
        System.arraycopy(bytes, 0, out, written, bytes.length);
        written += bytes.length;
    }

    void flush() throws IOException {
        if (written > 0) {
            target.write(out, 0, written);
            written = 0;
        }
    }

    private int lineFeed() {
        for (int i = next; i < end; i++) {
            if (in[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private String text(int until) {
        return new String(in, next, until - next, StandardCharsets.US_ASCII);
    }

    private void require() throws IOException {
        if (next == end && !fill()) {
            throw new IOException("The client left in the middle of a message");
        }
    }

    private boolean fill() throws IOException {
        flush();
        next = 0;
        end = Math.max(0, source.read(in));
        return end > 0;
    }
}
