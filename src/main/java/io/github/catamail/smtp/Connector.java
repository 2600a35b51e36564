package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** Brings a connection as far as the server's greeting: TCP, and TLS where it is spoken from the first byte. */
final class Connector {
    private final Submission submission;
    private final Dialogue dialogue;

    Connector(Submission submission, Dialogue dialogue) {
        this.submission = submission;
        this.dialogue = dialogue;
    }

    /** Opens the TCP connection. */
    TimedSocket open(Endpoint endpoint) throws MessagingException {
        MailSettings settings = submission.settings();
        try {
            return new SocketOpener(
                            settings.timeouts(),
                            settings.route(),
                            submission.ticker(),
                            submission.names(),
                            submission.progress())
                    .open(endpoint);
        } catch (IOException noAnswer) {
            throw FailureExplainer.connect(dialogue.attempt(null), noAnswer);
        }
    }

    /** Returns the socket to speak SMTP through: {@code opened}, or the TLS over it. Closes it on failure. */
    Socket ready(TimedSocket opened, Endpoint endpoint) throws MessagingException {
        if (endpoint.security() != ConnectionSecurity.IMPLICIT_TLS) {
            return opened;
        }
        dialogue.enter(Stage.TLS_HANDSHAKE);
        try {
            SSLSocket layered = submission.tls().layer(opened, endpoint.host(), endpoint.port());
            layered.startHandshake();
            dialogue.protectedBy(layered.getSession());
            return layered;
        } catch (IOException failure) {
            TimedSocket.discard(opened);
            throw FailureExplainer.handshake(dialogue.attempt(null), failure);
        }
    }
}
