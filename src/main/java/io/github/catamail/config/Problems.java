package io.github.catamail.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects everything that is wrong with the configuration of one resource, so that the administrator is told all of it
 * at once.
 *
 * <p>Not safe for use by several threads: one parse has one collector.
 */
public final class Problems {
    private final String resource;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Makes an empty collector.
     *
     * @param resource the JNDI name of the resource, such as {@code mail/Session}
     */
    public Problems(String resource) {
        this.resource = resource;
    }

    /** Returns the JNDI name of the resource. */
    public String resource() {
        return resource;
    }

    /** Adds something that keeps the session from being made. */
    public void error(Topic topic, String message) {
        add(new Problem(Severity.ERROR, topic, message));
    }

    /** Adds something that the administrator should know, but that does not keep the session from being made. */
    public void warning(Topic topic, String message) {
        add(new Problem(Severity.WARNING, topic, message));
    }

    /** Returns whether there is an error among the problems. */
    public boolean hasErrors() {
        return !errors().isEmpty();
    }

    /** Returns the errors, names that are not known first, as the others may follow from them; then as they were found. */
    public List<Problem> errors() {
        return of(Severity.ERROR);
    }

    /** Returns the warnings in the same order as errors. */
    public List<Problem> warnings() {
        return of(Severity.WARNING);
    }

    /**
     * Returns all errors as one text: {@code mail/Session: 2 problems in its configuration}, then a line for each. A
     * single one stands on the same line. Warnings follow, so that they can be seen to at the same time.
     */
    public String report() {
        List<Problem> errors = errors();
        String first = errors.size() == 1
                ? resource + ": " + errors.get(0)
                : resource + ": " + errors.size() + " problems in its configuration" + lines("", errors);
        return first + lines("warning: ", warnings());
    }

    private static String lines(String kind, List<Problem> problems) {
        return problems.stream().map(problem -> "\n  - " + kind + problem).collect(Collectors.joining());
    }

    /** A setting may be looked at more than once; the same said twice helps nobody. */
    private void add(Problem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** A misspelt name is the reason why another is missing. */
    private static boolean isMisspelt(Problem problem) {
        return problem.topic() == Topic.UNKNOWN_ATTRIBUTE || problem.topic() == Topic.UNKNOWN_PROPERTY;
    }

    private List<Problem> of(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .sorted(Comparator.comparing(problem -> !isMisspelt(problem)))
                .toList();
    }
}
