package io.github.catamail.doctor.explain;

import io.github.catamail.report.Finding;
import java.util.List;

/**
 * What was found in a text.
 *
 * @param findings each different error once, errors before warnings, else in the order of the text
 * @param lines how many lines the text has
 * @param total how many errors and warnings there were, each time counted
 * @param unlisted how many of these are not among the findings, because there were too many different ones
 */
public record Explained(List<Finding> findings, long lines, long total, long unlisted) {
    /** Copies the list. */
    public Explained {
        findings = List.copyOf(findings);
    }
}
