package io.github.catamail.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets some contenders take turns, so that what else the machine does hits all of them, and checks at the sink that each of
 * their messages came in, once.
 */
final class Contest {
    private final SinkProcess sink;
    private final PrintStream out;
    private final Pace warmUp;
    private final List<Entry> entries = new ArrayList<>();

    Contest(SinkProcess sink, PrintStream out, Pace warmUp) {
        this.sink = sink;
        this.out = out;
        this.warmUp = warmUp;
    }

    /** Adds a contender. */
    Contest enter(Case row, Kind kind, Place place, Target target, Pace pace) {
        entries.add(new Entry(row, kind, place, target, pace, new ArrayList<>(), new ArrayList<>()));
        return this;
    }

    /** Runs all rounds, and adds the medians. */
    void run(int rounds, Results results) throws IOException, InterruptedException {
        for (Entry entry : entries) {
            turn(entry, warmUp, results);
        }
        for (int round = 0; round < rounds; round++) {
            for (Entry entry : entries) {
                turn(entry, entry.pace, results);
            }
        }
        for (Entry entry : entries) {
            // Without the warm-up.
            entry.rates.remove(0);
            double median = entry.rates.stream().sorted().toList().get(rounds / 2);
            results.add(entry.row, entry.kind, median);
            out.println(entry.row.id() + " " + entry.kind + ": "
                    + entry.rates.stream().map(Contest::decimal).toList() + ", median " + decimal(median)
                    + "; connections "
                    + entry.tallies.stream().map(Contest::connections).toList());
        }
    }

    private void turn(Entry entry, Pace pace, Results results) throws IOException, InterruptedException {
        // Connections of the one before that were closed meanwhile do not count.
        sink.take();
        Round round = entry.place.run(entry.kind, entry.target, pace);
        Tally tally = sink.take();
        if (tally.messages() != round.sent()
                || tally.distinct() != round.sent()
                || tally.recipients() != round.sent() * entry.target.recipients()) {
            throw new IllegalStateException(entry.row.id() + " " + entry.kind + ": " + round.sent()
                    + " messages were sent; these came in: " + tally);
        }
        results.peak(entry.row, tally.peak());
        entry.rates.add(round.perSecond());
        entry.tallies.add(tally);
    }

    private static String connections(Tally tally) {
        return "+" + tally.connections();
    }

    private static String decimal(double rate) {
        return String.format(Locale.ROOT, "%.1f", rate);
    }

    private record Entry(
            Case row, Kind kind, Place place, Target target, Pace pace, List<Double> rates, List<Tally> tallies) {}
}
