package io.github.catamail.pool;

import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.Lender;
import jakarta.mail.MessagingException;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A connection that somebody has for himself until he gives it back. Used by one thread at a time. */
final class Lease implements Lender {
    private final ConnectionPool pool;
    private final @Nullable Slot slot;
    private final Dial dial;
    private final WeakReference<Object> owner;
    private volatile Channel channel;

    Lease(ConnectionPool pool, @Nullable Slot slot, Object owner, Channel channel, Dial dial) {
        this.pool = pool;
        this.slot = slot;
        this.dial = dial;
        this.owner = new WeakReference<>(owner);
        this.channel = channel;
    }

    /** Returns its place in the pool, or null where it is not of the pool. */
    @Nullable Slot slot() {
        return slot;
    }

    Channel channel() {
        return channel;
    }

    /** Returns whether whoever has it has gone without giving it back. */
    boolean isForgotten() {
        return owner.get() == null;
    }

    @Override
    public Channel next(Channel present) throws MessagingException {
        if (present.isUsedUp() || (slot == null ? present.isAlive() : pool.isUsable(present))) {
            return present;
        }
        present.quit();
        return reconnect();
    }

    @Override
    public Channel replace(Channel useless) throws MessagingException {
        useless.abort();
        return reconnect();
    }

    private Channel reconnect() throws MessagingException {
        Channel other = pool.open(dial);
        channel = other;
        return other;
    }

    @Override
    public void giveBack(Channel unused) {
        pool.takeBack(this, unused);
    }
}
