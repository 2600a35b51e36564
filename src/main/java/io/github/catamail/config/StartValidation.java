package io.github.catamail.config;

/** Whether the connection of a resource is tested when it is made. */
public enum StartValidation {
    /** It is not. */
    OFF,
    /** In the background; what is wrong is logged. */
    WARN,
    /** Before a session is handed out, which fails where the test does. */
    FAIL
}
