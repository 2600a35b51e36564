package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Topic;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes it likely that a server does not do what it announces, while it is certain that it has not taken the message.
 *
 * @param extension what it announced
 * @param seen what it did, as the rest of a sentence that begins with "it"
 */
record Doubt(Extension extension, String seen) {
    private static final Pattern COMPLAINT = Pattern.compile("(?i)pipelin|synchroni");

    /** Judges the answers to commands that were sent together; returns the reason not to go on, or null. */
    static @Nullable Doubt of(Exchange exchange, Channel channel) {
        boolean proven = channel.record().isWorking(Extension.PIPELINING);
        boolean chunksProven = channel.record().isWorking(Extension.CHUNKING);
        if (!exchange.isTogether()) {
            return null;
        }
        for (int i = 0; i < exchange.commands().size(); i++) {
            Stage stage = Stage.of(exchange.commands().get(i));
            Answer answer = exchange.answer(i);
            if (stage.compareTo(Stage.DATA) >= 0 && !answer.isLost() && !exchange.isAccepted()) {
                // What follows on a refusal is refused in many ways.
                return null;
            }
            Doubt doubt = answer.reply() == null
                    ? ofLoss(i, stage, answer.failure() instanceof SocketTimeoutException, proven, chunksProven)
                    : ofReply(i, stage, answer.reply());
            if (doubt != null || (stage == Stage.MAIL && answer.code() != 250)) {
                return doubt;
            }
        }
        return channel.hasSurplus() ? pipelining("answered more often than it was asked") : null;
    }

    private static @Nullable Doubt ofReply(int position, Stage stage, Reply reply) {
        int code = reply.code();
        boolean unknown = code == 500 || code == 502 || code == 503;
        if (stage == Stage.CHUNK) {
            return unknown || code == 504 ? new Doubt(Extension.CHUNKING, answered("BDAT", reply.text())) : null;
        }
        boolean complaint = code >= 500 && COMPLAINT.matcher(reply.text()).find();
        boolean notUnderstood = position > 0 && (unknown || code == -1);
        // More replies than commands: this is one of those before, come late.
        boolean shifted = stage == Stage.DATA && reply.isPositive();
        return complaint || notUnderstood || shifted ? pipelining(answered(stage, reply.text())) : null;
    }

    private static @Nullable Doubt ofLoss(
            int position, Stage stage, boolean timeout, boolean proven, boolean chunksProven) {
        if (stage == Stage.CHUNK) {
            return chunksProven ? null : new Doubt(Extension.CHUNKING, "did not answer BDAT");
        }
        if (timeout) {
            // A server that does not even answer the first command is one that is down or overloaded.
            return position > 0 ? pipelining("did not answer " + stage) : null;
        }
        if (proven) {
            // Any server can break down.
            return null;
        }
        return pipelining("broke the connection off instead of answering " + stage);
    }

    /** Returns what the administrator is told once the message has gone out without the extension. */
    String warning(String resource, Endpoint endpoint) {
        String way = extension == Extension.PIPELINING
                ? "one command at a time. The message was sent once more in this way, before any of its text had been sent"
                : "with DATA. The message, which it had not taken, was sent once more in this way";
        return resource + ": " + endpoint.address() + " (" + endpoint.security() + ") announces " + extension
                + " and gets it wrong: it " + seen + ". From now on mail goes there " + way
                + ". Tell the administrator of the server; pipelining=\"false\" spares the first try "
                + Topic.BROKEN_EXTENSION;
    }

    private static Doubt pipelining(String seen) {
        return new Doubt(Extension.PIPELINING, seen);
    }

    private static String answered(Object what, String reply) {
        return "answered " + what + " with " + Attempt.quoted(Attempt.cut(reply));
    }
}
