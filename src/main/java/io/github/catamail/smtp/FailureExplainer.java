package io.github.catamail.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Turns what Jakarta Mail throws into the same type of exception with a message for the administrator: what was tried,
 * what the server said, which attribute to change. The first exception stays the cause.
 */
final class FailureExplainer {
    private FailureExplainer() {}

    /** Explains that no connection could be opened. */
    static MessagingException connect(Attempt attempt, IOException failure) {
        String message = IoFailures.explain(attempt, failure).message();
        return IoFailures.find(failure, UnknownHostException.class) != null
                ? new MessagingException(message, failure)
                : new ConnectFailedException(attempt, message, failure);
    }

    /** Explains that TLS from the first byte failed. */
    static MessagingException handshake(Attempt attempt, IOException failure) {
        return new MessagingException(IoFailures.explain(attempt, failure).message(), failure);
    }

    /** Explains why a session could not be opened, or a message not be sent. */
    static MessagingException explain(Attempt attempt, MessagingException failure) {
        if (isNetwork(failure) || attempt.endOfFile()) {
            // A lost connection is not a wrong password, even if it is lost during AUTH.
            return new MessagingException(IoFailures.explain(attempt, failure).message(), failure);
        }
        if (failure instanceof AuthenticationFailedException) {
            boolean noneInCommon = String.valueOf(failure.getMessage()).startsWith("No authentication mechanisms");
            Explanation explanation =
                    noneInCommon ? ReplyFailures.noCommonMechanism(attempt) : ReplyFailures.auth(attempt);
            return new AuthenticationFailedException(explanation.message(), failure);
        }
        if (failure instanceof SendFailedException refused) {
            return refused(attempt, refused);
        }
        return switch (attempt.stage()) {
            case GREETING -> wrapped(ReplyFailures.greeting(attempt), failure);
            case EHLO -> String.valueOf(failure.getMessage()).startsWith("STARTTLS is required")
                    ? wrapped(ReplyFailures.starttlsNotOffered(attempt), failure)
                    : wrapped(ReplyFailures.ehlo(attempt), failure);
            case STARTTLS -> wrapped(ReplyFailures.starttlsRefused(attempt), failure);
            // What is left are the application's own failures, such as an attachment that cannot be read.
            default -> failure;
        };
    }

    private static MessagingException refused(Attempt attempt, SendFailedException failure) {
        boolean recipients = attempt.stage() == Stage.RCPT || partial(failure);
        if (!recipients && attempt.code() < 0) {
            return failure;
        }
        String message =
                (recipients ? ReplyFailures.recipients(attempt, failure) : ReplyFailures.message(attempt)).message();
        SendFailedException explained = failure instanceof SMTPSendFailedException smtp
                ? new SMTPSendFailedException(
                        smtp.getCommand(),
                        smtp.getReturnCode(),
                        message,
                        failure.getNextException(),
                        failure.getValidSentAddresses(),
                        failure.getValidUnsentAddresses(),
                        failure.getInvalidAddresses())
                : new SendFailedException(
                        message,
                        failure.getNextException(),
                        failure.getValidSentAddresses(),
                        failure.getValidUnsentAddresses(),
                        failure.getInvalidAddresses());
        explained.setStackTrace(failure.getStackTrace());
        return explained;
    }

    /** Whether the message was sent, but not to everybody: what {@code mail.smtp.sendpartial} leads to. */
    private static boolean partial(SendFailedException failure) {
        return failure instanceof SMTPSendFailedException smtp
                && smtp.getReturnCode() / 100 == 2
                && failure.getNextException() != null;
    }

    private static boolean isNetwork(MessagingException failure) {
        return IoFailures.find(failure, SocketException.class) != null
                || IoFailures.find(failure, SocketTimeoutException.class) != null
                || IoFailures.find(failure, SSLException.class) != null;
    }

    private static MessagingException wrapped(Explanation explanation, MessagingException failure) {
        return new MessagingException(explanation.message(), failure);
    }
}
