package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;

/** Hangs up at some point without a word. */
public final class ClosingServer extends MisbehavingServer {
    private ClosingServer(Stage stage, Occasion occasion, Quirk.Action end, SmtpSink.Builder base) {
        super(base.quirk(new Fault(stage, occasion).acting(end)));
    }

    /** Closes where it should reply at this stage: the client reads an end of stream. */
    public static ClosingServer at(Stage stage) {
        return at(stage, usual());
    }

    public static ClosingServer at(Stage stage, SmtpSink.Builder base) {
        return at(stage, Occasion.always(), base);
    }

    public static ClosingServer at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new ClosingServer(stage, occasion, Wire::close, base);
    }

    /** Closes when it has read so many bytes of the message. */
    public static ClosingServer halfway(int bytes, Occasion occasion, SmtpSink.Builder base) {
        return new ClosingServer(
                Stage.CONTENT,
                occasion,
                wire -> {
                    for (int i = 0; i < bytes; i++) {
                        wire.read();
                    }
                    wire.close();
                },
                base);
    }

    /** Breaks the connection where it should reply at this stage: the client gets a TCP reset. */
    public static ClosingServer resettingAt(Stage stage) {
        return resettingAt(stage, usual());
    }

    public static ClosingServer resettingAt(Stage stage, SmtpSink.Builder base) {
        return resettingAt(stage, Occasion.always(), base);
    }

    public static ClosingServer resettingAt(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new ClosingServer(stage, occasion, Wire::reset, base);
    }
}
