package io.github.catamail.testing.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes from a client over TLS, up to a point from which on it cannot be decrypted. */
final class GarblingStream extends FilterInputStream {
    private static final byte[] UNREADABLE = new byte[64];

    static {
        // The header of a record of application data (RFC 8446, 5.2) with 59 octets in it.
        System.arraycopy(new byte[] {23, 3, 3, 0, 59}, 0, UNREADABLE, 0, 5);
    }

    private int garbled = UNREADABLE.length;

    GarblingStream(InputStream in) {
        super(in);
    }

    /** Returns one record from now on that nobody has encrypted. For the thread that reads. */
    void garble() {
        garbled = 0;
    }

    @Override
    public int read() throws IOException {
        return garbled < UNREADABLE.length ? UNREADABLE[garbled++] & 0xff : super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (garbled == UNREADABLE.length) {
            return super.read(target, offset, length);
        }
        int count = Math.min(length, UNREADABLE.length - garbled);
        System.arraycopy(UNREADABLE, garbled, target, offset, count);
        garbled += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return garbled < UNREADABLE.length ? UNREADABLE.length - garbled : super.available();
    }
}
