package io.github.catamail.session;

import io.github.catamail.report.Report;
import io.github.catamail.smtp.Submission;
import io.github.catamail.trial.ConnectionTest;
import io.github.catamail.trial.StepListener;
import jakarta.mail.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tests of a resource's connection, which end with the resource. Safe for use by several threads. */
final class Tests {
    private final Submission submission;
    private final Supplier<Session> sessions;
    private final Set<ConnectionTest> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Tests(Submission submission, Supplier<Session> sessions) {
        this.submission = submission;
        this.sessions = sessions;
    }

    /**
     * Runs a test in this thread.
     *
     * @param to whom to send a message to, or null
     */
    List<Report> run(@Nullable String to) {
        return run(to, StepListener.NONE);
    }

    /** Runs a test in this thread, and tells of each step. */
    List<Report> run(@Nullable String to, StepListener listener) {
        ConnectionTest test = new ConnectionTest(submission, sessions);
        running.add(test);
        if (closed) {
            test.cancel();
        }
        try {
            return test.run(to, listener);
        } finally {
            running.remove(test);
        }
    }

    /** Ends the tests that are running, and lets no other begin. */
    void close() {
        closed = true;
        running.forEach(ConnectionTest::cancel);
    }
}
