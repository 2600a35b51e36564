package io.github.catamail.smtp;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Angus would say to a server of whom a message is from and whom it is for, which nobody has said yet. */
final class Recording {
    private final boolean utf8;
    private final String resource;
    private final List<String> commands = new ArrayList<>();
    private @Nullable MessagingException refusal;
    private boolean broken;

    /**
     * Makes an empty one.
     *
     * @param utf8 whether commands may have letters beyond ASCII (RFC 6531)
     * @param resource the name of the resource, for messages
     */
    Recording(boolean utf8, String resource) {
        this.utf8 = utf8;
        this.resource = resource;
    }

    /** Angus says a command. It is always told that all is well, so that it is left as if it had not asked. */
    void take(String command) {
        if (broken || refusal != null) {
            return;
        }
        if (command.indexOf('\r') >= 0 || command.indexOf('\n') >= 0) {
            broken = true;
            return;
        }
        try {
            CommandLetters.require(command, utf8, resource);
            commands.add(command);
        } catch (MessagingException impossible) {
            refusal = impossible;
        }
    }

    /** Returns why the message cannot be sent at all, or null. */
    @Nullable MessagingException refusal() {
        return refusal;
    }

    /**
     * Returns the envelope, or null if there is something wrong with it, which will be told when it is really said.
     *
     * @param partial whether the message may go to some of its recipients only
     */
    @Nullable Envelope envelope(boolean partial) {
        return broken || refusal != null ? null : new Envelope(commands, partial);
    }
}
