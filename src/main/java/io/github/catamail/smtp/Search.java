package io.github.catamail.smtp;

import io.github.catamail.time.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One who waits for the addresses of a host, perhaps together with others. */
final class Search {
    private final String host;
    private final CompletableFuture<InetAddress[]> answer;
    private final Ticker ticker;

    Search(String host, CompletableFuture<InetAddress[]> shared, Ticker ticker) {
        this.host = host;
        // A copy, so that one can leave and the others stay.
        this.answer = shared.copy();
        this.ticker = ticker;
    }

    /** Ends the wait. Called by any thread. */
    void giveUp() {
        answer.completeExceptionally(new UnknownHostException(host + ": the address is no longer wanted"));
    }

    /**
     * Returns the addresses.
     *
     * @throws LookupTimeoutException if there is no answer in time
     * @throws UnknownHostException if the host has no address
     */
    InetAddress[] within(Duration patience) throws UnknownHostException {
        try {
            return NameService.await(answer, patience.toNanos(), ticker).clone();
        } catch (TimeoutException silence) {
            throw new LookupTimeoutException(host, patience);
        } catch (ExecutionException none) {
            Throwable reason = none.getCause();
            UnknownHostException unknown = new UnknownHostException(
                    reason instanceof UnknownHostException ? reason.getMessage() : String.valueOf(reason));
            unknown.initCause(reason);
            throw unknown;
        }
    }
}
