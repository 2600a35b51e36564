package io.github.catamail.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param severity whether the session can be made in spite of it
 * @param topic what it is about
 * @param message one sentence or two: the attribute in single quotes, the rule, the value found, what to do; never a secret
 */
public record Problem(Severity severity, Topic topic, String message) {
    @Override
    public String toString() {
        return message + " " + topic;
    }
}
