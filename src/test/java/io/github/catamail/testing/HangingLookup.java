package io.github.catamail.testing;

import io.github.catamail.smtp.NameService;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A name service that does not answer for names until it is closed. Thread-safe. */
public final class HangingLookup implements NameService.Lookup, AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public InetAddress[] all(String host) throws UnknownHostException {
        if (Character.isDigit(host.charAt(0))) {
            return InetAddress.getAllByName(host);
        }
        asked.add(host);
        hang();
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Override
    public String ownName() {
        asked.add("");
        hang();
        return "app.example.com";
    }

    private void hang() {
        begun.countDown();
        boolean interrupted = false;
        // As the operating system does.
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody asks. */
    public void awaitQuestion() throws InterruptedException {
        begun.await();
    }

    /** Returns the names that were asked for, one for each look-up; this machine's own is empty. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        end.countDown();
    }
}
