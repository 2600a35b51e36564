package io.github.catamail.tls;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER (X.690 section 10): as much as PKCS #8, SEC 1 and PKCS #12 need. Indefinite lengths, which are BER,
 * are refused.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private final int tag;
    private final byte[] data;
    private final int start;
    private final int content;
    private final int end;

    private Der(byte[] data, int start, int limit) throws IOException {
        if (limit - start < 2) {
            throw new EOFException("DER ends too early");
        }
        int length = data[start + 1] & 0xFF;
        int position = start + 2;
        if (length > 0x7F) {
            int octets = length & 0x7F;
            if (octets == 0) {
                throw new IOException("it has an indefinite length (BER): export it anew with another program");
            }
            if (octets > 4 || octets > limit - position) {
                throw new EOFException("DER has a length that cannot be read");
            }
            // As positive number: four octets may not fit an int.
            BigInteger value = new BigInteger(1, data, position, octets);
            position += octets;
            length = value.bitLength() > 31 ? Integer.MAX_VALUE : value.intValue();
        }
        if (length > limit - position) {
            throw new EOFException("DER ends too early");
        }
        this.tag = data[start] & 0xFF;
        this.data = data;
        this.start = start;
        this.content = position;
        this.end = position + length;
    }

    /** Reads the first element; bytes behind it are left alone. */
    static Der parse(byte[] data) throws IOException {
        return new Der(data, 0, data.length);
    }

    /** Returns whether these bytes are one whole sequence. */
    static boolean isSequence(byte[] data) {
        try {
            Der der = parse(data);
            return der.is(SEQUENCE) && der.end == data.length;
        } catch (IOException noDer) {
            return false;
        }
    }

    boolean is(int expected) {
        return tag == expected;
    }

    /** Returns whether this is element number {@code n} of a context specific choice, {@code [n]} constructed. */
    boolean isTagged(int n) {
        return tag == (0xA0 | n);
    }

    byte[] content() {
        return Arrays.copyOfRange(data, content, end);
    }

    /** Returns the element as it stood, with tag and length. */
    byte[] encoded() {
        return Arrays.copyOfRange(data, start, end);
    }

    List<Der> children() throws IOException {
        List<Der> children = new ArrayList<>();
        for (int position = content; position < end; ) {
            Der child = new Der(data, position, end);
            children.add(child);
            position = child.end;
        }
        return children;
    }

    /** Returns child number {@code index}. */
    Der child(int index) throws IOException {
        List<Der> children = children();
        if (index >= children.size()) {
            throw new IOException("DER lacks an element");
        }
        return children.get(index);
    }

    /** Returns the object identifier in dotted form. */
    String oid() throws IOException {
        if (!is(OBJECT_IDENTIFIER) || content == end) {
            throw new IOException("DER has no object identifier where one must be");
        }
        StringBuilder text = new StringBuilder();
        long arc = 0;
        for (int i = content; i < end; i++) {
            arc = arc << 7 | (data[i] & 0x7F);
            if ((data[i] & 0x80) == 0) {
                if (text.length() == 0) {
                    long first = Math.min(arc / 40, 2);
                    text.append(first).append('.').append(arc - first * 40);
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return text.toString();
    }

    /** Returns an element made of these parts. */
    static byte[] encode(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length < 0x80) {
            element.write(length);
        } else {
            byte[] octets = BigInteger.valueOf(length).toByteArray();
            // A leading zero is only the sign of BigInteger's form.
            int skip = octets[0] == 0 ? 1 : 0;
            element.write(0x80 | (octets.length - skip));
            element.write(octets, skip, octets.length - skip);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
