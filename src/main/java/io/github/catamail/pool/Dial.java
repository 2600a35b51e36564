package io.github.catamail.pool;

import io.github.catamail.smtp.Channel;
import jakarta.mail.MessagingException;

/** Opens a connection to one of several servers. */
@FunctionalInterface
public interface Dial {
    /**
     * Returns a connection that is ready for messages.
     *
     * @throws MessagingException explained, if none can be opened
     */
    Channel open() throws MessagingException;
}
