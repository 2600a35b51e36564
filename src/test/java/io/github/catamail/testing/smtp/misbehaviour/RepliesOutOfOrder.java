package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;

/** Mixes up its answers to commands that came together. */
public final class RepliesOutOfOrder extends MisbehavingServer {
    private RepliesOutOfOrder(SmtpSink.Builder builder) {
        super(builder);
    }

    /** The answer at this stage comes behind the next one, where the client did not wait for it. */
    public static RepliesOutOfOrder at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new RepliesOutOfOrder(base.quirk(new Fault(stage, occasion).acting(Wire::swapNext)));
    }
}
