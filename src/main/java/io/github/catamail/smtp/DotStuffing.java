package io.github.catamail.smtp;

import java.util.Arrays;

/** Transparency (RFC 5321, 4.5.2): in a text after DATA a dot at the beginning of a line is doubled. */
final class DotStuffing {
    private DotStuffing() {}

    /**
     * Returns a copy with such dots doubled.
     *
     * @param text lines, each with CR LF at its end
     * @param length how much of {@code text} counts
     */
    static byte[] of(byte[] text, int length) {
        byte[] stuffed = new byte[length + length / 8 + 2];
        int size = 0;
        boolean begin = true;
        for (int i = 0; i < length; i++) {
            if (size + 2 > stuffed.length) {
                stuffed = Arrays.copyOf(stuffed, 2 * stuffed.length);
            }
            if (begin && text[i] == '.') {
                stuffed[size++] = '.';
            }
            stuffed[size++] = text[i];
            begin = text[i] == '\n';
        }
        return Arrays.copyOf(stuffed, size);
    }
}
