package io.github.catamail.doctor.tree;

/**
 * A name that is declared twice, where Tomcat takes the first.
 *
 * @param ignored what does not count
 * @param effective what counts
 */
public record Shadow(Declaration ignored, Declaration effective) {}
