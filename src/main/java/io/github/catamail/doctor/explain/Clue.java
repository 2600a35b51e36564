package io.github.catamail.doctor.explain;

import io.github.catamail.config.Topic;

/**
 * One thing in an entry of a log that tells what is wrong.
 *
 * @param topic what it is about
 * @param warning whether nothing failed
 * @param line the number of the line that it stands in
 * @param said the line, without what does not matter
 * @param means what is so; empty where {@code said} says it
 * @param fix what to do; empty where {@code means} says so
 */
record Clue(Topic topic, boolean warning, long line, String said, String means, String fix) {
    private static final int LONGEST_KEY = 300;

    /**
     * Returns a text that is the same for the same thing, whatever numbers, addresses and texts of others are in it, and
     * whichever of the web applications that see a resource it is said for.
     */
    String key() {
        String key = topic
                + said.replaceFirst("^In web application '[^']*': ", "")
                        .replaceAll("\"[^\"]*\"", "\"\"")
                        .replaceAll("\\S+@\\S+", "@")
                        .replaceAll("\\d+", "#");
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    }
}
