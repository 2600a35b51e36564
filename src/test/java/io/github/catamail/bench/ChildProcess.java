package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM with a main class of this package, that is asked and answers in lines. Not thread-safe. */
final class ChildProcess implements AutoCloseable {
    /** What its answers begin with; all else that it writes is for people. */
    static final String ANSWER = "answer: ";

    private static final int PATIENCE_SECONDS = 30;
    private static final int LONGEST_ROUND_SECONDS = 120;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bench-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Process process;
    private final BufferedReader in;
    private final Writer out;

    private ChildProcess(Process process) {
        this.process = process;
        this.in = process.inputReader(StandardCharsets.UTF_8);
        this.out = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts one. */
    static ChildProcess start(
            Class<?> main, List<Path> classPath, Path java, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString(), "-Xmx512m"));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(arguments);
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Sends a line, and returns the answer to it. */
    String ask(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
        return answer();
    }

    /** Returns the next answer. */
    String answer() throws IOException {
        ScheduledFuture<?> patience = WATCH.schedule(this::giveUp, LONGEST_ROUND_SECONDS, TimeUnit.SECONDS);
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
        } finally {
            patience.cancel(false);
        }
        throw new IOException("The process ended; what it wrote to its console says why");
    }

    /** Ends a process that hangs, after its threads have been written to the console. */
    private void giveUp() {
        try {
            new ProcessBuilder(
                            TomcatVersion.java().resolve("bin/jcmd").toString(),
                            Long.toString(process.pid()),
                            "Thread.print")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException noTool) {
            // It hangs all the same.
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Lets it end, and waits for that. */
    @Override
    public void close() {
        try {
            out.close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
