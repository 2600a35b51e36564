package io.github.catamail.testing.probe;

import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.ConnectionListener;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hears that a connection was opened, that a message was taken, and that the connection was closed. */
final class OwnListener implements ConnectionListener, TransportListener {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    // Each is waited for before the next: a connection that is closed before Jakarta Mail's thread for events has
    // begun tells nothing at all.

    void awaitOpened() throws InterruptedException {
        await(opened, "opened");
    }

    void awaitDelivered() throws InterruptedException {
        await(delivered, "delivered");
    }

    void awaitClosed() throws InterruptedException {
        await(closed, "closed");
    }

    private static void await(CountDownLatch event, String name) throws InterruptedException {
        if (!event.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The listener was not told: " + name);
        }
    }

    @Override
    public void opened(ConnectionEvent event) {
        opened.countDown();
    }

    @Override
    public void disconnected(ConnectionEvent event) {}

    @Override
    public void closed(ConnectionEvent event) {
        closed.countDown();
    }

    @Override
    public void messageDelivered(TransportEvent event) {
        delivered.countDown();
    }

    @Override
    public void messageNotDelivered(TransportEvent event) {}

    @Override
    public void messagePartiallyDelivered(TransportEvent event) {}
}
