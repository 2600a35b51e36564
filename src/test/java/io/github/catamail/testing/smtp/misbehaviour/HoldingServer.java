package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps connections waiting at some point until it is told to go on. */
public final class HoldingServer extends MisbehavingServer {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final long PATIENCE_SECONDS = 20;

    private final Holding holding;

    private HoldingServer(Holding holding, SmtpSink.Builder base) {
        super(base.quirk(holding));
        this.holding = holding;
    }

    /** Holds whoever comes to this stage while it is told to hold. */
    public static HoldingServer at(Stage stage, SmtpSink.Builder base) {
        return new HoldingServer(new Holding(stage), base);
    }

    /** Holds those who come from now on. */
    public void hold() {
        holding.on = true;
    }

    /** Waits until one more connection is held. */
    public void awaitHeld() throws InterruptedException {
        if (!holding.held.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has come to " + holding.stage);
        }
    }

    /** Lets all go on, and holds nobody any more. */
    public void release() {
        holding.on = false;
    }

    private static final class Holding implements Quirk {
        private final Stage stage;
        private final Semaphore held = new Semaphore(0);
        private volatile boolean on;

        Holding(Stage stage) {
            this.stage = stage;
        }

        @Override
        public void reached(Moment moment) throws IOException {
            if (moment.stage() == stage && on) {
                moment.wire().flush();
                held.release();
                boolean open = true;
                while (on && open) {
                    open = moment.wire().pause(BETWEEN_LOOKS);
                }
            }
        }
    }
}
