package io.github.catamail.smtp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command: a reply, or none.
 *
 * @param reply the reply, or null
 * @param failure why there is none, or null where the server ended the connection in order
 */
record Answer(@Nullable Reply reply, @Nullable IOException failure) {
    static final Answer END_OF_STREAM = new Answer(null, null);

    static Answer of(Reply reply) {
        return new Answer(reply, null);
    }

    static Answer lost(IOException failure) {
        return new Answer(null, failure);
    }

    /** Returns whether the server refuses a command that it knows (RFC 5321, 4.2.4). */
    boolean isRefusalOfKnown() {
        return isRefusal() && code() != 500 && code() != 502;
    }

    /** Returns whether the server has said the same, so that one could be taken for the other. */
    boolean isLike(Answer other) {
        return isPositive() && other.reply() != null && other.reply().equals(reply);
    }

    /** Returns whether no server has said it: what comes from one has a line at least. */
    boolean isPretended() {
        return reply != null && reply.text().isEmpty();
    }

    boolean isLost() {
        return reply == null;
    }

    /** Returns the reply code, -1 for none. */
    int code() {
        return reply == null ? -1 : reply.code();
    }

    boolean isPositive() {
        return reply != null && reply.isPositive();
    }

    boolean isRefusal() {
        return reply != null && reply.isRefusal();
    }

    boolean isGoodbye() {
        return reply != null && reply.isGoodbye();
    }
}
