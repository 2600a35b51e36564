package io.github.catamail.testing.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.catamail.testing.TestIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Postfix on loopback ports, apart from the one that the machine may run: files, ports and passwords are its own.
 *
 * <p>It takes mail for {@code catamail.test} from those who have logged in over TLS, refuses {@code refused@catamail.test}, and
 * delivers the rest into one maildir. A Dovecot, as private as it is, knows the passwords.
 */
public final class Postfix implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final InstanceDirectory directory;
    private final int submission;
    private final int submissions;
    private final List<Process> processes = new ArrayList<>();

    private Postfix(InstanceDirectory directory, int submission, int submissions) {
        this.directory = directory;
        this.submission = submission;
        this.submissions = submissions;
    }

    /** Returns why none can run on this machine, or nothing if one can. */
    public static Optional<String> obstacle() throws IOException, InterruptedException {
        return Requirements.missing();
    }

    /**
     * Starts one that presents {@code identity} and knows the passwords of these users.
     *
     * @param settings lines that are added to its {@code main.cf}
     */
    public static Postfix start(TestIdentity identity, Map<String, String> passwords, String... settings)
            throws Exception {
        InstanceDirectory directory = InstanceDirectory.create();
        // Both ports are held at once, so that they differ.
        Postfix postfix;
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            postfix = new Postfix(directory, one.getLocalPort(), other.getLocalPort());
        }
        try {
            directory.configure(
                    identity, passwords, Map.of("submission", postfix.submission, "submissions", postfix.submissions));
            directory.append("conf/main.cf", settings);
            postfix.run();
        } catch (Exception | AssertionError e) {
            postfix.close();
            throw e;
        }
        return postfix;
    }

    /** Returns the port of submission with STARTTLS. */
    public int submission() {
        return submission;
    }

    /** Returns the port of submission over implicit TLS. */
    public int submissions() {
        return submissions;
    }

    /** Returns the messages delivered so far. */
    public List<String> mail() throws IOException {
        return directory.mail();
    }

    /** Waits for a delivered message that has this in it, and returns all of it. */
    public String awaitMail(String part) throws Exception {
        return await(
                "message with " + part,
                () -> mail().stream().filter(message -> message.contains(part)).findFirst());
    }

    /** Returns whether there is anything that it has taken and not delivered yet. */
    public boolean hasQueue() throws IOException {
        return directory.hasFiles("queue/incoming") || directory.hasFiles("queue/active");
    }

    /** Returns what it has logged so far. */
    public String log() throws IOException {
        return directory.text("postfix.log");
    }

    /** Waits for a line of the log that has this in it, and returns the line. */
    public String awaitLog(String part) throws Exception {
        return await(
                "line of the log with " + part,
                () -> log().lines().filter(line -> line.contains(part)).findFirst());
    }

    /** Stops Postfix, as an administrator does, and starts it again. */
    public void restart() throws Exception {
        Process master = processes.get(processes.size() - 1);
        end(postfix("stop"));
        end(master);
        processes.remove(master);
        runPostfix();
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(directory.file("queue/pid/master.pid"))) {
            end(postfix("abort"));
        }
        for (Process process : processes) {
            process.destroy();
            end(process);
        }
        directory.delete();
    }

    private static void end(Process process) {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private void run() throws Exception {
        Process dovecot = launch(
                Requirements.DOVECOT.toString(),
                "-F",
                "-c",
                directory.file("dovecot/dovecot.conf").toString());
        processes.add(dovecot);
        runPostfix();
    }

    private void runPostfix() throws Exception {
        processes.add(postfix("start-fg"));
        await("Postfix that answers", () -> {
            if (!processes.stream().allMatch(Process::isAlive)) {
                throw new AssertionError("Postfix or Dovecot ended\n" + directory.everythingSaid());
            }
            return Files.exists(directory.file("dovecot/auth")) ? greeting() : Optional.empty();
        });
    }

    private Optional<String> greeting() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), submission)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private Process postfix(String command) throws IOException {
        return launch(
                Requirements.POSTFIX.toString(), "-c", directory.file("conf").toString(), command);
    }

    private Process launch(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.file("console.log").toFile()))
                .start();
    }

    private <T> T await(String what, Callable<Optional<T>> look) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> found = look.call();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no " + what + " within " + PATIENCE.toSeconds() + " s\n" + directory.everythingSaid());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
