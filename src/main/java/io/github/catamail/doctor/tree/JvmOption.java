package io.github.catamail.doctor.tree;

import io.github.catamail.secret.Secret;

/**
 * A system property that is set for the whole JVM of a Tomcat.
 *
 * @param name its name
 * @param value its value, which can be a secret
 * @param place where it is set
 * @param isArgument whether it is an argument of the JVM, {@code -Dname=value}, which everybody sees who lists processes
 */
public record JvmOption(String name, Secret value, Place place, boolean isArgument) {}
