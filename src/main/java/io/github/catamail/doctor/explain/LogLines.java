package io.github.catamail.doctor.explain;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text line by line, in bounded memory whatever it is made of: of a line that is very long only the beginning is
 * kept.
 *
 * <p>Not safe for use by several threads.
 */
final class LogLines {
    private static final int LONGEST_LINE = 16 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[64 * 1024];
    private int position;
    private int limit;
    private long number;

    LogLines(Reader reader) {
        this.reader = reader;
    }

    /** Returns the number of the line that was read last; the first is 1. */
    long number() {
        return number;
    }

    /** Returns the next line without its end, or null at the end of the text. */
    @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (true) {
            if (position == limit && !fill()) {
                return any ? counted(line) : null;
            }
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, position, Math.min(end - position, LONGEST_LINE - line.length()));
            boolean whole = end < limit;
            position = whole ? end + 1 : end;
            if (whole) {
                return counted(line);
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, reader.read(buffer));
        return limit > 0;
    }

    private String counted(StringBuilder line) {
        number++;
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
