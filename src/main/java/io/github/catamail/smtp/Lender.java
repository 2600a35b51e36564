package io.github.catamail.smtp;

import jakarta.mail.MessagingException;

/** Where a transport has its channel from. Used by one thread at a time. */
public interface Lender {
    /**
     * Returns the channel for the next message: the same one, or another where it has served its time or is gone. What a
     * command of the application's own has been said on stays as it is.
     *
     * @throws MessagingException explained, if another is needed and cannot be opened
     */
    Channel next(Channel present) throws MessagingException;

    /**
     * Returns a channel on a new connection in place of one that is of no use any more, which is thrown away.
     *
     * @throws MessagingException explained, if none can be opened
     */
    Channel replace(Channel useless) throws MessagingException;

    /** Takes a channel back that is not needed now, sound or not. */
    void giveBack(Channel channel);
}
