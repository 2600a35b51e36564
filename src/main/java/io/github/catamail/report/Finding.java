package io.github.catamail.report;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;

/**
 * One thing that an administrator should know. Its topic is its id, and the name of its section in {@code docs/errors.md}.
 *
 * @param severity whether mail cannot be sent, or sent as it was meant to
 * @param topic what it is about
 * @param where the file and line, the resource, or the server it is about; empty where {@code what} says so
 * @param what what is so, in one sentence or some; never a secret
 * @param cure what to do, naming the attribute or the file to change; empty where {@code what} says so
 */
public record Finding(Severity severity, Topic topic, String where, String what, String cure) {
    /** Something that the check of the configuration itself found. */
    public static Finding of(String where, Problem problem) {
        return new Finding(problem.severity(), problem.topic(), where, problem.message(), "");
    }

    /** Returns where in the documentation there is more on it. */
    public String link() {
        return "docs/errors.md#" + topic.id();
    }
}
