package io.github.catamail.report;

import io.github.catamail.config.Severity;
import java.util.List;

/**
 * What came of a check.
 *
 * @param subject what was checked, such as {@code mail/Session} or a directory
 * @param steps what was tried, in this order; empty where nothing was but read
 * @param findings what there is to know, the worse first
 */
public record Report(String subject, List<Step> steps, List<Finding> findings) {
    /** Copies the lists. */
    public Report {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** Returns whether anything keeps mail from being sent. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
