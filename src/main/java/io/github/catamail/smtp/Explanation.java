package io.github.catamail.smtp;

import io.github.catamail.config.Topic;

/**
 * A failure in words.
 *
 * @param topic what it is about
 * @param what what was tried and what happened, without a full stop
 * @param joint what stands between the two in a message
 * @param cure what to do, without a full stop; empty where there is nothing that {@code what} does not say
 * @param tail what follows in a message that is about sending
 */
record Explanation(Topic topic, String what, String joint, String cure, String tail) {
    Explanation(Topic topic, String what, String cure) {
        this(topic, what, ". ", cure);
    }

    Explanation(Topic topic, String what, String joint, String cure) {
        this(topic, what, joint, cure, "");
    }

    String text() {
        return what + joint + cure + tail;
    }

    String message() {
        return text() + " " + topic;
    }
}
