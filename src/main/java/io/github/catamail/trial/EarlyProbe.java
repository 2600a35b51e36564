package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.loader.DaemonThread;
import io.github.catamail.smtp.Submission;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches a server that is to speak first. If it says nothing for a while, TLS is tried on another connection; if that is what
 * it waits for, the test need not wait until its time-out.
 */
final class EarlyProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Servers on the port between mail servers hold their greeting back to see who speaks out of turn, and remember it. */
    private static final int PORT_BETWEEN_SERVERS = 25;

    private final Recorder recorder;
    private final Breaker breaker;
    private final Duration patience;
    private final @Nullable Thread thread;
    private volatile boolean speaksTls;

    private EarlyProbe(Recorder recorder, Submission submission, Endpoint endpoint) {
        this.recorder = recorder;
        this.breaker = new Breaker();
        Duration half = submission.settings().timeouts().read().dividedBy(2);
        this.patience = half.compareTo(PATIENCE) < 0 ? half : PATIENCE;
        this.thread = endpoint.security() == ConnectionSecurity.IMPLICIT_TLS || endpoint.port() == PORT_BETWEEN_SERVERS
                ? null
                : DaemonThread.start(
                        "catamail-probe " + submission.settings().resource(), () -> watch(submission, endpoint));
    }

    static EarlyProbe start(Recorder recorder, Submission submission, Endpoint endpoint) {
        return new EarlyProbe(recorder, submission, endpoint);
    }

    private void watch(Submission submission, Endpoint endpoint) {
        try {
            if (!recorder.awaitSilence(patience)) {
                return;
            }
            Probe.Result result = Probe.of(submission, endpoint, ConnectionSecurity.IMPLICIT_TLS, breaker);
            if (result.speaksTls() && recorder.isSilent()) {
                speaksTls = true;
                recorder.abort();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the server was found to speak TLS from the first byte, and the test was cut short for that. */
    boolean hasFoundTls() {
        return speaksTls;
    }

    /** Returns how long the server was given to speak. */
    Duration patience() {
        return patience;
    }

    /** Ends the watch; the thread is gone then. */
    @Override
    public void close() {
        recorder.over();
        breaker.breakOff();
        if (thread != null) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
