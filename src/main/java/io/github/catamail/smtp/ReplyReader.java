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

    /** Returns the next reply, or null if the connection ended before it was complete. */
    @Nullable Reply next() throws IOException {
        StringBuilder text = new StringBuilder();
        int line;
        do {
            line = text.length();
            if (!readLine(text)) {
                return null;
            }
        } while (text.length() - line > 4 && text.charAt(line + 3) == '-');
        return Reply.of(text.toString());
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
            next = 0;
            end = Math.max(0, in.read(buffer, 0, BUFFER));
            if (end == 0) {
                return false;
            }
        }
    }

    private void append(StringBuilder text, int from, int to) {
        text.append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }
}
