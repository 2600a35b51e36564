package io.github.catamail.pool;

import io.github.catamail.config.PoolSettings;
import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.MessagingException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Opens connections ahead, until as many are idle as the resource wants ({@code minIdle}). */
final class Reserve {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final GenericObjectPool<Slot> pool;
    private final Turns turns;
    private final PoolSettings settings;
    private final Dial dial;

    Reserve(GenericObjectPool<Slot> pool, Turns turns, PoolSettings settings, Dial dial) {
        this.pool = pool;
        this.turns = turns;
        this.settings = settings;
        this.dial = dial;
    }

    /** Fills it, as far as there are places. Waits for servers. */
    void fill() {
        try {
            while (!pool.isClosed() && pool.getNumIdle() < settings.minIdle() && isFree() && turns.tryTake()) {
                fillOne();
            }
        } catch (MessagingException unreachable) {
            LOG.log(
                    Level.WARNING,
                    Dialer.withoutTopic(unreachable)
                            + ". No connection is kept open ('minIdle') until one is needed again");
        } catch (Exception closed) {
            LOG.log(Level.DEBUG, "there was no place, or the pool was closed meanwhile", closed);
        }
    }

    private void fillOne() throws Exception {
        try {
            // A place comes first, so that it counts while the connection is being opened.
            pool.addObject();
            fill(pool.borrowObject(Duration.ZERO));
        } finally {
            turns.giveBack();
        }
    }

    private boolean isFree() {
        return pool.getNumIdle() + pool.getNumActive() < settings.maxTotal();
    }

    private void fill(Slot slot) throws MessagingException {
        try {
            if (slot.kept() == null) {
                slot.keep(dial.open());
            }
        } finally {
            pool.returnObject(slot);
        }
    }
}
