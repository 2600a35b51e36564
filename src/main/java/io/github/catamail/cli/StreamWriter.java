package io.github.catamail.cli;

import java.io.PrintStream;
import java.io.Writer;

/** Writes characters to a stream in the character set of the stream, which only the stream knows. */
final class StreamWriter extends Writer {
    private final PrintStream stream;

    StreamWriter(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        stream.print(new String(chars, offset, length));
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public void close() {
        // It is the JVM's.
    }
}
