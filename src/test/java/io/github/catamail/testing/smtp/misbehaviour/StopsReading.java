package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;
import java.io.IOException;

/**
 * Takes the first bytes of a message and then no more, so that the client's writes stall once the buffers of both sides are
 * full: for write time-outs. That takes a message of some megabytes, since the client's buffer grows.
 */
public final class StopsReading extends MisbehavingServer {
    private StopsReading(SmtpSink.Builder base, int bytes) {
        super(base.receiveBuffer(4096).quirk(Quirk.acting(Stage.CONTENT, wire -> stop(wire, bytes))));
    }

    /** Stops after so many bytes of the message. */
    public static StopsReading after(int bytes) {
        return after(bytes, usual());
    }

    public static StopsReading after(int bytes, SmtpSink.Builder base) {
        return new StopsReading(base, bytes);
    }

    private static void stop(Wire wire, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            wire.read();
        }
        wire.freeze();
    }
}
