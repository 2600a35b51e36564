package io.github.catamail.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import io.github.catamail.testing.Crew;
import io.github.catamail.testing.LogCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import javax.naming.ServiceUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a resource is tested, and how often, with results that are made up. */
@Timeout(60)
final class StartTestTest {
    private static final String NAME = "mail/Session";
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();
    private volatile List<Report> results = List.of();

    @Test
    void whatPassedIsNotTestedAgain() throws Exception {
        results = List.of(good("a.example.com:587, STARTTLS, user app"));
        StartTest test = test("fail");
        try (LogCapture log = LogCapture.ofCatamail()) {
            test.validate();
            test.validate();

            assertThat(runs).hasValue(1);
            assertThat(log.messages(Level.INFO))
                    .containsExactly(
                            "mail/Session: connection test passed: a.example.com:587, STARTTLS, user app, in 120 ms");
        }
    }

    @Test
    void afterAFailureThereIsARestThatGrows() throws Exception {
        results = List.of(bad(Topic.CONNECT_FAILED, "nothing accepts connections there", "Check 'host'"));
        StartTest test = test("fail");
        String refusal = "mail/Session: the connection test failed, and 'validateOnStart' is \"fail\": nothing accepts"
                + " connections there. Check 'host' [connect-failed]";
        for (long rest : List.of(10, 20, 40, 80, 160, 300, 300)) {
            int before = runs.get();
            assertRefused(test, refusal);
            assertThat(runs).hasValue(before + 1);
            now.addAndGet(Duration.ofSeconds(rest).toNanos() - 1);
            assertRefused(test, refusal);
            assertThat(runs).hasValue(before + 1);
            now.addAndGet(1);
        }
        results = List.of(good("a.example.com:587"));
        assertThatCode(test::validate).doesNotThrowAnyException();
    }

    @Test
    void aRefusedPasswordRestsForFiveMinutesAtOnce() {
        results = List.of(bad(Topic.AUTH_REJECTED, "could not log in", "Check 'user' and 'password'"));
        StartTest test = test("fail");
        String refusal =
                "mail/Session: the connection test failed, and 'validateOnStart' is \"fail\": could not log in."
                        + " Check 'user' and 'password' [auth-rejected]";
        assertRefused(test, refusal);
        now.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertRefused(test, refusal);
        assertThat(runs).hasValue(1);
        now.addAndGet(1);
        assertRefused(test, refusal);
        assertThat(runs).hasValue(2);
    }

    @Test
    void oneServerOfAListIsEnough() throws Exception {
        results = List.of(
                bad(Topic.TIMEOUT, "no greeting from a.example.com:25", "Look into it"),
                good("b.example.com:25, no TLS"));
        try (LogCapture log = LogCapture.ofCatamail()) {
            test("fail").validate();

            assertThat(log.messages(Level.WARNING)).hasSize(1);
            assertThat(log.messages(Level.INFO))
                    .containsExactly(
                            "mail/Session: connection test failed: no greeting from a.example.com:25. Look into it"
                                    + " [timeout]",
                            "mail/Session: connection test passed: b.example.com:25, no TLS, in 120 ms");
        }
    }

    @Test
    void allErrorsAreInTheRefusal() {
        results =
                List.of(bad(Topic.TIMEOUT, "no greeting from a", "Wait"), bad(Topic.BAD_GREETING, "no SMTP at b", ""));
        assertRefused(test("fail"), """
                mail/Session: the connection test failed, and 'validateOnStart' is "fail"
                  - no greeting from a. Wait [timeout]
                  - no SMTP at b [bad-greeting]""");
    }

