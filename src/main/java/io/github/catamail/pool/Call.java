package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import io.github.catamail.smtp.Channel;
import jakarta.mail.MessagingException;

/** Opens a connection to a server. */
@FunctionalInterface
public interface Call {
    /**
     * Returns a connection that is ready for messages.
     *
     * @throws MessagingException explained, if it cannot be opened
     */
    Channel open(Endpoint endpoint) throws MessagingException;
}
