package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the look-ups of Jakarta Mail cost while a message is built and written, in an application of 75 jars inside a real
 * Tomcat 11. The cases take turns, so that what else the machine does hits all of them.
 */
final class BuildBench {
    private static final int JARS = 75;
    private static final int WARM_UP = 30_000;
    private static final int MESSAGES = 3_000;
    private static final int ROUNDS = 15;

    private final Path dir;
    private final PrintStream out;

    BuildBench(Path dir, PrintStream out) {
        this.dir = dir;
        this.out = out;
    }

    /** The ways to run the same application. */
    private enum Case {
        STOCK("Tomcat's own class loader", ""),
        SHARING("`MailSharingClassLoader`", "<Listener className=\"io.github.catamail.catalina.MailListener\"/>"),
        BUNDLED("`MailSharingClassLoader`, the application brings its own mail jars", SHARING.listener),
        LIMIT("Tomcat's own, with `-Djakarta.mail.util.StreamProvider`", "");

        private final String label;
        private final String listener;

        Case(String label, String listener) {
            this.label = label;
            this.listener = listener;
        }
    }

    /** Measures, and returns a table in Markdown. */
    String run() throws IOException, InterruptedException {
        List<Path> jars = FillerJars.write(JARS, dir.resolve("jars"));
        Map<Case, RunningTomcat> tomcats = new EnumMap<>(Case.class);
        try {
            for (Case each : Case.values()) {
                tomcats.put(each, start(each, jars));
                tomcats.get(each).get("/app/build?count=" + WARM_UP);
            }
            Map<Case, List<Long>> times = new EnumMap<>(Case.class);
            for (int round = 0; round < ROUNDS; round++) {
                for (Case each : Case.values()) {
                    long nanos = Long.parseLong(tomcats.get(each).get("/app/build?count=" + MESSAGES));
                    times.computeIfAbsent(each, key -> new ArrayList<>()).add(nanos);
                    out.println(each + " " + nanos + " ns");
                }
            }
            return table(times);
        } finally {
            tomcats.values().forEach(RunningTomcat::close);
        }
    }

    private RunningTomcat start(Case each, List<Path> jars) throws IOException, InterruptedException {
        TomcatInstall install = TomcatVersion.TOMCAT_11.install(dir.resolve(each.name()));
        WebApp app = WebApp.named("app").classes(BuildServlet.class);
        for (Path jar : jars) {
            app.library(jar);
        }
        if (each == Case.BUNDLED) {
            app.library(install.jar("jakarta.mail"))
                    .library(install.jar("jakarta.activation-api"))
                    .library(install.jar("angus-activation"));
        }
        install.deploy(app);
        if (!each.listener.isEmpty()) {
            install.server(each.listener);
        }
        // All of the JIT compiler, unlike in the tests, which are over before it pays.
        List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=4"));
        if (each == Case.LIMIT) {
            options.add("-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider");
        }
        return install.start(TomcatVersion.java(), options.toArray(String[]::new));
    }

    private static String table(Map<Case, List<Long>> times) {
        return "| class loader of the application | median | best | worst |\n|---|---|---|---|\n"
                + times.entrySet().stream()
                        .map(entry -> row(
                                entry.getKey(),
                                entry.getValue().stream().sorted().toList()))
                        .collect(Collectors.joining());
    }

    private static String row(Case each, List<Long> sorted) {
        return "| " + each.label + " | " + micros(sorted.get(sorted.size() / 2)) + " | " + micros(sorted.get(0)) + " | "
                + micros(sorted.get(sorted.size() - 1)) + " |\n";
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f us", nanos / 1000.0);
    }
}
