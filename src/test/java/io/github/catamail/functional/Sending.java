package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.Resource;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** What the tests of this package do with sessions. */
final class Sending {
    static final String USER = "app@example.com";
    static final String PASSWORD = "s3cret-Pa55";

    private Sending() {}

    /** A resource with a login and no TLS: that to this machine is allowed. */
    static Resource withLogin(int port) {
        return Resource.mail()
                .at("localhost", port)
                .with("user", USER)
                .with("password", PASSWORD)
                .with("tls", "none");
    }

    /** A resource with a login over TLS. */
    static Resource overTls(int port, String tls, Path trust) {
        return Resource.mail()
                .at("localhost", port)
                .with("user", USER)
                .with("password", PASSWORD)
                .with("tls", tls)
                .with("truststoreFile", trust.toString());
    }

    /** Sends a small message. */
    static void send(Resource resource) throws Exception {
        send(resource.session());
    }

    /** Sends a small message. */
    static void send(Session session) throws Exception {
        Transport.send(Resource.message(session));
    }

    /** Returns what sending a small message fails with. */
    static <T extends Exception> T failure(Resource resource, Class<T> type) throws Exception {
        return failure(Resource.message(resource.session()), type);
    }

    /** Returns what sending a message fails with. */
    static <T extends Exception> T failure(Message message, Class<T> type) {
        Throwable failure = catchThrowable(() -> Transport.send(message));
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }

    /** Returns how long an action took, for bounds that are wide: machines that build are busy. */
    static Duration timed(Action action) throws Exception {
        Instant start = Instant.now();
        action.run();
        return Duration.between(start, Instant.now());
    }

    /** Waits until so much time has gone by; only for what depends on the clock itself. */
    static void letPass(Duration duration) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }
}
