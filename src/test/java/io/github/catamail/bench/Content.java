package io.github.catamail.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one message. */
final class Content {
    private static final String NAME = "message-id:";

    private byte[] bytes = new byte[8192];
    private int length;

    void clear() {
        length = 0;
    }

    void add(byte[] source, int from, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Returns the text of the header, or none. */
    String messageId() {
        int line = 0;
        while (line < length && bytes[line] != '\r') {
            int end = end(line);
            if (named(line)) {
                while (end < length && (bytes[end] == ' ' || bytes[end] == '\t')) {
                    end = end(end);
                }
                int from = line + NAME.length();
                return new String(bytes, from, end - from, StandardCharsets.US_ASCII).trim();
            }
            line = end;
        }
        return "";
    }

    /** Returns where the next line begins. */
    private int end(int from) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, length);
    }

    private boolean named(int line) {
        if (line + NAME.length() > length) {
            return false;
        }
        for (int i = 0; i < NAME.length(); i++) {
            if (Character.toLowerCase((char) bytes[line + i]) != NAME.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
