package io.github.catamail.config;

/** How much of the protocol is written to the log. Credentials never are. */
public enum DebugLevel {
    /** Nothing. */
    OFF,
    /** Commands and replies, without the text of messages. */
    PROTOCOL,
    /** Commands, replies and the text of messages. */
    FULL
}
