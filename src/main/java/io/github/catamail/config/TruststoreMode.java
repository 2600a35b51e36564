package io.github.catamail.config;

/** What a trust store of the resource means for the certificate authorities of the JVM. */
public enum TruststoreMode {
    /** Only the resource's own trust store counts. */
    REPLACE,
    /** The trust store counts besides the JVM's authorities. */
    ADD
}
