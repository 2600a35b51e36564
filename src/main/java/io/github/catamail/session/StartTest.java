package io.github.catamail.session;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.StartValidation;
import io.github.catamail.loader.DaemonThread;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.report.Report;
import io.github.catamail.time.Ticker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The test of a resource when it is made, as {@code validateOnStart} asks: in the background, or before a session is handed out.
 *
 * <p>After a failed one, sessions are refused without another test for 10 seconds, twice as long after each further one, up to 5
 * minutes; 5 minutes at once where the password was refused, as each try counts against the account. Safe for use by several
 * threads: who comes while a test is running waits for its result.
 */
final class StartTest {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final MailSettings settings;
    private final Ticker ticker;
    private final Supplier<List<Report>> test;
    private @Nullable Thread thread;
    private @Nullable FutureTask<TestResult> running;
    private boolean passed;
    private @Nullable String refusal;
    private Duration rest = Duration.ZERO;
    private long restBegan;
    private volatile boolean closed;

    /**
     * Makes one.
     *
     * @param test runs a test in the thread that calls it
     */
    StartTest(MailSettings settings, Ticker ticker, Supplier<List<Report>> test) {
        this.settings = settings;
        this.ticker = ticker;
        this.test = test;
    }

    /**
     * Called whenever a session is asked for, before it is made.
     *
     * @throws NamingException if the resource is to be refused, with the reason
     */
    void validate() throws NamingException {
        if (settings.validateOnStart() == StartValidation.OFF
                || settings.endpoints().isEmpty()) {
            return;
        }
        if (settings.validateOnStart() == StartValidation.WARN) {
            beginOnce();
        } else {
            require();
        }
    }

    private synchronized void beginOnce() {
        if (thread == null && !closed) {
            thread = DaemonThread.start("catamail-test " + settings.resource(), () -> {
                TestResult result = run();
                if (!closed) {
                    log(result);
                }
            });
        }
    }

    private void require() throws NamingException {
        FutureTask<TestResult> task;
        boolean mine = false;
        synchronized (this) {
            if (passed) {
                return;
            }
            String known = refusal;
            if (known != null && ticker.nanos() - restBegan < rest.toNanos()) {
                throw new ServiceUnavailableException(known);
            }
            if (running == null) {
                running = new FutureTask<>(this::runAndNote);
                mine = true;
            }
            task = running;
        }
        if (mine) {
            run(task);
        }
        TestResult result = result(task);
        if (!result.passed()) {
            throw new ServiceUnavailableException(refusal(result));
        }
    }

    /** Runs it, and sees that a test which ends with an exception is made again the next time, and not remembered. */
    private void run(FutureTask<TestResult> task) {
        task.run();
        synchronized (this) {
            running = null;
        }
    }

    private TestResult run() {
        return new TestResult(settings.resource(), test.get());
    }

    /** Takes note of the result before anybody may find that no test is running, and begin another one. */
    private TestResult runAndNote() {
        TestResult result = run();
        synchronized (this) {
            passed = result.passed();
            refusal = passed ? null : refusal(result);
            rest = result.loginRefused() ? LONGEST_REST : longer(rest);
            restBegan = ticker.nanos();
        }
        if (result.passed()) {
            log(result);
        }
        return result;
    }

    private TestResult result(FutureTask<TestResult> task) throws NamingException {
        try {
            return task.get();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw failed("the thread was interrupted while it waited for the connection test", hurry);
        } catch (ExecutionException unexpected) {
            synchronized (this) {
                running = null;
            }
            throw failed("the connection test could not be made", unexpected);
        }
    }

    private NamingException failed(String what, Exception cause) {
        ServiceUnavailableException failure = new ServiceUnavailableException(settings.resource() + ": " + what);
        failure.setRootCause(cause);
        return failure;
    }

    private String refusal(TestResult result) {
        return settings.resource() + ": the connection test failed, and 'validateOnStart' is \"fail\""
                + result.errors();
    }

    private static Duration longer(Duration before) {
        if (before.isZero()) {
            return FIRST_REST;
        }
        Duration twice = before.multipliedBy(2);
        return twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
    }

    private static void log(TestResult result) {
        for (Report report : result.reports()) {
            boolean fine = report.findings().isEmpty();
            if (!fine || TestResult.isGood(report)) {
                LOG.log(fine ? Level.INFO : Level.WARNING, result.line(report));
            }
        }
    }

    /** The resource is closed, and with it the test that is running; nothing is logged any more. */
    void beginClose() {
        closed = true;
    }

    /** Waits for the thread to end, but not for long. */
    void close(Duration patience) {
        Thread started;
        synchronized (this) {
            started = thread;
        }
        if (started != null) {
            try {
                started.join(Math.max(1, patience.toMillis()));
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
