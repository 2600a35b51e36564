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

    /** A connection that was silent for longer may be gone without a trace. */
    private static final Duration LIVELY = Duration.ofSeconds(1);

    /** No server ends a connection so soon after it has spoken. To look whether it has takes time. */
    private static final Duration JUST_NOW = Duration.ofMillis(10);

    private final Submission submission;
    private final Dialogue dialogue;
    private @Nullable TimedSocket socket;
    private @Nullable OutputStream direct;
    private @Nullable BodyStream body;
    private boolean textWritten;
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

    /** Returns whether the server is most likely still there, without asking it. */
    final boolean isAlive() {
        TimedSocket open = socket;
        return open != null && !open.isClosed() && heardWithin(LIVELY) && (heardWithin(JUST_NOW) || open.isQuiet());
    }

    private boolean heardWithin(Duration duration) {
        return submission.ticker().nanos() - heard < duration.toNanos();
    }

    /**
     * Returns whether any part of the text of the last message may have reached the server. As long as it has not, the server
     * cannot have accepted the message, and it can be sent again without harm.
     */
    protected final boolean isTextWritten() {
        return textWritten;
    }

    /** Returns whether the message is being written by the application's code, and the connection is whole. */
    final boolean isInHandsOfApplication() {
        return body != null && !body.isBroken();
    }

    /** Nothing of the next message has been sent. */
    void beginMessage() {
        textWritten = false;
        body = null;
    }

    /** Parts of the text are about to be written. */
    final void beginText() {
        textWritten = true;
        dialogue.enter(Stage.BODY);
    }

    /** Gives the application's code a stream to write the message to. */
    final OutputStream giveAway(OutputStream stream) {
        BodyStream given = new BodyStream(stream);
        body = given;
        return given;
    }

    /** From here on nothing of the application is called. */
    final void takeBack() {
        body = null;
    }

    /** Has Angus say DATA, without writing a text afterwards. */
    final void beginData() throws MessagingException {
        super.data();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream server = super.data();
        beginText();
        return giveAway(server);
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        takeBack();
        super.finishData();
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
