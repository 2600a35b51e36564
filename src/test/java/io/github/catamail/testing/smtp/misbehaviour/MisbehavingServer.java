package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;

/**
 * A {@link SmtpSink} with a fault. Where the class does not say otherwise it speaks in clear, knows the user {@link #USER}
 * and takes mail without a login.
 */
public abstract class MisbehavingServer implements AutoCloseable {
    public static final String USER = "app@example.com";
    public static final String PASSWORD = "secret";

    private final SmtpSink sink;

    MisbehavingServer(SmtpSink.Builder builder) {
        sink = builder.start();
    }

    static SmtpSink.Builder usual() {
        return SmtpSink.builder().user(USER, PASSWORD);
    }

    public final String host() {
        return sink.host();
    }

    public final int port() {
        return sink.port();
    }

    /** Returns the server behind, to ask what it has seen. */
    public final SmtpSink sink() {
        return sink;
    }

    @Override
    public final void close() {
        sink.close();
    }
}
