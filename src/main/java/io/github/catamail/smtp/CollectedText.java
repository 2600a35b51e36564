package io.github.catamail.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a message that is sent by its length (RFC 3030). As in Angus' stream for DATA every line ends with CR LF, the
 * last one too; but dots stay as they are.
 */
final class CollectedText extends HeaderStream {
    /** A longer text is not kept in memory. */
    static final int MOST = 1024 * 1024;

    private static final int LONGEST_LINE = 998;
    private static final int FIRST = 8 * 1024;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Overflow overflow;
    private byte[] bytes = new byte[FIRST];
    private int length;
    private @Nullable OutputStream beyond;
    /** How many octets fit in without another look at what is to become of them. */
    private int room = FIRST;

    private State state = State.AFTER_LINE;

    /** Where the next octet goes. */
    private enum State {
        AFTER_LINE,
        AFTER_RETURN,
        IN_LINE
    }

    /** Takes over what is too long to be collected. */
    interface Overflow {
        /** Returns where the text goes from now on, its beginning included. */
        OutputStream open() throws IOException;
    }

    CollectedText(Overflow overflow) {
        this.overflow = overflow;
    }

    /** Ends the last line. */
    void end() throws IOException {
        if (state == State.IN_LINE) {
            endLine();
            state = State.AFTER_LINE;
        }
    }

    /** Returns whether it is still whole in memory. */
    boolean isWhole() {
        return beyond == null;
    }

    /** Returns the text; only so many bytes of it as {@link #length()} says count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Returns how long the first line is, or 0 if there is only one, or none that a server would take for one line. */
    int firstLine() {
        for (int i = 0; i < Math.min(length - 1, LONGEST_LINE); i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Takes one octet, as encoders write most texts. */
    @Override
    public void write(int octet) throws IOException {
        if (octet <= '\r' && (octet == '\r' || octet == '\n')) {
            lineEnd(octet);
            return;
        }
        if (length < room) {
            bytes[length++] = (byte) octet;
        } else {
            put(new byte[] {(byte) octet}, 0, 1);
        }
        state = State.IN_LINE;
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int begin = offset;
        for (int i = offset; i < offset + count; i++) {
            if (source[i] == '\r' || source[i] == '\n') {
                putPart(source, begin, i);
                begin = i + 1;
                lineEnd(source[i]);
            }
        }
        putPart(source, begin, offset + count);
    }

    /** A line feed after a carriage return ends the same line. */
    private void lineEnd(int octet) throws IOException {
        if (octet == '\r' || state != State.AFTER_RETURN) {
            endLine();
        }
        state = octet == '\r' ? State.AFTER_RETURN : State.AFTER_LINE;
    }

    private void endLine() throws IOException {
        if (length + 2 <= room) {
            bytes[length++] = '\r';
            bytes[length++] = '\n';
        } else {
            put(LINE_END, 0, LINE_END.length);
        }
    }

    private void putPart(byte[] source, int begin, int end) throws IOException {
        if (begin < end) {
            put(source, begin, end - begin);
            state = State.IN_LINE;
        }
    }

    private void put(byte[] source, int offset, int count) throws IOException {
        if (beyond == null && length + count > MOST) {
            OutputStream server = overflow.open();
            beyond = server;
            server.write(bytes, 0, length);
            bytes = new byte[0];
            length = 0;
            room = 0;
        }
        if (beyond != null) {
            beyond.write(source, offset, count);
            return;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            room = Math.min(bytes.length, MOST);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Does nothing: a message flushes its stream at its end, and there is more to come than that. */
    @Override
    public void flush() {}
}
