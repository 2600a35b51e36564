package io.github.catamail.smtp;

import java.util.List;

/**
 * The commands that say from whom and to whom a message goes.
 *
 * @param commands MAIL, and RCPT for each recipient
 * @param partial whether the message may go to some of its recipients only
 */
record Envelope(List<String> commands, boolean partial) {
    Envelope {
        commands = List.copyOf(commands);
    }

    /**
     * Returns whether the message can be sent before it is known which recipients are accepted: if one of several is refused,
     * it must go to nobody, and then it is too late.
     */
    boolean isUnconditional() {
        return partial || commands.size() == 2;
    }

    /**
     * Returns whether nothing is decided before the text is complete, so that it can go with the last of it: there is one
     * recipient, or all of them have to be accepted.
     */
    boolean isDecidedAsAWhole() {
        return commands.size() == 2 || !partial;
    }
}
