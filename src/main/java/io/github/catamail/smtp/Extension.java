package io.github.catamail.smtp;

/** An extension of SMTP that Catamail makes use of, under the name that servers announce it by. */
enum Extension {
    /** Commands may be sent before the replies to others have come (RFC 2920). */
    PIPELINING,
    /** The text of a message may be sent by its length, without waiting for leave (RFC 3030). */
    CHUNKING
}
