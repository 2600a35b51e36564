package io.github.catamail.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Asks a server whether it would take mail, and takes it back then: MAIL, RCPT and RSET (RFC 5321, 4.1.1). */
public final class EnvelopeCheck {
    private static final Address[] NOBODY = {};

    private final Channel channel;
    private final Submission submission;

    /** Makes one for a channel that no message is under way on. */
    public EnvelopeCheck(Channel channel, Submission submission) {
        this.channel = channel;
        this.submission = submission;
    }

    /**
     * Asks. What the server answers is told to the {@link Progress} of the submission.
     *
     * @throws MessagingException explained, if one of the two is refused, or the connection broke
     */
    public void ask(InternetAddress sender, InternetAddress recipient) throws MessagingException {
        try {
            Answer toSender = say("MAIL FROM:<" + sender.getAddress() + ">");
            if (!toSender.isPositive()) {
                throw failure(toSender, sender, "MAIL");
            }
            Answer toRecipient = say("RCPT TO:<" + recipient.getAddress() + ">");
            if (!toRecipient.isPositive()) {
                throw failure(toRecipient, recipient, "RCPT");
            }
        } catch (MessagingException refused) {
            throw FailureExplainer.explain(channel.attempt(), refused);
        } finally {
            reset();
        }
    }

    private Answer say(String command) throws MessagingException {
        if (command.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("two commands in one");
        }
        CommandLetters.require(command, /* utf8= */ false, submission.settings().resource());
        channel.dialogue().expect(command);
        Answer answer = exchange(command);
        if (answer.reply() != null) {
            channel.dialogue().answered(answer.reply().text());
        } else if (answer.failure() == null) {
            channel.dialogue().answered("[EOF]");
        }
        return answer;
    }

    private Answer exchange(String command) {
        return Exchange.of(
                        channel,
                        List.of(command),
                        /* utf8= */ false,
                        /* together= */ false,
                        submission.settings().timeouts().read())
                .last();
    }

    /** Returns what Angus throws for the same. */
    private static MessagingException failure(Answer answer, InternetAddress address, String command) {
        if (answer.reply() == null) {
            return answer.failure() == null
                    ? new MessagingException("the server closed the connection")
                    : new MessagingException("the connection broke", answer.failure());
        }
        String reply = answer.reply().text();
        SendFailedException refusal = command.equals("RCPT")
                ? new SMTPAddressFailedException(address, command, answer.code(), reply)
                : new SMTPSendFailedException(command, answer.code(), reply, null, NOBODY, NOBODY, NOBODY);
        return refusal;
    }

    private void reset() {
        if (channel.isOpen() && exchange("RSET").isPositive()) {
            channel.endTransaction();
        } else {
            channel.abort();
        }
        channel.dialogue().enter(Stage.OTHER);
    }
}
