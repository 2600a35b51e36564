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
     * Checks a command before it is said.
     *
     * @param utf8 whether letters beyond ASCII are allowed
     * @throws MessagingException if there is a letter that must not be there
     */
    static void require(String command, boolean utf8, String resource) throws MessagingException {
        for (int i = 0; i < command.length(); i++) {
            char letter = command.charAt(i);
            if (letter < ' ' || letter == 0x7f || (letter > 0x7f && !utf8)) {
                throw new MessagingException(
                        resource + ": \"" + printable(command) + "\" cannot be said to the server: "
                                + (letter > 0x7f
                                        ? "addresses with letters beyond ASCII need a server that offers SMTPUTF8 and"
                                                + " mail.mime.allowutf8=\"true\"; for the domain of an address its form in ASCII"
                                                + " (xn--...) will do"
                                        : "an address must not have control characters, such as line breaks")
                                + ". The message was not sent "
                                + (Stage.of(command) == Stage.MAIL ? Topic.SENDER_REFUSED : Topic.RECIPIENT_REFUSED));
            }
        }
    }

    private static String printable(String command) {
        return Attempt.cut(command).replaceAll("\\p{Cntrl}", "?");
    }
}
