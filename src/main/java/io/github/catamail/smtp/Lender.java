package io.github.catamail.smtp;

import jakarta.mail.MessagingException;

/** Where a transport has its channel from. Used by one thread at a time. */
public interface Lender {
    /**
     * Returns a channel on a new connection in place of one that is of no use any more, which is thrown away.
     *
     * @throws MessagingException explained, if none can be opened
     */
    Channel replace(Channel useless) throws MessagingException;

    /** Takes a channel back that is not needed now, sound or not. */
    void giveBack(Channel channel);
}
