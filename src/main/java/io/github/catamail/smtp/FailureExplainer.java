package io.github.catamail.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Turns what Jakarta Mail throws into the same type of exception with a message for the administrator: what was tried,
 * what the server said, which attribute to change. The first exception stays the cause.
 */
final class FailureExplainer {
    private FailureExplainer() {}

    /** Explains that no connection could be opened. */
    static MessagingException connect(Attempt attempt, IOException failure) {
        String message = attempt.told(IoFailures.explain(attempt, failure)).message();
        return IoFailures.find(failure, UnknownHostException.class) != null
                ? new MessagingException(message, failure)
                : new ConnectFailedException(attempt, message, failure);
    }

    /** Explains that TLS from the first byte failed. */
    static MessagingException handshake(Attempt attempt, IOException failure) {
        return new MessagingException(
                attempt.told(IoFailures.explain(attempt, failure)).message(), failure);
    }

    /** Explains why a session could not be opened, or a message not be sent. */
    static MessagingException explain(Attempt attempt, MessagingException failure) {
        if (isNetwork(failure) || attempt.stage() == Stage.BODY || attempt.endOfFile()) {
            // A lost connection is not a wrong password, even if it is lost during AUTH.
            Explanation explanation = attempt.told(IoFailures.explain(attempt, failure));
            return failure instanceof SendFailedException unsent
                    ? reworded(unsent, explanation.message())
                    : new MessagingException(explanation.message(), failure);
        }
        if (failure instanceof AuthenticationFailedException) {
            Explanation explanation =
                    attempt.told(attempt.isForeign() ? ReplyFailures.foreign(attempt) : login(attempt));
            return new AuthenticationFailedException(explanation.message(), failure);
        }
        if (attempt.stage() == Stage.FINAL_DOT && isUndecided(failure)) {
            return reworded(
                    (SendFailedException) failure,
                    attempt.told(ReplyFailures.undecided(attempt)).message());
        }
        if (failure instanceof SendFailedException refused) {
            return refused(attempt, refused);
        }
        if (attempt.isForeign() && (attempt.stage() == Stage.EHLO || attempt.stage() == Stage.STARTTLS)) {
            return wrapped(attempt, ReplyFailures.foreign(attempt), failure);
        }
        return switch (attempt.stage()) {
            case GREETING -> wrapped(attempt, ReplyFailures.greeting(attempt), failure);
            case EHLO ->
                String.valueOf(failure.getMessage()).startsWith("STARTTLS is required")
                        ? wrapped(attempt, ReplyFailures.starttlsNotOffered(attempt), failure)
                        : wrapped(attempt, ReplyFailures.ehlo(attempt), failure);
            case STARTTLS -> wrapped(attempt, ReplyFailures.starttlsRefused(attempt), failure);
            // What is left are the application's own failures, such as an attachment that cannot be read.
            default -> failure;
        };
    }

    private static Explanation login(Attempt attempt) {
        if (attempt.stage() == Stage.GREETING) {
            return ReplyFailures.noPassword(attempt);
        }
        if (attempt.mechanism() != null) {
            return ReplyFailures.auth(attempt);
        }
        return attempt.offered() == null
                ? ReplyFailures.authNotOffered(attempt)
                : ReplyFailures.noCommonMechanism(attempt);
    }

    private static MessagingException refused(Attempt attempt, SendFailedException failure) {
        boolean recipients = !RecipientFailures.refused(failure).isEmpty();
        boolean accepted = attempt.stage() == Stage.FINAL_DOT && attempt.code() == 250;
        if (!recipients && accepted) {
            // What mail.smtp.reportsuccess asks for.
            return failure;
        }
        return reworded(
                failure, attempt.told(refusal(attempt, failure, recipients)).message());
    }

    private static Explanation refusal(Attempt attempt, SendFailedException failure, boolean recipients) {
        if (attempt.isForeign()) {
            return ReplyFailures.foreign(attempt);
        }
        return recipients ? RecipientFailures.explain(attempt, failure) : ReplyFailures.message(attempt);
    }

    /** The same, return code and lists of addresses and all, in other words. */
    private static SendFailedException reworded(SendFailedException failure, String message) {
        // Applications walk along this chain for the replies to single addresses.
        Exception next = failure.getNextException() == null ? failure : failure.getNextException();
        SendFailedException explained;
        if (failure instanceof SMTPSendFailedException smtp) {
            explained = new SMTPSendFailedException(
                    smtp.getCommand(),
                    smtp.getReturnCode(),
                    message,
                    next,
                    failure.getValidSentAddresses(),
                    failure.getValidUnsentAddresses(),
                    failure.getInvalidAddresses());
        } else if (failure instanceof SMTPAddressFailedException address) {
            explained = new SMTPAddressFailedException(
                    address.getAddress(), address.getCommand(), address.getReturnCode(), message);
            explained.setNextException(next);
        } else {
            explained = new SendFailedException(
                    message,
                    next,
                    failure.getValidSentAddresses(),
                    failure.getValidUnsentAddresses(),
                    failure.getInvalidAddresses());
        }
        explained.setStackTrace(failure.getStackTrace());
        return explained;
    }

    /** Returns whether the server took the message for some of its recipients. */
    static boolean isSentToSome(MessagingException failure) {
        return failure instanceof SMTPSendFailedException partly
                && partly.getReturnCode() == 250
                && partly.getValidSentAddresses() != null
                && partly.getValidSentAddresses().length > 0;
    }

    private static boolean isUndecided(MessagingException failure) {
        return (failure instanceof SMTPSendFailedException message && !isDecided(message.getReturnCode()))
                || (failure instanceof SMTPAddressFailedException recipient && !isDecided(recipient.getReturnCode()));
    }

    /** Only these say that the message is accepted, or that it is not. */
    private static boolean isDecided(int code) {
        return code == 250 || (code >= 400 && code <= 599);
    }

    private static boolean isNetwork(MessagingException failure) {
        return IoFailures.find(failure, SocketException.class) != null
                || IoFailures.find(failure, SocketTimeoutException.class) != null
                || IoFailures.find(failure, SSLException.class) != null;
    }

    private static MessagingException wrapped(Attempt attempt, Explanation explanation, MessagingException failure) {
        return new MessagingException(attempt.told(explanation).message(), failure);
    }
}
