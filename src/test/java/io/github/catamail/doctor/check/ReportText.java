package io.github.catamail.doctor.check;

import io.github.catamail.report.Finding;

/** The result of a check as text, without line breaks that depend on how long the names of directories are. */
final class ReportText {
    private ReportText() {}

    static String of(CheckResult result) {
        StringBuilder text = new StringBuilder();
        for (SessionSummary session : result.sessions()) {
            text.append(session.name())
                    .append(" (")
                    .append(session.where())
                    .append(session.isGlobal() ? ", global" : "")
                    .append("): ")
                    .append(session.words())
                    .append("\n  for ")
                    .append(session.users())
                    .append('\n');
        }
        result.notes().forEach(note -> text.append(note).append('\n'));
        for (Finding finding : result.report().findings()) {
            text.append('\n')
                    .append(finding.severity())
                    .append(' ')
                    .append(finding.where())
                    .append(' ')
                    .append(finding.topic())
                    .append('\n')
                    .append(finding.what())
                    .append('\n');
            if (!finding.cure().isEmpty()) {
                text.append("Fix: ").append(finding.cure()).append('\n');
            }
        }
        return text.toString();
    }
}
