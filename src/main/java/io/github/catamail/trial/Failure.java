package io.github.catamail.trial;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Something that failed, and what to do about it.
 *
 * @param topic what it is about
 * @param what what was tried and what happened, without a full stop
 * @param cure what to do, without a full stop; empty where {@code what} says it
 */
record Failure(Topic topic, String what, String cure) {
    /**
     * Returns what was explained, or else what the exception says.
     *
     * @param told the explanation, or null where there was none
     * @param resource whose name the explanation begins with, which is left out
     */
    static Failure of(@Nullable Failure told, Exception thrown, String resource) {
        Failure failure = told == null ? unexplained(thrown) : told;
        String name = resource + ": ";
        return failure.what().startsWith(name)
                ? new Failure(failure.topic(), failure.what().substring(name.length()), failure.cure())
                : failure;
    }

    private static Failure unexplained(Exception thrown) {
        String message = Words.line(String.valueOf(thrown.getMessage()));
        Topic topic = Topic.in(message);
        return topic == null
                ? new Failure(Topic.TEST_FAILED, "the test failed: " + Words.line(thrown.toString()), "")
                : new Failure(
                        topic,
                        message.substring(0, message.lastIndexOf(topic.toString()))
                                .strip(),
                        "");
    }

    Failure withCure(String other) {
        return new Failure(topic, what, Character.toUpperCase(other.charAt(0)) + other.substring(1));
    }

    Failure withTopic(Topic other) {
        return new Failure(other, what, cure);
    }

    Finding finding(Severity severity, String resource) {
        return new Finding(severity, topic, resource, what, cure);
    }
}