    @Test
    void aTestThatBreaksDownIsMadeAgain() throws Exception {
        StartTest test = new StartTest(settings("fail"), now::get, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("no session");
            }
            return List.of(good("a.example.com:25"));
        });
        assertRefused(test, "mail/Session: the connection test could not be made");
        test.validate();
        assertThat(runs).hasValue(2);
    }

    @Test
    void whoComesMeanwhileWaitsForTheSameResult() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        StartTest test = new StartTest(settings("fail"), now::get, () -> {
            runs.incrementAndGet();
            begun.countDown();
            await(goOn);
            return List.of(good("a.example.com:25"));
        });
        AtomicInteger served = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        callers.add(Crew.start("first", () -> {
            test.validate();
            served.incrementAndGet();
        }));
        begun.await();
        for (int i = 0; i < 3; i++) {
            callers.add(Crew.waiting("later " + i, () -> {
                test.validate();
                served.incrementAndGet();
            }));
        }
        goOn.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(served).hasValue(4);
        assertThat(runs).hasValue(1);
    }

    @Test
    void whoComesJustWhenATestEndsDoesNotBeginAnother() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            runs.set(0);
            results = List.of(bad(Topic.AUTH_REJECTED, "refused", "Check 'password'"));
            StartTest test = test("fail");

            Crew.run(
                    8,
                    number -> assertRefused(
                            test,
                            "mail/Session: the connection test failed, and 'validateOnStart' is \"fail\": refused. Check"
                                    + " 'password' [auth-rejected]"));

            assertThat(runs).as("round %s", round).hasValue(1);
        }
    }

    @Test
    void aTestInTheBackgroundRunsOnceAndHoldsNobodyUp() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Report warning = new Report(
                NAME + ": a.example.com:25",
                good("a.example.com:25").steps(),
                List.of(new Finding(Severity.WARNING, Topic.CERTIFICATE_DATES, NAME, "it ends soon", "Renew it")));
        StartTest test = new StartTest(settings("warn"), now::get, () -> {
            runs.incrementAndGet();
            await(goOn);
            return List.of(warning);
        });
        try (LogCapture log = LogCapture.ofCatamail()) {
            test.validate();
            test.validate();
            goOn.countDown();
            test.close(Duration.ofSeconds(30));

            assertThat(runs).hasValue(1);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly(
                            "mail/Session: connection test passed: a.example.com:25, in 120 ms, with something to"
                                    + " know: it ends soon. Renew it [certificate-dates]");
        }
    }

    @Test
    void aTestThatIsCutOffByTheStopIsNotLogged() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        StartTest test = new StartTest(settings("warn"), now::get, () -> {
            await(goOn);
            return List.of(bad(Topic.CONNECTION_CLOSED, "closed", ""));
        });
        try (LogCapture log = LogCapture.ofCatamail()) {
            test.validate();
            test.beginClose();
            goOn.countDown();
            test.close(Duration.ofSeconds(30));
            test.validate();

            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    @Test
    void aTestThatEndsWithAnErrorIsMadeAgainTheNextTime() throws Exception {
        StartTest test = new StartTest(settings("fail"), now::get, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("gone for a moment");
            }
            return List.of(good("a.example.com:587"));
        });
        assertRefused(test, "mail/Session: the connection test could not be made");

        test.validate();

        assertThat(runs).hasValue(2);
    }

    @Test
    void nothingIsTestedWhereItIsOffOrThereIsNoServer() throws Exception {
        test("off").validate();
        new StartTest(
                        parse(Map.of("mail.imap.host", "imap.example.com", "validateOnStart", "fail")),
                        now::get,
                        this::run)
                .validate();
        assertThat(runs).hasValue(0);
    }

    private StartTest test(String mode) {
        return new StartTest(settings(mode), now::get, this::run);
    }

    private List<Report> run() {
        runs.incrementAndGet();
        return results;
    }

    private static void assertRefused(StartTest test, String message) {
        assertThatThrownBy(test::validate)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessage(message);
    }

    private static Report good(String server) {
        return new Report(
                NAME + ": " + server,
                List.of(
                        new Step("DNS", Step.Outcome.OK, Duration.ofMillis(20), List.of()),
                        new Step("AUTH", Step.Outcome.SKIPPED, null, List.of()),
                        new Step("TCP", Step.Outcome.OK, Duration.ofMillis(100), List.of())),
                List.of());
    }

    private static Report bad(Topic topic, String what, String cure) {
        return new Report(
                NAME + ": a",
                List.of(new Step("TCP", Step.Outcome.FAILED, Duration.ofMillis(5), List.of())),
                List.of(new Finding(Severity.ERROR, topic, NAME, what, cure)));
    }

    private static MailSettings settings(String mode) {
        return parse(Map.of("host", "a.example.com", "validateOnStart", mode));
    }

    private static MailSettings parse(Map<String, String> attributes) {
        return SettingsParser.read(attributes, Path.of("").toAbsolutePath(), true, new Problems(NAME));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
