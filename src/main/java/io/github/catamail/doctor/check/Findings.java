package io.github.catamail.doctor.check;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what is found, each thing once. One thread uses it. */
final class Findings {
    private final Set<Finding> findings = new LinkedHashSet<>();

    void error(Topic topic, Object where, String what, String cure) {
        findings.add(new Finding(Severity.ERROR, topic, where.toString(), what, cure));
    }

    void warning(Topic topic, Object where, String what, String cure) {
        findings.add(new Finding(Severity.WARNING, topic, where.toString(), what, cure));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** Adds everything that the check of one resource has collected. */
    void add(Object where, Problems problems) {
        add(where, problems, "");
    }

    /**
     * The same, with something to do about values with variables.
     *
     * @param cureOfVariables empty for nothing more than the problem says itself
     */
    void add(Object where, Problems problems, String cureOfVariables) {
        Stream.concat(problems.errors().stream(), problems.warnings().stream())
                .map(problem -> new Finding(
                        problem.severity(),
                        problem.topic(),
                        where.toString(),
                        problems.resource() + ": " + problem.message(),
                        problem.message().contains("${") ? cureOfVariables : ""))
                .forEach(findings::add);
    }

    /** Returns all of them, the worse first, and otherwise in the order they were found. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        return sorted;
    }
}
