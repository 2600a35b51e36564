package io.github.catamail.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/**
 * The text of a message that is sent by its length (RFC 3030). As in Angus' stream for DATA every line ends with CR LF, the
 * last one too; but dots stay as they are.
 */
final class ChunkedText extends CRLFOutputStream {
    /** How much is held in memory. A shorter text stays in here until it is complete. */
    static final int CHUNK = 1024 * 1024;

    private final Buffer buffer;

    /** Takes a full chunk; the array is used again after that. */
    interface Outlet {
        void take(byte[] bytes, int length);
    }

    ChunkedText(Outlet outlet) {
        this(new Buffer(outlet));
    }

    private ChunkedText(Buffer buffer) {
        super(buffer);
        this.buffer = buffer;
    }

    /** Ends the last line. */
    void end() throws IOException {
        if (!atBOL) {
            writeln();
        }
    }

    /** Returns what has not been taken; only so many bytes of it as {@link #length()} says count. */
    byte[] bytes() {
        return buffer.bytes;
    }

    int length() {
        return buffer.length;
    }

    /** Does nothing: a message flushes its stream at its end, and there is more to come than that. */
    @Override
    public void flush() {}

    private static final class Buffer extends OutputStream {
        private static final int FIRST = 8 * 1024;

        private final Outlet outlet;
        private byte[] bytes = new byte[FIRST];
        private int length;

        Buffer(Outlet outlet) {
            this.outlet = outlet;
        }

        @Override
        public void write(int b) {
            reserve();
            bytes[length++] = (byte) b;
        }

        @Override
        public void write(byte[] source, int offset, int count) {
            int done = 0;
            while (done < count) {
                reserve();
                int fits = Math.min(count - done, bytes.length - length);
                System.arraycopy(source, offset + done, bytes, length, fits);
                length += fits;
                done += fits;
            }
        }

        /** Makes room for at least one byte. */
        private void reserve() {
            if (length == CHUNK) {
                outlet.take(bytes, length);
                length = 0;
            } else if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
    }
}
