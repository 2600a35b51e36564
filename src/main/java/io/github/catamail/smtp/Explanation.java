package io.github.catamail.smtp;

import io.github.catamail.config.Topic;

/**
 * A failure in words.
 *
 * @param topic what it is about
 * @param text what was tried, what happened, and what to do
 */
record Explanation(Topic topic, String text) {
    String message() {
        return text + " " + topic;
    }
}
