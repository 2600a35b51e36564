package io.github.catamail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailLogger;
import org.eclipse.angus.mail.util.TraceOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Angus' transport over a socket of Catamail: each reply has its time-out, and what is said is remembered, for the log and for
 * the message when something fails.
 */
abstract class DialogueTransport extends SMTPTransport {
    /** What fits into one record of TLS. */
    private static final int BUFFER = 16 * 1024;

    private final Submission submission;
    private final Dialogue dialogue;
    private @Nullable TimedSocket socket;
    private @Nullable OutputStream direct;
    private long heard;

    DialogueTransport(Session session, URLName url, Submission submission) {
        super(session, url);
        this.submission = submission;
        this.dialogue = new Dialogue(submission.settings());
    }

    final Submission submission() {
        return submission;
    }

    final Dialogue dialogue() {
        return dialogue;
    }

    /** Returns what is being tried, for the message about a failure. */
    final Attempt attempt() {
        return dialogue.attempt(getExtensionParameter("AUTH"));
    }

    /** From now on the dialogue goes through this socket, or through the TLS over it. */
    final void speakThrough(TimedSocket opened) {
        socket = opened;
        direct = null;
    }

    /** Returns the socket, or null before the first one. */
    final @Nullable TimedSocket socket() {
        return socket;
    }

    /** Returns whether there is a connection, as far as this side knows. */
    final boolean isOpen() {
        return socket != null && !socket.isClosed();
    }

    /** Returns whether the server has said something within that time, and so is most likely still there. */
    final boolean heardWithin(Duration duration) {
        return submission.ticker().nanos() - heard < duration.toNanos();
    }

    /** Ends the connection without a word. */
    final void hangUp() throws MessagingException {
        if (socket != null) {
            TimedSocket.discard(socket);
        }
        close();
    }

    /** Writes to the server past Angus, which sends all that it writes at once. */
    final void write(byte[] bytes, int offset, int length) throws IOException {
        if (direct == null) {
            TimedSocket plain = Objects.requireNonNull(socket);
            Socket speaking = plain.tls() == null ? plain : plain.tls();
            MailLogger trace = new MailLogger(getClass(), "DEBUG SMTP", session.getDebug(), session.getDebugOut())
                    .getSubLogger("protocol", null);
            direct = new BufferedOutputStream(new TraceOutputStream(speaking.getOutputStream(), trace), BUFFER);
        }
        direct.write(bytes, offset, length);
    }

    /** Sends what was written. */
    final void flush() throws IOException {
        if (direct != null) {
            direct.flush();
        }
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        dialogue.command(command, getLastReturnCode() == 334);
        super.sendCommand(command);
    }

    @Override
    protected int simpleCommand(byte[] command) throws MessagingException {
        // Only mechanisms of AUTH send bytes.
        dialogue.secretCommand();
        return super.simpleCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        TimedSocket waiting = Objects.requireNonNull(socket);
        waiting.expectReplyWithin(dialogue.replyTimeout());
        boolean aside = dialogue.isAside();
        int code = super.readServerResponse();
        // Angus ends the dialogue with QUIT from in there when it cannot make sense of a reply; the reply is what
        // counts.
        dialogue.beAside(aside);
        dialogue.reply(getLastServerResponse(), code);
        heard = submission.ticker().nanos();
        if (dialogue.stage() == Stage.TLS_HANDSHAKE) {
            waiting.expectReplyWithin(submission.settings().timeouts().read());
        }
        return code;
    }
}
