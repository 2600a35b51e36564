package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;

/** Neither reads nor answers from some point on, and leaves the connection open, as a machine that was switched off. */
public final class HalfOpenServer extends MisbehavingServer {
    private HalfOpenServer(SmtpSink.Builder builder) {
        super(builder);
    }

    /** From this stage on. */
    public static HalfOpenServer at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new HalfOpenServer(base.quirk(new Fault(stage, occasion).acting(Wire::freeze)));
    }
}
