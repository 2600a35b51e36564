package io.github.catamail.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets one contender send for a time. */
final class Load {
    private final Contender contender;
    private final long counted;
    private final long end;

    private Load(Contender contender, Pace pace) {
        this.contender = contender;
        this.counted = System.nanoTime() + Duration.ofMillis(pace.leadMillis()).toNanos();
        this.end = counted + Duration.ofMillis(pace.millis()).toNanos();
    }

    /**
     * Runs one round. The messages that are under way at its end are waited for.
     *
     * @throws Exception what the first thread failed with
     */
    static Round run(Contender contender, Pace pace) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(pace.threads());
        try {
            Load load = new Load(contender, pace);
            List<Future<long[]>> results = new ArrayList<>();
            for (int i = 0; i < pace.threads(); i++) {
                results.add(threads.submit(load::send));
            }
            long sent = 0;
            long inTime = 0;
            for (Future<long[]> result : results) {
                long[] counts = result.get();
                sent += counts[0];
                inTime += counts[1];
            }
            return new Round(sent, inTime * 1000.0 / pace.millis());
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A message was not sent: " + failure.getCause(), failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns how many messages were sent, and how many of these count. */
    private long[] send() throws Exception {
        long sent = 0;
        long inTime = 0;
        for (long now = System.nanoTime(); now < end; ) {
            contender.send();
            sent++;
            now = System.nanoTime();
            if (now >= counted && now < end) {
                inTime++;
            }
        }
        return new long[] {sent, inTime};
    }
}
