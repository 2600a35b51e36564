package io.github.catamail.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.report.Report;
import io.github.catamail.report.ReportText;
import io.github.catamail.report.Step;
import io.github.catamail.smtp.Submission;
import io.github.catamail.testing.HangingLookup;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import io.github.catamail.traffic.TrafficSnapshot;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a test runs: who hears of it, what it counts as, how it is ended. */
@Timeout(60)
final class RunTest {
    @TempDir
    private Path dir;

    @Test
    void eachStepIsToldAsItComes() throws Exception {
        List<String> told = new ArrayList<>();
        StepListener listener = new StepListener() {
            @Override
            public void serverBegins(String subject) {
                told.add(subject);
            }

            @Override
            public void stepBegins(String name) {
                told.add(name + "...");
            }

            @Override
            public void stepEnded(Step step) {
                told.add(step.name() + " " + step.outcome());
            }

            @Override
            public void serverEnded(Report report) {
                told.add("over: " + report.findings().size());
            }
        };
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Resource resource = Trials.at(sink.port()).with("from", "app@example.com");
            new ConnectionTest(Trials.submission(resource), RunTest::session).run(" joe@example.com ", listener);

            assertThat(told)
                    .containsExactly(
                            "mail/Session: 127.0.0.1:" + sink.port() + ", no TLS, no login",
                            "DNS...",
                            "DNS OK",
                            "TCP...",
                            "TCP OK",
                            "Greeting...",
                            "Greeting OK",
                            "EHLO...",
                            "EHLO OK",
                            "AUTH SKIPPED",
                            "Sender and recipient...",
                            "Sender and recipient OK",
                            "Message...",
                            "Message OK",
                            "QUIT...",
                            "QUIT OK",
                            "over: 0");
            assertThat(sink.mails()).hasSize(1);
        }
    }

    @Test
    void nothingOfItCountsAsMailOfTheResourceButTheCertificateIsKnown() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        TestIdentity server = authority.issue("mail").ip("127.0.0.1").mint();
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        try (SmtpSink sink =
                SmtpSink.builder().implicitTls(server.serverContext()).start()) {
            Resource resource = Trials.at(sink.port()).with("tls", "implicit").with("truststoreFile", trust.toString());
            Submission submission = Trials.submission(resource);
            List<Report> reports =
                    new ConnectionTest(submission, RunTest::session).run("joe@example.com", StepListener.NONE);

            assertThat(reports).noneMatch(Report::hasErrors);
            TrafficSnapshot traffic = submission.traffic().snapshot();
            assertThat(traffic.sent()).isZero();
            assertThat(traffic.failed()).isZero();
            assertThat(traffic.connectionsOpened()).isZero();
            assertThat(traffic.serverCertificates()).containsOnlyKeys("127.0.0.1:" + sink.port());
        }
    }

    @Test
    void aFailureDoesNotCountEither() {
        Submission submission = Trials.submission(Trials.at(1));
        List<Report> reports =
                new ConnectionTest(submission, RunTest::session, List.of(1)).run(null, StepListener.NONE);

        assertThat(reports).allMatch(Report::hasErrors);
        assertThat(submission.traffic().snapshot().connectFailures()).isZero();
        assertThat(submission.traffic().snapshot().lastError()).isNull();
    }

    @Test
    void aTestThatIsCancelledDoesNotWaitForTheNameService() throws Exception {
        try (HangingLookup hanging = new HangingLookup()) {
            Submission submission = Trials.asking(
                    hanging,
                    Trials.submission(
                            Resource.mail().at("mail.example.com", 587).with("connectTimeout", "1h")));
            ConnectionTest test = new ConnectionTest(submission, RunTest::session);
            StepListener listener = new StepListener() {
                @Override
                public void stepBegins(String name) {
                    test.cancel();
                }
            };
            assertThat(test.run(null, listener)).allMatch(Report::hasErrors);
        }
    }

    @Test
    void everyServerOfAListIsTested() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Resource resource = Resource.mail().with("host", "127.0.0.1:1, 127.0.0.1:" + sink.port());
            List<Report> reports = Trials.run(resource, null);

            assertThat(reports)
                    .extracting(Report::subject)
                    .containsExactly(
                            "mail/Session: 127.0.0.1:1, no TLS, no login",
                            "mail/Session: 127.0.0.1:" + sink.port() + ", no TLS, no login");
            assertThat(reports).extracting(Report::hasErrors).containsExactly(true, false);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedBeforeAnythingIsTried() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            for (String bad :
                    List.of("joe", "joe@example.com, eve@example.com", "joe@example.com\r\nDATA", "@", "<>")) {
                assertThatThrownBy(() -> Trials.run(Trials.at(sink.port()), bad))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("'to' is \"" + bad + "\" and must be a mail address such as joe@example.com");
            }
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void aResourceWithoutAServerIsToldSo() {
        Resource resource = Resource.mail().with("mail.imap.host", "imap.example.com");
        assertThat(Trials.masked(Trials.run(resource, null)))
                .isEqualTo("mail/Session\n"
                        + "error: mail/Session: there is no server to send mail to. Add 'host' to the <Resource>"
                        + " [missing-attribute]\n");
    }

    @Test
    void itEndsAtOnceWhenItIsCancelled() throws Exception {
        try (SilentServer silent = SilentServer.at(Stage.AUTH)) {
            Resource resource = Trials.at(silent.port())
                    .with("user", "app@example.com")
                    .with("password", "secret")
                    .with("tls", "none")
                    .with("readTimeout", "1h");
            ConnectionTest test = new ConnectionTest(Trials.submission(resource), RunTest::session);
            CountDownLatch login = new CountDownLatch(1);
            List<Report> reports = new ArrayList<>();
            Thread running = new Thread(() -> reports.addAll(test.run(null, new StepListener() {
                @Override
                public void stepBegins(String name) {
                    if (name.equals("AUTH")) {
                        login.countDown();
                    }
                }
            })));
            running.start();
            login.await();
            test.cancel();
            running.join();

            assertThat(ReportText.of(reports))
                    .contains("failed   AUTH")
                    .endsWith(
                            "error: mail/Session: the resource was closed while it was tested. Test it again if it is in"
                                    + " use [test-failed]\n");
            silent.sink().awaitOpenConnections(0);
        }
    }

    @Test
    void nothingIsTriedAfterItWasCancelled() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            ConnectionTest test = new ConnectionTest(Trials.submission(Trials.at(sink.port())), RunTest::session);
            test.cancel();
            test.run("joe@example.com", StepListener.NONE);

            assertThat(sink.connections()).isZero();
        }
    }

    /** A thread of its own, as a pattern that seeks through such a reply cannot be interrupted. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aReplyThatIsAllBlanksIsShownAsFastAsAnyOther() throws Exception {
        String blanks = " ".repeat(200_000);
        try (MisbehavingServer server = Rejects.mail("550-5.7.1 no" + blanks + "at all", "550 5.7.1 mail")) {
            Report report =
                    Trials.run(Trials.at(server.port()), "joe@example.com").get(0);

            assertThat(detail(report, "Sender and recipient", 1))
                    .isEqualTo("MAIL FROM: 550-5.7.1 no" + " ".repeat(488) + "...");
        }
    }

    @Test
    void offersWithoutNumberAreCutToWhatSomebodyReads() throws Exception {
        String[] offers =
                IntStream.range(0, 3_000).mapToObj(number -> "X-" + number).toArray(String[]::new);
        try (SmtpSink sink = SmtpSink.builder().extensions(offers).start()) {
            Report report = Trials.run(Trials.at(sink.port()), null).get(0);

            assertThat(detail(report, "EHLO", 1))
                    .startsWith("offers ")
                    .hasSize("offers ".length() + 2_000 + "...".length())
                    .endsWith("...");
        }
    }

    private static String detail(Report report, String name, int index) {
        return report.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .details()
                .get(index);
    }

    private static Session session() {
        return Session.getInstance(new Properties());
    }
}
