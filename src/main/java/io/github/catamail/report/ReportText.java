package io.github.catamail.report;

import io.github.catamail.config.Severity;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Shows reports as plain text, for a log, JMX, or a file: lines without colours, which end with a line feed. */
public final class ReportText {
    private static final String INDENT = " ".repeat(2);
    private static final int NAME = 22;
    private static final int TIME = 9;

    private ReportText() {}

    /** Returns the reports one after the other, with an empty line between two. */
    public static String of(List<Report> reports) {
        StringJoiner all = new StringJoiner("\n");
        reports.forEach(report -> all.add(of(report)));
        return all.toString();
    }

    /** Returns a report: its subject, the steps, the findings. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder(report.subject()).append('\n');
        report.steps().forEach(step -> text.append(of(step)));
        report.findings().forEach(finding -> text.append(of(finding)).append('\n'));
        boolean tested = report.steps().stream().anyMatch(step -> step.outcome() != Step.Outcome.SKIPPED);
        if (report.findings().isEmpty() && tested) {
            text.append("Nothing is wrong.\n");
        }
        return text.toString();
    }

    /** Returns a step: its outcome, name, time and details, of which all but the first stand on lines of their own. */
    public static String of(Step step) {
        String took = step.took() == null ? "" : step.took().toMillis() + " ms";
        String head = INDENT
                + pad(step.outcome().name().toLowerCase(Locale.ROOT), 9)
                + pad(step.name(), NAME)
                + " ".repeat(Math.max(0, TIME - took.length()))
                + took
                + INDENT;
        if (step.details().isEmpty()) {
            return head.stripTrailing() + "\n";
        }
        StringBuilder text = new StringBuilder();
        String before = head;
        for (String detail : step.details()) {
            text.append((before + detail).stripTrailing()).append('\n');
            before = " ".repeat(head.length());
        }
        return text.toString();
    }

    /** Returns a finding on one line, with its topic at the end, as all messages of Catamail have it. */
    public static String of(Finding finding) {
        return (finding.severity() == Severity.ERROR ? "error: " : "warning: ") + sentence(finding);
    }

    /** Returns a finding without its severity: {@code mail/Session: <what>. <cure> [topic]}. */
    public static String sentence(Finding finding) {
        return prefix(finding.where()) + finding.what() + (finding.cure().isEmpty() ? "" : ". " + finding.cure()) + " "
                + finding.topic();
    }

    private static String prefix(@Nullable String where) {
        return where == null || where.isEmpty() ? "" : where + ": ";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
