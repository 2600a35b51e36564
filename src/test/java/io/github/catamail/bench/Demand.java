package io.github.catamail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is to be reached in a case.
 *
 * @param required in words
 * @param measured in words
 */
record Demand(Case row, String required, String measured, boolean met) {
    /** Returns those of all cases that were measured, as a table in Markdown. */
    static String table(Results results, int connections) {
        return "| case | at least | measured | met |\n|---|---|---|---|\n"
                + all(results, connections).stream().map(Demand::line).collect(Collectors.joining());
    }

    private static List<Demand> all(Results results, int connections) {
        List<Demand> demands = new ArrayList<>();
        if (results.has(Case.PLAIN_1)) {
            demands.add(ratio(results, Case.PLAIN_1, 60, Kind.STOCK));
            demands.add(bestPeer(results, Case.PLAIN_1, 2));
            demands.add(ratio(results, Case.PLAIN_1, 0.85, Kind.LIMIT_1));
        }
        if (results.has(Case.PLAIN_8)) {
            demands.add(ratio(results, Case.PLAIN_8, 15, Kind.STOCK));
            demands.add(bestPeer(results, Case.PLAIN_8, 1.4));
            demands.add(ratio(results, Case.PLAIN_8, 0.85, Kind.LIMIT_1));
        }
        for (Case row : List.of(Case.TOMCAT_1, Case.TOMCAT_8)) {
            if (results.has(row)) {
                demands.add(ratio(results, row, 0.75, Kind.LIMIT_2));
                demands.add(bestPeer(results, row, 3));
            }
        }
        if (results.has(Case.FAR_1)) {
            demands.add(ratio(results, Case.FAR_1, 0.9, Kind.RAW));
        }
        if (results.has(Case.FAR_50)) {
            demands.add(bestPeer(results, Case.FAR_50, 5));
        }
        if (results.has(Case.UNPOOLED)) {
            demands.add(ratio(results, Case.UNPOOLED, 4, Kind.STOCK));
        }
        if (results.has(Case.CROWD)) {
            double crowd = results.of(Case.CROWD, Kind.CATAMAIL) / results.of(Case.CROWD_OF_8, Kind.CATAMAIL);
            demands.add(atLeast(Case.CROWD, 0.8, "that of 8 threads, and no time-out", crowd));
        }
        if (results.has(Case.WEBAPPS)) {
            int peak = results.peak(Case.WEBAPPS);
            demands.add(new Demand(
                    Case.WEBAPPS,
                    "never more than " + connections + " connections",
                    peak + " connections",
                    peak <= connections));
        }
        return demands;
    }

    private static Demand bestPeer(Results results, Case row, double least) {
        Kind best = results.bestPeer(row);
        return atLeast(
                row,
                least,
                "the best library (" + best.label() + ")",
                results.of(row, Kind.CATAMAIL) / results.of(row, best));
    }

    private static Demand ratio(Results results, Case row, double least, Kind other) {
        return atLeast(row, least, other.label(), results.of(row, Kind.CATAMAIL) / results.of(row, other));
    }

    private static Demand atLeast(Case row, double least, String of, double ratio) {
        return new Demand(row, decimal(least) + " x " + of, decimal(ratio) + " x", ratio >= least);
    }

    private static String decimal(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private String line() {
        return "| " + row.label() + " | " + required + " | " + measured + " | " + (met ? "yes" : "no") + " |\n";
    }
}
