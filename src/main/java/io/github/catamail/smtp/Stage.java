package io.github.catamail.smtp;

/** Where in the dialogue with a server a connection is. */
public enum Stage {
    /** TCP. */
    CONNECT("connecting"),
    /** TLS, from the first byte or after STARTTLS. */
    TLS_HANDSHAKE("the TLS handshake"),
    /** The server speaks first. */
    GREETING("the greeting"),
    /** EHLO, or HELO where the server does not know it. */
    EHLO("EHLO"),
    /** RFC 3207. */
    STARTTLS("STARTTLS"),
    /** RFC 4954. */
    AUTH("AUTH"),
    /** The sender. */
    MAIL("MAIL FROM"),
    /** A recipient. */
    RCPT("RCPT TO"),
    /** The message is announced. */
    DATA("DATA"),
    /** The message is being transferred. */
    BODY("the text of the message"),
    /** A part of the message that more is to follow has been transferred (RFC 3030). */
    CHUNK("a part of the message"),
    /** The message is complete, and the server has to take responsibility for it (RFC 5321, 4.2.5). */
    FINAL_DOT("the end of the message"),
    /** Nothing that anybody waits for. */
    OTHER("another command");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** Returns what stands behind "while waiting for the reply to". */
    @Override
    public String toString() {
        return label;
    }

    /** Returns whether mail is being sent, and not a connection being made ready. */
    boolean isSending() {
        return compareTo(MAIL) >= 0 && compareTo(FINAL_DOT) <= 0;
    }

    /** Returns the stage that a command begins. */
    static Stage of(String command) {
        int blank = command.indexOf(' ');
        int length = blank < 0 ? command.length() : blank;
        if (length == 8) {
            return is("STARTTLS", command) ? STARTTLS : OTHER;
        }
        if (length != 4) {
            return length == 1 && command.charAt(0) == '.' ? FINAL_DOT : OTHER;
        }
        if (is("RCPT", command)) {
            return RCPT;
        }
        if (is("MAIL", command)) {
            return MAIL;
        }
        if (is("DATA", command)) {
            return DATA;
        }
        if (is("BDAT", command)) {
            return command.endsWith(" LAST") ? FINAL_DOT : CHUNK;
        }
        if (is("AUTH", command)) {
            return AUTH;
        }
        return is("EHLO", command) || is("HELO", command) ? EHLO : OTHER;
    }

    /** Verbs may be in any case (RFC 5321, 2.4). */
    private static boolean is(String verb, String command) {
        return command.regionMatches(/* ignoreCase= */ true, 0, verb, 0, verb.length());
    }
}
