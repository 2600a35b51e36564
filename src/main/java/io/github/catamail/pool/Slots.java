package io.github.catamail.pool;

import io.github.catamail.smtp.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** Makes places, which costs nothing, and collects the connections of those that are taken out of the pool. */
final class Slots extends BasePooledObjectFactory<Slot> {
    private final Queue<Channel> dismissed = new ConcurrentLinkedQueue<>();

    @Override
    public Slot create() {
        return new Slot();
    }

    @Override
    public PooledObject<Slot> wrap(Slot slot) {
        return new DefaultPooledObject<>(slot);
    }

    /** Returns whether a place that is given back is worth keeping: not without a connection, as others may have one. */
    @Override
    public boolean validateObject(PooledObject<Slot> place) {
        return place.getObject().kept() != null;
    }

    @Override
    public void destroyObject(PooledObject<Slot> place) {
        Channel kept = place.getObject().take();
        if (kept != null) {
            dismissed.add(kept);
        }
    }

    /** Returns whether there are connections to end. */
    boolean hasDismissed() {
        return !dismissed.isEmpty();
    }

    /** Ends the connections of places that were taken out of the pool, which itself must not wait for that. */
    void dismiss() {
        for (Channel channel = dismissed.poll(); channel != null; channel = dismissed.poll()) {
            channel.quit();
        }
    }
}
