package io.github.catamail.smtp;

import io.github.catamail.loader.DaemonThread;
import io.github.catamail.time.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The name service of this machine, for those who will not wait for it as long as the operating system does: a minute and more
 * where its servers are dead.
 *
 * <p>A question to it cannot be taken back. So a thread puts it, and whoever waits for the answer leaves when the time is up.
 * There is one such thread at most for each name, however many wait; it is a daemon, and ends with the answer. Safe for use by
 * several threads.
 */
public final class NameService {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    /** What Java takes for an IPv6 address, right or wrong; a name with a port behind it may be none. */
    private static final Pattern IPV6 = Pattern.compile("[\\p{XDigit}\\[].*:.*|:.*");

    private static final NameService OF_MACHINE = new NameService(InetAddress::getAllByName, Ticker.system());

    private final Lookup lookup;
    private final Ticker ticker;
    private final OwnName ownName;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** What is asked. It may take its time. */
    public interface Lookup {
        /** Returns the addresses of a name, at least one. */
        InetAddress[] all(String host) throws UnknownHostException;

        /** Returns the full name of this machine; by default as Java knows it. */
        default String ownName() throws UnknownHostException {
            return InetAddress.getLocalHost().getCanonicalHostName();
        }
    }

    /**
     * Makes one.
     *
     * @param lookup what is asked
     * @param ticker measures how long an answer takes
     */
    public NameService(Lookup lookup, Ticker ticker) {
        this.lookup = lookup;
        this.ticker = ticker;
        this.ownName = new OwnName(this, ticker);
    }

    /** Returns the one that all connections of this JVM share. */
    public static NameService ofMachine() {
        return OF_MACHINE;
    }

    /**
     * Returns the addresses of a host.
     *
     * @throws LookupTimeoutException if there is no answer within {@code patience}
     * @throws UnknownHostException if the host has no address
     */
    public InetAddress[] all(String host, Duration patience) throws UnknownHostException {
        return search(host).within(patience);
    }

    /** Asks for the addresses of a host, unless that is under way already. */
    Search search(String host) {
        return new Search(host, isAddress(host) ? answered(host) : asked(host), ticker);
    }

    /** Returns the full name of this machine; empty where it has none, or none is known within {@code patience}. */
    String ownName(Duration patience) {
        return ownName.within(patience);
    }

    /** Waits for the threads that are asking, but not for long: one that hangs ends with the operating system's patience. */
    public void finish() throws InterruptedException {
        long begin = ticker.nanos();
        for (Thread thread : threads) {
            long left = LAST_ANSWERS.minusNanos(ticker.nanos() - begin).toMillis();
            if (left > 0) {
                thread.join(left);
            }
        }
    }

    /** An address is not asked for. */
    private static boolean isAddress(String host) {
        return IPV6.matcher(host).matches() || IPV4.matcher(host).matches();
    }

    private CompletableFuture<InetAddress[]> answered(String address) {
        try {
            return CompletableFuture.completedFuture(lookup.all(address));
        } catch (UnknownHostException malformed) {
            return CompletableFuture.failedFuture(malformed);
        }
    }

    private CompletableFuture<InetAddress[]> asked(String host) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> before = underWay.putIfAbsent(host, mine);
        if (before != null) {
            return before;
        }
        // The next one asks anew: how long an answer holds is for Java to say, which remembers it.
        ask("catamail-lookup " + host, () -> lookup.all(host), mine, () -> underWay.remove(host, mine));
        return mine;
    }

    void askOwnName(CompletableFuture<String> answer) {
        ask("catamail-lookup", lookup::ownName, answer, () -> {});
    }

    /** Lets a thread ask; it says that it is done before anybody sees the answer. */
    private <T> void ask(String name, Callable<T> question, CompletableFuture<T> answer, Runnable done) {
        threads.removeIf(thread -> !thread.isAlive());
        try {
            threads.add(DaemonThread.start(name, () -> {
                try {
                    T found = question.call();
                    done.run();
                    answer.complete(found);
                } catch (Exception | Error unknown) {
                    done.run();
                    answer.completeExceptionally(unknown);
                }
            }));
        } catch (OutOfMemoryError noThread) {
            // What Java says where the operating system has no thread left.
            done.run();
            answer.completeExceptionally(noThread);
        }
    }

    /**
     * Waits for an answer, as a thread does that opens a connection: an interrupt does not end it, and is kept.
     *
     * @throws TimeoutException if there is none in time
     * @throws ExecutionException if there will be none
     */
    static <T> T await(CompletableFuture<T> answer, long nanos, Ticker ticker)
            throws TimeoutException, ExecutionException {
        long begin = ticker.nanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(nanos - (ticker.nanos() - begin), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
