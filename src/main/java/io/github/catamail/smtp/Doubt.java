package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Topic;
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

    /**
     * Judges the reply to one of several commands that were sent together.
     *
     * @param position which one of them it was, from 0
     * @param stage what it was the reply to
     * @param code its code, -1 if it had none
     * @param reply its text
     */
    static @Nullable Doubt ofReply(int position, Stage stage, int code, String reply) {
        boolean complaint = code >= 500 && COMPLAINT.matcher(reply).find();
        boolean notUnderstood = position > 0 && (code == 500 || code == 502 || code == 503 || code == -1);
        // More replies than commands: this is one of those before, come late.
        boolean shifted = stage == Stage.DATA && code / 100 == 2;
        return complaint || notUnderstood || shifted ? pipelining(answered(stage, reply)) : null;
    }

    /** Judges that the connection broke off while the reply to one of several commands was waited for. */
    static @Nullable Doubt ofLoss(int position, Stage stage, boolean timeout) {
        if (timeout) {
            // A server that does not even answer the first command is one that is down or overloaded.
            return position > 0 ? pipelining("did not answer " + stage) : null;
        }
        return pipelining("broke the connection off instead of answering " + stage);
    }

    /** Judges the reply to BDAT. */
    static @Nullable Doubt ofChunk(int code, String reply) {
        return code == 500 || code == 502 || code == 503 || code == 504
                ? new Doubt(Extension.CHUNKING, answered("BDAT", reply))
                : null;
    }

    /** Judges that the connection broke off after the first chunk that was ever sent to a server. */
    static Doubt ofFirstChunk() {
        return new Doubt(Extension.CHUNKING, "did not answer BDAT");
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
