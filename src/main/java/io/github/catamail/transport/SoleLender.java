package io.github.catamail.transport;

import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.Lender;
import jakarta.mail.MessagingException;

/** The owner of a connection that nobody else uses, and that ends when it is given back. */
final class SoleLender implements Lender {
    private final Dial dial;

    /** Opens such a connection. */
    interface Dial {
        Channel open() throws MessagingException;
    }

    SoleLender(Dial dial) {
        this.dial = dial;
    }

    @Override
    public Channel next(Channel present) throws MessagingException {
        if (present.isUsedUp() || present.isAlive()) {
            return present;
        }
        present.quit();
        return dial.open();
    }

    @Override
    public Channel replace(Channel useless) throws MessagingException {
        useless.abort();
        return dial.open();
    }

    @Override
    public void giveBack(Channel unused) {
        unused.quit();
    }
}
