package io.github.catamail.smtp;

import java.io.IOException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Angus' exception for a connection that could not be opened, with a message that says what to do. */
final class ConnectFailedException extends MailConnectException {
    private static final long serialVersionUID = 1L;

    private final String message;

    ConnectFailedException(Attempt attempt, String message, IOException cause) {
        super(new SocketConnectException(
                message,
                cause,
                attempt.endpoint().host(),
                attempt.endpoint().port(),
                Math.toIntExact(attempt.settings().timeouts().connect().toMillis())));
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
