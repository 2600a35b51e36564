package io.github.catamail.smtp;

import io.github.catamail.config.PartialDelivery;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.traffic.Traffic;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.lang.System.Logger.Level;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.PropUtil;

/** A message that is being sent, and what is counted of it. */
final class Outgoing {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final Submission submission;
    private final Message message;
    private final Address[] recipients;
    private final long begin;

    /** Begins now. */
    Outgoing(Submission submission, Message message, Address[] recipients) {
        this.submission = submission;
        this.message = message;
        this.recipients = recipients;
        this.begin = submission.traffic().nanos();
    }

    Message message() {
        return message;
    }

    /** Returns whom the application has named, which nobody changes here. */
    Address[] recipients() {
        return recipients;
    }

    /** Returns whether it may go to some of its recipients only. */
    boolean isPartial(Properties ofSession) {
        return (message instanceof SMTPMessage smtp && smtp.getSendPartial())
                || PropUtil.getBooleanProperty(ofSession, "mail.smtp.sendpartial", false);
    }

    /** The server has accepted it for all its recipients. */
    void sent(long octets) {
        sent(recipients.length, octets);
    }

    private void sent(int accepted, long octets) {
        Traffic traffic = submission.traffic();
        traffic.sent(accepted, octets, traffic.nanos() - begin);
    }

    /**
     * It did not go to everybody.
     *
     * @param failure why, explained
     * @throws MessagingException the same, unless some have got it and the resource wants that to be logged only
     */
    void failed(MessagingException failure, long octets) throws MessagingException {
        if (!FailureExplainer.isSentToSome(failure)) {
            submission.traffic().failed(failure);
            throw failure;
        }
        int accepted = ((SendFailedException) failure).getValidSentAddresses().length;
        sent(accepted, octets);
        submission.traffic().partlySent(recipients.length - accepted);
        if (submission.settings().partial() != PartialDelivery.SEND_AND_LOG) {
            throw failure;
        }
        LOG.log(Level.WARNING, failure.getMessage());
    }
}
