package io.github.catamail.testing.smtp;

/** The points of an SMTP connection at which a {@link Quirk} can step in. */
public enum Stage {
    /** The connection was accepted; no byte has passed. */
    CONNECT,
    /** Waiting for a command while no message is under way; has no reply. */
    IDLE,
    GREETING,
    EHLO,
    /** The reply to the command; the handshake has a stage of its own. */
    STARTTLS,
    /** Before the first byte of the handshake, implicit or after STARTTLS. */
    TLS_HANDSHAKE,
    /** Reached at the AUTH command; the reply is the last one of the exchange, not a 334. */
    AUTH,
    MAIL,
    RCPT,
    /** The 354 to DATA, or the 250 to a BDAT chunk that is not the last. */
    DATA,
    /** Reading the message, after the 354 or the BDAT line; has no reply. */
    CONTENT,
    /** The reply to the whole message, sent by DATA or by BDAT LAST. */
    FINAL_DOT,
    /** The message was stored, and its reply was not sent yet; has no reply of its own. */
    STORED,
    RSET,
    NOOP,
    QUIT,
    /** Any other command, known or not. */
    OTHER
}
