package io.github.catamail.smtp;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.angus.mail.util.ASCIIUtility;
import org.eclipse.angus.mail.util.PropUtil;
import org.jspecify.annotations.Nullable;

/**
 * Sends the commands of a message together and reads the replies afterwards (RFC 2920). Angus gives one command at a time and
 * waits for the reply to each; here it gets as far as the {@link Course} that was found out before, and what it says has been
 * sent when it says it. So lists, events and exceptions are its own.
 */
abstract class PipelinedTransport extends DialogueTransport {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final Abilities abilities;
    private @Nullable Rehearsal rehearsal;
    private @Nullable Course course;
    private @Nullable IOException unwritten;
    private @Nullable Doubt doubt;
    private @Nullable Runnable withheldEvent;
    private @Nullable Integer pretended;
    private boolean awaiting;
    private boolean reading;
    private boolean lost;

    PipelinedTransport(Session session, URLName url, Submission submission) {
        super(session, url, submission);
        abilities = new Abilities(submission, dialogue());
    }

    /** Returns what makes it likely that the last message failed for an extension that does not work, or null. */
    final @Nullable Doubt doubt() {
        return doubt;
    }

    /** Tells the listeners that the last message failed, which they were spared as long as it could be sent once more. */
    final void admitFailure() {
        if (withheldEvent != null) {
            withheldEvent.run();
            withheldEvent = null;
        }
    }

    final Course course() {
        return Objects.requireNonNull(course);
    }

    /** Returns what is known of the server. */
    final Abilities abilities() {
        return abilities;
    }

    /** Returns whether an extension is offered, and not known not to work. */
    final boolean isUsable(Extension extension) {
        return isOpen() && supportsExtension(extension.name()) && abilities.isUsable(extension);
    }

    /** Returns the commands that a message will take. */
    Course plan(Envelope envelope) {
        return Course.withData(envelope);
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        doubt = null;
        withheldEvent = null;
        beginMessage();
        Envelope envelope = isUsable(Extension.PIPELINING) ? rehearsal().envelope(message, addresses) : null;
        course = envelope == null ? null : plan(envelope);
        try {
            super.sendMessage(message, addresses);
        } finally {
            end();
        }
    }

    private Rehearsal rehearsal() {
        Rehearsal made = rehearsal;
        if (made == null) {
            made = new Rehearsal(session, Objects.requireNonNull(url), this);
            rehearsal = made;
        }
        return made;
    }

    /** Whose replies are whose is certain only as long as all of them have been read. */
    private void end() throws MessagingException {
        lost |= course != null && course.unanswered() > 0;
        course = null;
        if (lost) {
            hangUp();
        }
        lost = false;
        awaiting = false;
        pretended = null;
        unwritten = null;
    }

    /** Lets Angus believe that it sent DATA and was given leave. */
    final void skipData() throws MessagingException {
        pretended = 354;
        beginData();
    }

    /** Makes Angus take the last reply for that to its next command, which is not sent. */
    final void repeatLastReply() {
        pretended = getLastReturnCode();
    }

    @Override
    protected void notifyTransportListeners(
            int type,
            Address @Nullable [] sent,
            Address @Nullable [] unsent,
            Address @Nullable [] invalid,
            Message message) {
        if (doubt != null && type == TransportEvent.MESSAGE_NOT_DELIVERED) {
            withheldEvent = () -> super.notifyTransportListeners(type, sent, unsent, invalid, message);
        } else {
            super.notifyTransportListeners(type, sent, unsent, invalid, message);
        }
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        Course ahead = course;
        if (lost || pretended != null) {
            return;
        }
        if (ahead != null && ahead.isNext(command)) {
            await(ahead);
            if (ahead.unanswered() == 0) {
                try {
                    write(ahead);
                    flush();
                } catch (IOException broken) {
                    throw new MessagingException("Can't send command to SMTP host", broken);
                }
            }
            return;
        }
        if (ahead != null && !reading) {
            settle(ahead);
        }
        if (!lost) {
            super.sendCommand(command);
        }
    }

    /** The reply that is read next is that to the next command of the course. */
    final void await(Course ahead) {
        dialogue().expect(ahead.next());
        awaiting = true;
    }

