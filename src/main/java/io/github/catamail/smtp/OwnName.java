package io.github.catamail.smtp;

import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The full name of this machine, asked for once: where name service is slow, it would be slow for every connection. Safe for
 * use by several threads.
 */
final class OwnName {
    private final NameService names;
    private final Ticker ticker;
    private @Nullable CompletableFuture<String> answer;
    private long asked;

    OwnName(NameService names, Ticker ticker) {
        this.names = names;
        this.ticker = ticker;
    }

    /** Returns the name; empty where there is none, and where none is known so long after it was first asked for. */
    String within(Duration patience) {
        CompletableFuture<String> name;
        long left;
        synchronized (this) {
            if (answer == null) {
                answer = new CompletableFuture<>();
                asked = ticker.nanos();
                names.askOwnName(answer);
            }
            name = answer;
            left = patience.toNanos() - (ticker.nanos() - asked);
        }
        try {
            return NameService.await(name, left, ticker);
        } catch (TimeoutException | ExecutionException nameless) {
            return "";
        }
    }
}
