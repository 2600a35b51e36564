package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;

/** Takes all that it is sent from some point on and never answers: for read time-outs. */
public final class SilentServer extends MisbehavingServer {
    private SilentServer(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        super(base.quirk(new Fault(stage, occasion).acting(Wire::listenInSilence)));
    }

    /** Falls silent where it should reply at this stage; at CONTENT, it takes the message and all after it. */
    public static SilentServer at(Stage stage) {
        return at(stage, usual());
    }

    /** Like {@link #at(Stage)}, for a server set up otherwise, as the stages of TLS need. */
    public static SilentServer at(Stage stage, SmtpSink.Builder base) {
        return at(stage, Occasion.always(), base);
    }

    public static SilentServer at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new SilentServer(stage, occasion, base);
    }
}
