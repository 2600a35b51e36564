package io.github.catamail.smtp;

import io.github.catamail.config.Topic;
import jakarta.mail.MessagingException;

/**
 * What a command may be written with (RFC 5321, 2.3.1 and RFC 6531). Angus cuts letters beyond ASCII down to something else, so that
 * mail could go to somebody else.
 */
final class CommandLetters {
    private CommandLetters() {}

    /**
     * Checks a command before it is said. Control characters are not looked for: Angus does so itself.
     *
     * @param utf8 whether letters beyond ASCII are allowed
     * @throws MessagingException if there are such letters and must not be
     */
    static void require(String command, boolean utf8, String resource) throws MessagingException {
        if (utf8 || isAscii(command)) {
            return;
        }
        throw new MessagingException(resource + ": \"" + Attempt.cut(command).replaceAll("\\p{Cntrl}", "?")
                + "\" cannot be said to the server: addresses with letters beyond ASCII need a server that offers SMTPUTF8"
                + " and mail.mime.allowutf8=\"true\"; for the domain of an address its form in ASCII (xn--...) will do."
                + " The message was not sent "
                + (Stage.of(command) == Stage.MAIL ? Topic.SENDER_REFUSED : Topic.RECIPIENT_REFUSED));
    }

    private static boolean isAscii(String command) {
        for (int i = 0; i < command.length(); i++) {
            if (command.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
