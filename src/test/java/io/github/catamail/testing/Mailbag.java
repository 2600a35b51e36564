package io.github.catamail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Messages sent by an application, and what it was told of each. Thread-safe. */
public final class Mailbag {
    private static final String UNKNOWN = "[outcome-unknown]";

    /** What an application was told of a message: nothing more, which is good news, or an exception. */
    public record Sent(String messageId, @Nullable MessagingException failure) {
        public boolean acknowledged() {
            return failure == null;
        }

        public boolean unknown() {
            return failure != null && text().endsWith(UNKNOWN);
        }

        /** Returns what the application was told in words, empty for nothing. */
        public String text() {
            return failure == null ? "" : Objects.requireNonNullElse(failure.getMessage(), "");
        }
    }

    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

    /** Sends a small message, and returns what came of it. */
    public Sent send(Session session) throws MessagingException {
        return send(Resource.message(session));
    }

    /** Sends a message, and returns what came of it. */
    public Sent send(MimeMessage message) throws MessagingException {
        MessagingException failure = null;
        try {
            Transport.send(message);
        } catch (MessagingException thrown) {
            failure = thrown;
        }
        Sent result = new Sent(message.getMessageID(), failure);
        sent.add(result);
        return result;
    }

    /** Sends so many small messages, each of which must go through. */
    public void deliver(Session session, int count) throws MessagingException {
        for (int i = 0; i < count; i++) {
            assertThat(send(session).failure()).isNull();
        }
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    public List<Sent> failed() {
        return sent.stream().filter(result -> !result.acknowledged()).toList();
    }

    /**
     * Checks the promise: a message that was acknowledged has arrived once, one whose outcome is unknown at most once, and
     * one that was said to have failed not at all.
     */
    public void assertExactlyOnce(SmtpSink sink) {
        assertExactlyOnce(sink.copies());
    }

    /**
     * Checks the same, given how often each message has arrived.
     *
     * @param arrived by Message-ID
     */
    public void assertExactlyOnce(Map<String, Integer> arrived) {
        Map<String, Integer> copies = new HashMap<>(arrived);
        for (Sent result : sent) {
            int count = Objects.requireNonNullElse(copies.remove(result.messageId()), 0);
            if (result.acknowledged()) {
                assertThat(count).as("copies of an acknowledged message").isEqualTo(1);
            } else if (result.unknown()) {
                assertThat(count).as("copies where the outcome is unknown").isLessThanOrEqualTo(1);
            } else {
                assertThat(count).as("copies in spite of: " + result.text()).isZero();
            }
        }
        assertThat(copies).as("messages that nobody sent").isEmpty();
    }
}
