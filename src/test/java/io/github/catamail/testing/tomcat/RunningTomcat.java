package io.github.catamail.testing.tomcat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Tomcat that runs as a process of its own. Thread-safe. */
public final class RunningTomcat implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern.compile("Server startup in \\[");
    private static final Pattern PORT = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-[^\"]*-(\\d+)\"]");

    private final Path home;
    private final Process process;
    private final Consumer<String> listener;
    private final Thread reader;
    private final StringBuilder console = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean ended;

    private RunningTomcat(Path home, Process process, Consumer<String> listener) {
        this.home = home;
        this.listener = listener;
        this.process = process;
        this.reader = new Thread(this::read, "tomcat-console");
        this.reader.setDaemon(true);
    }

    static RunningTomcat start(Path home, List<String> command, Consumer<String> listener)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        RunningTomcat tomcat = new RunningTomcat(home, process, listener);
        tomcat.reader.start();
        try {
            tomcat.await(STARTED);
        } catch (AssertionError | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        return tomcat;
    }

    /** Returns the URL of a path, such as {@code /app/probe}. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Returns the body that a GET of a path answers with; its status must be 200. */
    public String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    path + " answered " + response.statusCode() + "\n" + response.body() + "\n" + tail());
        }
        return response.body();
    }

    /** Returns the body that a GET of a path answers with, whatever the status. */
    public String answer(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Does the same with a user name and a password. */
    public String get(String path, String user, String password) throws IOException, InterruptedException {
        String login =
                java.util.Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                request(path).header("Authorization", "Basic " + login).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url(path)).timeout(PATIENCE);
    }

    /** Returns what the process has written to its console so far, which has every line of the server's log. */
    public synchronized String console() {
        return console.toString();
    }

    /** Returns the console and all log files. Complete after {@link #close} only, for Tomcat writes files in its own time. */
    public String log() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            return console() + files.sorted().map(RunningTomcat::text).collect(Collectors.joining());
        }
    }

    /** Waits until the console has something that matches. */
    public Matcher await(Pattern pattern) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (this) {
            while (true) {
                Matcher matcher = pattern.matcher(console.toString());
                if (matcher.find()) {
                    return matcher;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new AssertionError("Tomcat " + (ended ? "ended" : "ran for " + PATIENCE.toSeconds() + " s")
                            + " without " + pattern + "\n" + tail());
                }
                wait(left);
            }
        }
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Stops it as a service would, by a signal, and waits until it has ended. */
    @Override
    public void close() {
        // Process.destroy would close its console too, before Tomcat has said how it stopped.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Tomcat did not stop within 30 s\n" + tail());
            }
            reader.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private int port() {
        Matcher port = PORT.matcher(console());
        if (!port.find()) {
            throw new AssertionError("Tomcat did not say its port\n" + tail());
        }
        return Integer.parseInt(port.group(1));
    }

    private synchronized String tail() {
        return "--- the end of its console:\n" + console.substring(Math.max(0, console.length() - 6000));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(line);
            }
        } catch (IOException killed) {
            append("(the console broke: " + killed.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void append(String line) {
        listener.accept(line);
        console.append(line).append('\n');
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private static String text(Path file) {
        try {
            return "--- " + file.getFileName() + "\n" + Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
