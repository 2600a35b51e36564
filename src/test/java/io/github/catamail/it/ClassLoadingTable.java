package io.github.catamail.it;

import io.github.catamail.testing.tomcat.MailLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of what works without sharing, in {@code docs/class-loading.md}: written by a test, and what that test expects. */
final class ClassLoadingTable {
    /** Where it is written to, to be copied from. */
    static final Path WRITTEN = Path.of("target", "class-loading-matrix.md");

    private static final Path PAGE = Path.of("docs", "class-loading.md");
    private static final String BEGIN = "<!-- matrix -->\n";
    // What the other runs of the test assert, cell by cell.
    private static final String WITH_SHARING =
            "With the listener, or with the `<Loader>`, **all of it works** in every row. Without them:\n\n";

    private static final String AS_THE_FIRST = "-";
    private static final String END = "<!-- /matrix -->\n";

    private final StringBuilder rows = new StringBuilder();
    private final Set<Outcome> seen = EnumSet.noneOf(Outcome.class);

    ClassLoadingTable() {
        rows.append(row(
                "in `WEB-INF/lib`",
                Arrays.stream(Operation.values()).map(Operation::title).toList()));
        rows.append("|---".repeat(Operation.values().length + 1)).append("|\n");
    }

    /** Adds what came of the operations, in their order, in an application that bundles something. */
    void add(MailLayout layout, List<Outcome> outcomes) {
        Outcome first = outcomes.get(0);
        boolean nothing = first != Outcome.WORKS && outcomes.stream().allMatch(first::equals);
        List<String> cells = new ArrayList<>(outcomes.stream()
                .map(outcome -> nothing ? AS_THE_FIRST : outcome.cell())
                .toList());
        cells.set(0, first.cell());
        rows.append(row(layout.title(), cells));
        seen.addAll(outcomes);
    }

    /** Returns all that came of anything. */
    Set<Outcome> outcomes() {
        return EnumSet.copyOf(seen);
    }

    /** Returns the table, and below it what its words mean. */
    String markdown() {
        return WITH_SHARING
                + rows
                + seen.stream()
                        .filter(outcome -> outcome != Outcome.WORKS)
                        .map(outcome -> "- *" + outcome.cell() + "*: " + outcome.explanation() + "\n")
                        .collect(Collectors.joining("", "\n- a dash: the same as in the first column\n", ""));
    }

    /** Returns what stands on the page. */
    static String documented() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError(PAGE + " must have " + BEGIN.strip() + " and " + END.strip() + " in it");
        }
        return page.substring(begin + BEGIN.length(), end);
    }

    /** Returns what should come of an operation, as it stands on the page. */
    static Outcome documented(MailLayout layout, Operation operation) throws IOException {
        String row = documented()
                .lines()
                .filter(line -> line.startsWith("| " + layout.title() + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no row \"" + layout.title() + "\"; see " + WRITTEN));
        List<String> cells =
                Stream.of(row.split("\\|", -1)).skip(2).map(String::strip).toList();
        String cell = cells.get(Arrays.asList(Operation.values()).indexOf(operation));
        return Outcome.inTable(cell.equals(AS_THE_FIRST) ? cells.get(0) : cell);
    }

    private static String row(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |\n";
    }
}
