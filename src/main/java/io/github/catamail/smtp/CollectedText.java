package io.github.catamail.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a message that is sent by its length (RFC 3030). As in Angus' stream for DATA every line ends with CR LF, the
 * last one too; but dots stay as they are.
 */
final class CollectedText extends CRLFOutputStream {
    /** A longer text is not kept in memory. */
    static final int MOST = 1024 * 1024;

    private static final int LONGEST_LINE = 998;

    private final Buffer buffer;

    /** Takes over what is too long to be collected. */
    interface Overflow {
        /** Returns where the text goes from now on, its beginning included. */
        OutputStream open() throws IOException;
    }

    CollectedText(Overflow overflow) {
        this(new Buffer(overflow));
    }

    private CollectedText(Buffer buffer) {
        super(buffer);
        this.buffer = buffer;
    }

    /** Ends the last line. */
    void end() throws IOException {
        if (!atBOL) {
            writeln();
        }
    }

    /** Returns whether it is still whole in memory. */
    boolean isWhole() {
        return buffer.beyond == null;
    }

    /** Returns the text; only so many bytes of it as {@link #length()} says count. */
    byte[] bytes() {
        return buffer.bytes;
    }

    int length() {
        return buffer.length;
    }

    /** Returns how long the first line is, or 0 if there is only one, or none that a server would take for one line. */
    int firstLine() {
        for (int i = 0; i < Math.min(buffer.length - 1, LONGEST_LINE); i++) {
            if (buffer.bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Does nothing: a message flushes its stream at its end, and there is more to come than that. */
    @Override
    public void flush() {}

    private static final class Buffer extends OutputStream {
        private static final int FIRST = 8 * 1024;

        private final Overflow overflow;
        private byte[] bytes = new byte[FIRST];
        private int length;
        private @Nullable OutputStream beyond;

        Buffer(Overflow overflow) {
            this.overflow = overflow;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            if (beyond == null && length + count > MOST) {
                beyond = overflow.open();
                beyond.write(bytes, 0, length);
                bytes = new byte[0];
                length = 0;
            }
            if (beyond != null) {
                beyond.write(source, offset, count);
                return;
            }
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            }
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }
    }
}
