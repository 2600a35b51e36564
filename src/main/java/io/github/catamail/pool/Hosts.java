package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.HostOrder;
import io.github.catamail.time.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which server of a resource to open the next connection to.
 *
 * <p>A server that no connection could be opened to rests: 10 seconds after the first failure, twice as long after each further
 * one, up to 5 minutes. After the rest one caller is given it to try; for the others it stays last until that caller told how
 * it went, or 30 seconds have passed. Nobody is left without a server: those that rest come last, not never.
 *
 * <p>Safe for use by several threads; nothing in here waits.
 */
final class Hosts {
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final HostOrder order;
    private final Ticker ticker;
    private int turn;

    Hosts(List<Endpoint> endpoints, HostOrder order, Ticker ticker) {
        endpoints.forEach(endpoint -> hosts.putIfAbsent(endpoint.address(), new Host(endpoint)));
        this.order = order;
        this.ticker = ticker;
    }

    /**
     * Returns all servers in the order in which the caller is to try them. He tells how it went with {@link #failed} and
     * {@link #succeeded} for each that he tried.
     */
    synchronized List<Endpoint> order() {
        long now = ticker.nanos();
        List<Host> candidates = inTurn(hosts.values().stream()
                .filter(host -> host.isGood() || host.awaitsProbe(now))
                .toList());
        List<Endpoint> result = new ArrayList<>();
        for (Host host : candidates) {
            // A server is tried again only by a caller who begins with it: behind a good one, he would not come to it.
            if (host.isGood()) {
                result.add(host.endpoint());
            } else if (result.isEmpty()) {
                host.beginProbe(now);
                result.add(host.endpoint());
            }
        }
        hosts.values().stream()
                .filter(host -> !result.contains(host.endpoint()))
                .sorted(Comparator.comparingLong(host -> host.restEnds() - now))
                .forEach(host -> result.add(host.endpoint()));
        return result;
    }

    /**
     * Takes note that no connection to a server could be opened.
     *
     * @return whether this is news, and so worth a line in the log: the first failure of a server that was good
     */
    synchronized boolean failed(Endpoint endpoint) {
        Host host = hosts.get(endpoint.address());
        return host != null && host.failed(ticker.nanos());
    }

    /**
     * Takes note that a connection to a server could be opened, which ends its rest.
     *
     * @return whether this is news, and so worth a line in the log: the first success after a failure
     */
    synchronized boolean succeeded(Endpoint endpoint) {
        Host host = hosts.get(endpoint.address());
        return host != null && host.succeeded();
    }

    /** Returns how each server stands, in the order written. */
    synchronized List<HostState> states() {
        long now = ticker.nanos();
        return hosts.values().stream().map(host -> host.state(now)).toList();
    }

    private List<Host> inTurn(Collection<Host> candidates) {
        List<Host> inTurn = new ArrayList<>(candidates);
        if (order == HostOrder.ROUNDROBIN && !inTurn.isEmpty()) {
            Collections.rotate(inTurn, -Math.floorMod(turn++, inTurn.size()));
        }
        return inTurn;
    }
}
