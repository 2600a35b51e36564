package io.github.catamail.pool;

import jakarta.mail.MessagingException;

/** A message would have to wait longer for its turn under {@code maxRate} than {@code maxWait} allows. Nothing was sent. */
final class RateExceededException extends MessagingException {
    private static final long serialVersionUID = 1L;

    RateExceededException(String message) {
        super(message);
    }
}
