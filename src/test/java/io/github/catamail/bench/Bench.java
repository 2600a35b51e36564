package io.github.catamail.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the measurements and writes what came out into {@code docs/benchmarks.md}; or only some of them, named in {@code
 * -Dbench.cases}, and writes them to the console only. With {@code -Dbench.profile=true} it tells where the time goes instead.
 */
public final class Bench {
    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final String BUILD = "build";

    private Bench() {}

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path dir = Artifacts.target().resolve("bench");
        List<String> cases = cases();
        Predicate<Case> wanted = row -> cases.isEmpty() || cases.contains(row.id());
        if (Boolean.getBoolean("bench.profile")) {
            try (SendBench send = new SendBench(dir, out, 1)) {
                out.println(send.profile(wanted));
            }
            return;
        }
        String build = "";
        if (cases.isEmpty() || cases.contains(BUILD)) {
            build = new BuildBench(dir, out).run();
        }
        Results results;
        try (SendBench send = new SendBench(dir, out, Integer.getInteger("bench.rounds", 3))) {
            results = send.run(wanted);
        }
        String demands = Demand.table(results, SendBench.CONNECTIONS);
        out.println("\n" + build + "\n" + results.table() + "\n" + demands + "\n" + machine());
        if (cases.isEmpty()) {
            write("build", build);
            write("send", results.table());
            write("demands", demands);
            write("machine", machine());
            out.println("Written to " + PAGE);
        }
    }

    private static List<String> cases() {
        List<String> named = Arrays.stream(System.getProperty("bench.cases", "").split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        for (String name : named) {
            if (!name.equals(BUILD)
                    && Arrays.stream(Case.values()).noneMatch(row -> row.id().equals(name))) {
                throw new IllegalArgumentException("bench.cases: there is no case " + name + "; there are: " + BUILD
                        + ", " + Arrays.stream(Case.values()).map(Case::id).toList());
            }
        }
        return named;
    }

    private static String machine() {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + " with Java " + System.getProperty("java.version")
                + " on " + System.getProperty("os.name") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores.\n";
    }

    private static void write(String section, String text) throws IOException {
        String page = Files.readString(PAGE);
        Matcher matcher = Pattern.compile("(?s)(<!-- " + section + " -->\n\n).*?(\n<!-- /" + section + " -->)")
                .matcher(page);
        if (!matcher.find()) {
            throw new IOException("There is no section " + section + " in " + PAGE);
        }
        Files.writeString(PAGE, matcher.replaceFirst("$1" + Matcher.quoteReplacement(text) + "$2"));
    }
}