    /** Writes the commands that come next; they are not sent yet. */
    final void write(Course ahead) throws IOException {
        for (String command : ahead.write()) {
            dialogue().wrote(command);
            writeLine(command);
        }
    }

    private void writeLine(String line) throws IOException {
        boolean utf8 = PropUtil.getBooleanProperty(session.getProperties(), "mail.mime.allowutf8", false);
        // As Angus does.
        byte[] octets = utf8 ? (line + "\r\n").getBytes(StandardCharsets.UTF_8) : ASCIIUtility.getBytes(line + "\r\n");
        write(octets, 0, octets.length);
    }

    /** The server does not take all of the message. It may have said why before. */
    final void failToWrite(IOException broken) {
        unwritten = broken;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        Integer pretence = pretended;
        if (pretence != null) {
            pretended = null;
            return pretence;
        }
        if (lost) {
            return -1;
        }
        Course ahead = course;
        return awaiting && ahead != null ? readAwaited(ahead) : super.readServerResponse();
    }

    private int readAwaited(Course ahead) throws MessagingException {
        awaiting = false;
        int position = ahead.position();
        Stage stage = dialogue().stage();
        int code;
        try {
            code = read(ahead);
        } catch (MessagingException unread) {
            boolean timeout = IoFailures.find(unread, SocketTimeoutException.class) != null;
            lose(abilities.judgeLoss(position, stage, timeout));
            throw unwritten == null ? unread : new MessagingException("Can't send command to SMTP host", unwritten);
        }
        if (isEndOfFile(code)) {
            lose(abilities.judgeLoss(position, stage, /* timeout= */ false));
            if (unwritten != null) {
                throw new MessagingException("Can't send command to SMTP host", unwritten);
            }
            return code;
        }
        Doubt reason = abilities.judge(position, stage, code, getLastServerResponse());
        if (code == -1 || isUndecided(stage, code)) {
            lose(reason);
        } else {
            distrust(reason);
        }
        return code;
    }

    final boolean isEndOfFile(int code) {
        return code == -1 && getLastServerResponse().equals("[EOF]");
    }

    /** Reads the next reply of the course. */
    private int read(Course ahead) throws MessagingException {
        reading = true;
        int code = -1;
        try {
            code = super.readServerResponse();
            return code;
        } finally {
            reading = false;
            ahead.answer(code);
        }
    }

    /** The server has the whole message, and has neither refused nor accepted its envelope. */
    private boolean isUndecided(Stage stage, int code) {
        boolean accepted = stage == Stage.MAIL ? code == 250 : code / 100 == 2;
        return dialogue().isHandedOver() && stage != Stage.FINAL_DOT && !accepted && code < 400;
    }

    /** There will be no more replies, or none that could be told apart. */
    private void lose(@Nullable Doubt reason) {
        lost = true;
        if (unwritten != null) {
            dialogue().enter(Stage.BODY);
        } else if (dialogue().isHandedOver()) {
            // Whatever was waited for, it is the answer for the whole message that is missing.
            dialogue().enter(Stage.FINAL_DOT);
        } else if (!isTextWritten()) {
            doubt = reason;
        }
    }

    /** If there is a reason for doubt, nothing more is said on this connection. */
    final void distrust(@Nullable Doubt reason) {
        if (reason != null) {
            doubt = reason;
            lost = true;
        }
    }

    /** Reads the replies that nobody asks for any more, so that the next one is that to the next command. */
    private void settle(Course ahead) {
        dialogue().beAside(true);
        try {
            while (!lost && ahead.unanswered() > 0) {
                Stage stage = Stage.of(ahead.next());
                int code = read(ahead);
                lost |= code == -1;
                if (stage == Stage.DATA && code == 354) {
                    sendNothing(ahead);
                }
            }
        } catch (IOException | MessagingException broken) {
            LOG.log(Level.DEBUG, "the connection broke after a refusal", broken);
            lost = true;
        }
        ahead.end();
    }

    /** DATA was accepted after all before it was refused (RFC 2920, 3.1): an empty text, which goes to nobody, ends it. */
    private void sendNothing(Course ahead) throws IOException, MessagingException {
        if (ahead.hasRecipient()) {
            lost = true;
            return;
        }
        dialogue().wrote(".");
        writeLine(".");
        flush();
        super.readServerResponse();
    }
}
