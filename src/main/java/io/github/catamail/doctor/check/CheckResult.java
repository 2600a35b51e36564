package io.github.catamail.doctor.check;

import io.github.catamail.report.Report;
import java.util.List;

/**
 * What the check of a Tomcat comes to.
 *
 * @param report what is wrong
 * @param sessions the mail sessions that there are
 * @param applications how many applications there are
 * @param notes what is so and needs nothing to be done, a sentence or some each
 */
public record CheckResult(Report report, List<SessionSummary> sessions, int applications, List<String> notes) {
    /** Copies the lists. */
    public CheckResult {
        sessions = List.copyOf(sessions);
        notes = List.copyOf(notes);
    }
}
