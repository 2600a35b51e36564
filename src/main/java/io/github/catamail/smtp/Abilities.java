package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which extensions may be used on a connection, by what is configured and what the server has shown of itself. */
final class Abilities {
    private final Submission submission;
    private final Dialogue dialogue;
    private @Nullable Extension avoided;

    Abilities(Submission submission, Dialogue dialogue) {
        this.submission = submission;
        this.dialogue = dialogue;
    }

    /** Does without an extension from now on, null for none. */
    void avoid(@Nullable Extension extension) {
        avoided = extension;
    }

    /** Returns whether an extension may be used if it is offered. */
    boolean isUsable(Extension extension) {
        Endpoint endpoint = endpoint();
        return endpoint != null
                && submission.settings().pipelining()
                && extension != avoided
                && !submission.trackRecord().isBroken(endpoint, extension);
    }

    /** Returns whether an extension has been seen to work. */
    boolean isProven(Extension extension) {
        Endpoint endpoint = endpoint();
        return endpoint != null && submission.trackRecord().isProven(endpoint, extension);
    }

    void prove(Extension extension) {
        submission.trackRecord().prove(Objects.requireNonNull(endpoint()), extension);
    }

    /**
     * Judges a reply to one of several commands that were sent together.
     *
     * @param position which one of them it was, from 0
     * @param stage what it was the reply to
     * @return the reason not to go on, or null
     */
    @Nullable Doubt judge(int position, Stage stage, int code, String reply) {
        if (stage == Stage.CHUNK || stage == Stage.FINAL_DOT) {
            return Doubt.ofChunk(code, reply);
        }
        if (stage == Stage.DATA && code == 354) {
            prove(Extension.PIPELINING);
        }
        return isProven(Extension.PIPELINING) ? null : Doubt.ofReply(position, stage, code, reply);
    }

    /** Judges that there was no reply; likewise. */
    @Nullable Doubt judgeLoss(int position, Stage stage, boolean timeout) {
        return isProven(Extension.PIPELINING) ? null : Doubt.ofLoss(position, stage, timeout);
    }

    private @Nullable Endpoint endpoint() {
        Opening opening = dialogue.opening();
        return opening == null ? null : opening.endpoint();
    }
}
