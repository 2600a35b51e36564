package io.github.catamail.doctor.convert;

/**
 * What became of one attribute.
 *
 * @param from its name as it was; empty for one that was added
 * @param to its name as it is; empty for one that was left out
 * @param why why, in a sentence without its full stop
 */
public record Change(String from, String to, String why) {}
