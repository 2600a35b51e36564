package io.github.catamail.session;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.config.EffectiveSettings;
import io.github.catamail.jmx.Registration;
import io.github.catamail.jmx.ServerState;
import io.github.catamail.jmx.Watched;
import io.github.catamail.pool.ConnectionPool;
import io.github.catamail.pool.HostState;
import io.github.catamail.report.Report;
import io.github.catamail.report.ReportText;
import io.github.catamail.smtp.Submission;
import io.github.catamail.time.SystemClock;
import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.traffic.Traffic;
import io.github.catamail.trial.StepListener;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** One resource: what is configured, its connections, and what an administrator sees of it. Safe for use by several threads. */
final class MailResource implements Watched {
    private final Submission submission;
    private final ConnectionPool pool;
    private final Tests tests;
    private final StartTest startTest;
    private volatile @Nullable Registration registration;

    MailResource(Submission submission) {
        this.submission = submission;
        this.pool = new ConnectionPool(submission, () -> session(List.of()));
        this.tests = new Tests(submission, () -> session(List.of()));
        this.startTest = new StartTest(submission.settings(), submission.ticker(), () -> tests.run(null));
    }

    /**
     * Makes it known to administrators.
     *
     * @param application the one that has it for itself, or null
     */
    void begin(@Nullable String application) {
        registration = Registration.open(this, application, SystemClock.utc());
    }

    /**
     * Tests the connection, if that is asked for and has not been done.
     *
     * @throws NamingException if the resource asks for a test, and it failed
     */
    void validate() throws NamingException {
        startTest.validate();
    }

    /** Runs a test, with a message to somebody or without. */
    List<Report> test(@Nullable String to, StepListener listener) {
        return tests.run(to, listener);
    }

    /** Makes a session, with providers beside the server's. */
    Session session(List<Provider> own) {
        return SessionAssembly.of(pool, own);
    }

    @Override
    public String resource() {
        return submission.settings().resource();
    }

    @Override
    public Traffic traffic() {
        return submission.traffic();
    }

    @Override
    public Map<String, String> settings() {
        return EffectiveSettings.of(submission.settings());
    }

    @Override
    public int active() {
        return pool.active();
    }

    @Override
    public int idle() {
        return pool.idle();
    }

    @Override
    public int waiting() {
        return pool.waiting();
    }

    @Override
    public List<ServerState> servers() {
        return pool.hosts().stream().map(MailResource::state).toList();
    }

    private static ServerState state(HostState host) {
        String address = host.endpoint().address();
        if (host.failures() == 0) {
            return new ServerState(address, /* usable= */ true, "ok");
        }
        return new ServerState(
                address,
                /* usable= */ false,
                host.restsFor().isZero()
                        ? "failed, and is tried with the next connection"
                        : "failed, and is avoided for " + (host.restsFor().toSeconds() + 1) + " s more");
    }

    @Override
    public @Nullable Instant ownCertificateExpiry() {
        return submission.tls().own().stream()
                .map(CertificateSummary::notAfter)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public String testConnection() {
        return ReportText.of(tests.run(null));
    }

    @Override
    public String sendTestMessage(String to) {
        if (to.isBlank()) {
            throw new IllegalArgumentException("'to' is empty and must be a mail address such as joe@example.com");
        }
        return ReportText.of(tests.run(to));
    }

    @Override
    public void evictIdle() {
        pool.evictIdle();
    }

    @Override
    public void debug(DebugLevel level) {
        submission.debugging().set(level);
    }

    @Override
    public DebugLevel debug() {
        return submission.debugging().level();
    }

    /** Refuses new messages; those that are under way go on. */
    void beginClose() {
        Registration registered = registration;
        if (registered != null) {
            registered.close();
        }
        startTest.beginClose();
        tests.close();
        pool.beginClose();
    }

    /** Ends all connections when no message is under way any more, or the time is up. */
    void close(Duration patience) {
        pool.close(patience);
        startTest.close(patience);
    }
}
