package io.github.catamail.session;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.ReportText;
import io.github.catamail.report.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a test comes to, in the words of the log.
 *
 * @param resource the name of the resource
 * @param reports one for each server
 */
record TestResult(String resource, List<Report> reports) {
    TestResult {
        reports = List.copyOf(reports);
    }

    /** Returns whether there is a server that takes mail: with a list of them, one is enough. */
    boolean passed() {
        return reports.stream().anyMatch(TestResult::isGood);
    }

    /** Returns whether a login was refused: each further try would count against the account. */
    boolean loginRefused() {
        return reports.stream()
                .flatMap(report -> report.findings().stream())
                .anyMatch(finding -> finding.topic() == Topic.AUTH_REJECTED && finding.severity() == Severity.ERROR);
    }

    /** Returns everything that keeps mail from being sent, as the end of a sentence or a list. */
    String errors() {
        return list(reports.stream()
                .flatMap(report -> report.findings().stream())
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList());
    }

    /** Returns whether a report is that of a server that was tested and works. */
    static boolean isGood(Report report) {
        return !report.hasErrors() && report.steps().stream().anyMatch(step -> step.outcome() != Step.Outcome.SKIPPED);
    }

    /** Returns the line for the log about one server. */
    String line(Report report) {
        if (report.hasErrors()) {
            return resource + ": connection test failed" + list(report.findings());
        }
        Duration took =
                report.steps().stream().map(Step::took).filter(Objects::nonNull).reduce(Duration.ZERO, Duration::plus);
        String server = report.subject().startsWith(resource + ": ")
                ? report.subject().substring(resource.length() + 2)
                : report.subject();
        String passed = resource + ": connection test passed: " + server + ", in " + took.toMillis() + " ms";
        return report.findings().isEmpty() ? passed : passed + ", with something to know" + list(report.findings());
    }

    private String list(List<Finding> findings) {
        return findings.size() == 1
                ? ": " + text(findings.get(0))
                : findings.stream().map(finding -> "\n  - " + text(finding)).collect(Collectors.joining());
    }

    /** The name of the resource stands in front of all of them. */
    private String text(Finding finding) {
        String sentence = ReportText.sentence(finding);
        return sentence.startsWith(resource + ": ") ? sentence.substring(resource.length() + 2) : sentence;
    }
}
