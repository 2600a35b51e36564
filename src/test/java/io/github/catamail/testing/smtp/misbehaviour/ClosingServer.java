package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;

/** Hangs up at some point without a word. */
public final class ClosingServer extends MisbehavingServer {
    private ClosingServer(Stage stage, Quirk.Action end, SmtpSink.Builder base) {
        super(base.quirk(Quirk.acting(stage, end)));
    }

    /** Closes where it should reply at this stage: the client reads an end of stream. */
    public static ClosingServer at(Stage stage) {
        return at(stage, usual());
    }

    public static ClosingServer at(Stage stage, SmtpSink.Builder base) {
        return new ClosingServer(stage, Wire::close, base);
    }

    /** Breaks the connection where it should reply at this stage: the client gets a TCP reset. */
    public static ClosingServer resettingAt(Stage stage) {
        return resettingAt(stage, usual());
    }

    public static ClosingServer resettingAt(Stage stage, SmtpSink.Builder base) {
        return new ClosingServer(stage, Wire::reset, base);
    }
}
