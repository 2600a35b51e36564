package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the measurements and writes what came out into {@code docs/benchmarks.md}. */
public final class Bench {
    private static final Path PAGE = Path.of("docs/benchmarks.md");

    private Bench() {}

    /** Measures everything. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path dir = TomcatVersion.overlay().toAbsolutePath().getParent().resolve("bench");
        write("build", new BuildBench(dir, out).run());
        write("machine", machine());
        out.println("Written to " + PAGE);
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
