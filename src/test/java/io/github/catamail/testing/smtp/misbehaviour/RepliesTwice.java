package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;

/** Gives one answer two times. */
public final class RepliesTwice extends MisbehavingServer {
    private RepliesTwice(SmtpSink.Builder builder) {
        super(builder);
    }

    /** Both together, at this stage. */
    public static RepliesTwice at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new RepliesTwice(
                base.quirk(new Fault(stage, occasion).replying(usual -> new Reply(usual.text() + usual.text()))));
    }
}
