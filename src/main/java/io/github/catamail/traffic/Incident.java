package io.github.catamail.traffic;

import java.time.Instant;

/**
 * Something that went wrong.
 *
 * @param text one line of at most 500 characters, with the id of its topic in brackets at the end if it has one
 * @param at when
 */
public record Incident(String text, Instant at) {}
