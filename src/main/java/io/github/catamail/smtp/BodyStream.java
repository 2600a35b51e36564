package io.github.catamail.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The way of a message to the server. It remembers whether the server or the network broke it off; any other failure while
 * a message is written is one of the application, such as an attachment that cannot be read.
 */
final class BodyStream extends HeaderStream {
    private final OutputStream out;
    private boolean broken;

    BodyStream(OutputStream server) {
        this.out = server;
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException failure) {
            broken = true;
            throw failure;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            broken = true;
            throw failure;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException failure) {
            broken = true;
            throw failure;
        }
    }
}
