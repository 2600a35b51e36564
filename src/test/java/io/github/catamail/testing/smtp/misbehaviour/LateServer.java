package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import java.time.Duration;

/** Takes its time to answer. */
public final class LateServer extends MisbehavingServer {
    private LateServer(SmtpSink.Builder builder) {
        super(builder);
    }

    /** Lets time pass before it answers at this stage. */
    public static LateServer at(Stage stage, Duration delay, Occasion occasion, SmtpSink.Builder base) {
        return new LateServer(base.quirk(new Fault(stage, occasion).acting(wire -> {
            wire.flush();
            wire.pause(delay);
        })));
    }
}
