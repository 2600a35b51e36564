package io.github.catamail.smtp;

import java.net.SocketException;

/** A server sends a reply that is longer than any of SMTP. */
final class EndlessReplyException extends SocketException {
    private static final long serialVersionUID = 1L;

    EndlessReplyException(String message) {
        super(message);
    }
}
