package io.github.catamail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads replies one by one (RFC 5321, 4.2.1), and knows whether more has come than was asked for. */
final class ReplyReader {
    private static final int BUFFER = 4 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** Returns whether anything has been received after the last reply. */
    boolean hasMore() {
        return next < end;
    }

    /** Returns the next reply, or null if the connection ended; one that is cut off has no code. */
    @Nullable Reply next() throws IOException {
        if (!hasMore() && !fill()) {
            return null;
        }
        Reply whole = nextAtOnce();
        if (whole != null) {
            return whole;
        }
        StringBuilder text = new StringBuilder();
        int line;
        do {
            line = text.length();
            if (!readLine(text)) {
                return text.isEmpty() ? null : new Reply(-1, text.toString());
            }
        } while (text.length() - line > 4 && text.charAt(line + 3) == '-');
        return Reply.of(text.toString());
    }

    /** Returns a reply of one line that has been received as a whole, as most are; null if the next one may be another. */
    private @Nullable Reply nextAtOnce() {
        int last = next;
        while (last < end && buffer[last] != '\n') {
            last++;
        }
        int length = last - next;
        if (last == end
                || length < 5
                || buffer[next + 3] == '-'
                || buffer[last - 1] != '\r'
                || buffer[last - 2] == '\r') {
            return null;
        }
        buffer[last - 1] = '\n';
        Reply reply = Reply.of(new String(buffer, next, length, StandardCharsets.ISO_8859_1));
        next = last + 1;
        return reply;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private boolean readLine(StringBuilder text) throws IOException {
        while (true) {
            int begin = next;
            while (next < end) {
                if (buffer[next++] == '\n') {
                    append(text, begin, next - 1);
                    while (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
                        text.setLength(text.length() - 1);
                    }
                    text.append('\n');
                    return true;
                }
            }
            append(text, begin, end);
            if (!fill()) {
                return false;
            }
        }
    }

    private void append(StringBuilder text, int from, int to) {
        text.append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }
}
