package io.github.catamail.session;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.smtp.NameService;
import io.github.catamail.smtp.Submission;
import io.github.catamail.time.SystemClock;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.TlsContext;
import io.github.catamail.traffic.Traffic;
import io.github.catamail.trial.StepListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests a resource as its sessions would use it, from what is written of it, without a server. Nothing is left of it: no
 * connection, no MBean. Safe for use by several threads.
 *
 * <p>This class can be loaded without Jakarta Mail, to say that it is missing.
 */
public final class ResourceTest {
    /** The test finds them itself, and says more. */
    private static final Set<Topic> FOUND_BY_TEST =
            EnumSet.of(Topic.CLEAR_CREDENTIALS, Topic.HOSTNAME_CHECK_OFF, Topic.CERTIFICATE_DATES);

    private ResourceTest() {}

    /**
     * Runs the test.
     *
     * @param resource the JNDI name, such as {@code mail/Session}
     * @param attributes names and texts as written, with the password
     * @param strictByDefault whether an unknown attribute is an error where {@code strict} is not written
     * @param base what files are resolved against, {@code catalina.base}
     * @param to whom to send a message to, through each server; null to send none
     * @param listener is told of each step
     * @return what is wrong with the configuration, if anything is; then, if it can be used, a report for each server
     * @throws IllegalArgumentException if {@code to} is not a mail address
     */
    public static List<Report> run(
            String resource,
            Map<String, String> attributes,
            boolean strictByDefault,
            Path base,
            @Nullable String to,
            StepListener listener) {
        Problems problems = new Problems(resource);
        MailSessions.checkServer(problems);
        if (problems.hasErrors()) {
            return List.of(told(configuration(problems), listener));
        }
        MailSettings settings = SettingsParser.read(attributes, base.toAbsolutePath(), strictByDefault, problems);
        TlsContext tls = TlsContext.load(settings.tls(), problems, SystemClock.utc());
        if (problems.hasErrors() || tls == null) {
            return List.of(told(configuration(problems), listener));
        }
        List<Report> reports = new ArrayList<>();
        Report configuration = configuration(problems);
        if (!configuration.findings().isEmpty()) {
            reports.add(told(configuration, listener));
        }
        reports.addAll(LibraryLoader.call(() -> Prepared.test(settings, tls, to, listener)));
        return List.copyOf(reports);
    }

    private static Report told(Report report, StepListener listener) {
        listener.serverBegins(report.subject());
        report.steps().forEach(listener::stepEnded);
        listener.serverEnded(report);
        return report;
    }

    private static Report configuration(Problems problems) {
        List<Problem> shown = Stream.concat(
                        problems.errors().stream(),
                        problems.warnings().stream().filter(warning -> !FOUND_BY_TEST.contains(warning.topic())))
                .toList();
        List<Finding> findings = shown.stream()
                .map(problem -> Finding.of(problems.resource(), problem))
                .toList();
        Outcome outcome = problems.hasErrors() ? Outcome.FAILED : Outcome.WARNING;
        return new Report(problems.resource(), List.of(new Step("Configuration", outcome, null, List.of())), findings);
    }

    /** What needs Jakarta Mail. */
    private static final class Prepared {
        static List<Report> test(MailSettings settings, TlsContext tls, @Nullable String to, StepListener listener) {
            Ticker ticker = Ticker.system();
            Traffic traffic = new Traffic(ticker, SystemClock.utc());
            MailResource resource = new MailResource(
                    new Submission(settings, tls, ticker, SystemClock.utc(), traffic, NameService.ofMachine()));
            try {
                return resource.test(to, listener);
            } finally {
                resource.beginClose();
                resource.close(Duration.ZERO);
            }
        }
    }
}
