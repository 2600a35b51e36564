package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;

/** Breaks TLS off with a fatal alert in the middle of the dialogue. */
public final class TlsAlertServer extends MisbehavingServer {
    private TlsAlertServer(SmtpSink.Builder builder) {
        super(builder);
    }

    /** Instead of answering at this stage. */
    public static TlsAlertServer at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new TlsAlertServer(base.quirk(new Fault(stage, occasion).acting(Wire::failTls)));
    }
}
