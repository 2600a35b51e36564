package io.github.catamail.config;

/** How bad a {@link Problem} is. */
public enum Severity {
    /** The session is not made. */
    ERROR,
    /** The session is made, and the administrator is told. */
    WARNING
}
