package io.github.catamail.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message under way: envelope and content. */
final class MailTransaction {
    private final List<EnvelopePath> recipients = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable EnvelopePath sender;
    private boolean chunked;
    private boolean failed;

    @Nullable EnvelopePath sender() {
        return sender;
    }

    void begin(EnvelopePath path) {
        sender = path;
    }

    List<EnvelopePath> recipients() {
        return recipients;
    }

    /** Returns whether a BDAT has begun, so that nothing but BDAT may follow (RFC 3030, 2). */
    boolean isChunked() {
        return chunked;
    }

    /** Returns whether a BDAT was refused, so that the rest is refused too. */
    boolean hasFailed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    byte[] content() {
        return content.toByteArray();
    }

    /** Reads up to the line that is a single dot (RFC 5321, 4.5.2). Only CRLF ends a line. */
    void readLines(Wire wire) throws IOException {
        // The message begins on a new line: "." right after DATA ends an empty message.
        String tail = "\r\n";
        while (true) {
            char octet = (char) wire.read();
            if (tail.equals("\r\n.\r") && octet == '\n') {
                return;
            }
            if (tail.equals("\r\n") && octet == '.') {
                tail = "\r\n.";
            } else if (tail.equals("\r\n.") && octet == '\r') {
                tail = "\r\n.\r";
            } else {
                if (tail.equals("\r\n.\r")) {
                    content.write('\r');
                    tail = "\r";
                }
                content.write(octet);
                tail = octet == '\r' ? "\r" : tail.equals("\r") && octet == '\n' ? "\r\n" : "";
            }
        }
    }

    /** Reads a chunk of BDAT. */
    void readChunk(Wire wire, long size) throws IOException {
        chunked = true;
        for (long i = 0; i < size; i++) {
            content.write(wire.read());
        }
    }
}
