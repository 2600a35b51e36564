package io.github.catamail.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages per second, of each contender in each case. */
final class Results {
    private final Map<Case, Map<Kind, Double>> rates = new EnumMap<>(Case.class);
    private final Map<Case, Integer> peaks = new EnumMap<>(Case.class);

    void add(Case row, Kind kind, double perSecond) {
        rates.computeIfAbsent(row, key -> new EnumMap<>(Kind.class)).put(kind, perSecond);
    }

    /** Takes note of how many connections the sink saw at once. */
    void peak(Case row, int connections) {
        peaks.merge(row, connections, Math::max);
    }

    boolean has(Case row) {
        return rates.containsKey(row);
    }

    double of(Case row, Kind kind) {
        return rates.get(row).get(kind);
    }

    int peak(Case row) {
        return peaks.get(row);
    }

    /** Returns the fastest of the libraries. */
    Kind bestPeer(Case row) {
        Map<Kind, Double> all = rates.get(row);
        return Kind.PEERS.stream()
                .filter(all::containsKey)
                .max((one, other) -> Double.compare(all.get(one), all.get(other)))
                .orElseThrow();
    }

    /** Returns a table in Markdown, a row for each case that was measured. */
    String table() {
        List<Kind> columns = Arrays.stream(Kind.values())
                .filter(kind -> rates.values().stream().anyMatch(row -> row.containsKey(kind)))
                .toList();
        String head = columns.stream().map(kind -> " " + kind.label() + " |").collect(Collectors.joining());
        return "| messages per second |" + head + "\n|---|" + "---|".repeat(columns.size()) + "\n"
                + rates.entrySet().stream()
                        .map(row -> "| " + row.getKey().label() + " |" + cells(row.getValue(), columns) + "\n")
                        .collect(Collectors.joining());
    }

    private static String cells(Map<Kind, Double> row, List<Kind> columns) {
        return columns.stream()
                .map(kind -> " " + (row.containsKey(kind) ? number(row.get(kind)) : "") + " |")
                .collect(Collectors.joining());
    }

    private static String number(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }
}
