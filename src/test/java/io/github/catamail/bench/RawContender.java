package io.github.catamail.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The fewest round trips that SMTP allows, one for each message, and nothing else: no pool to speak of, no check, no
 * explanation of a failure. What it reaches is the limit for everybody.
 */
final class RawContender implements Contender {
    private final Target target;
    private final Body body;
    private final byte[] envelope;
    private final Queue<RawLine> idle = new ConcurrentLinkedQueue<>();

    RawContender(Target target, Body body) {
        this.target = target;
        this.body = body;
        StringBuilder commands = new StringBuilder("MAIL FROM:<" + Letter.FROM + ">\r\n");
        target.addresses()
                .forEach(address -> commands.append("RCPT TO:<").append(address).append(">\r\n"));
        this.envelope = commands.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void send() throws Exception {
        byte[] message = body.next();
        RawLine line = idle.poll();
        if (line == null) {
            line = RawLine.open(target);
        }
        line.send(envelope, target.recipients(), message);
        idle.add(line);
    }

    @Override
    public void close() throws IOException {
        for (RawLine line = idle.poll(); line != null; line = idle.poll()) {
            line.close();
        }
    }

    /** What is sent. */
    interface Body {
        /** Returns the bytes of a message with a Message-ID of its own. */
        byte[] next() throws Exception;
    }
}
