package io.github.catamail.config;

/** In which order the servers of a list are used. */
public enum HostOrder {
    /** The first as long as it works, then the next. */
    FAILOVER,
    /** In turn. */
    ROUNDROBIN
}
