package io.github.catamail.smtp;

import io.github.catamail.config.MailSettings;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.sharing.ServerContext;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages over a channel: Angus' transport, which decides what is said to the server and what its answers mean, with as
 * few round trips as the server allows, and failures in words.
 *
 * <p>Safe for use by several threads as far as Angus' transport is: one at a time.
 */
public abstract class SmtpConnection extends LentTransport {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final MailSettings settings;
    private final Script nothing = new Script();
    private @Nullable Outgoing outgoing;
    private @Nullable Delivery delivery;
    private @Nullable CollectedText collected;
    private @Nullable BodyStream body;
    private @Nullable MessagingException withheld;
    private @Nullable MessagingException told;
    private long written;

    /**
     * Makes a transport that is not connected.
     *
     * @param session the session it belongs to
     * @param url the URL with the protocol, and maybe more, that the session made it for
     * @param submission what the session was made from
     */
    protected SmtpConnection(Session session, URLName url, Submission submission) {
        super(session, url, submission);
        this.settings = submission.settings();
    }

    /** Returns the settings of the resource. */
    protected final MailSettings settings() {
        return settings;
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        Outgoing wanted = new Outgoing(submission(), message, addresses);
        setSending(true);
        written = textOctets();
        try {
            ServerContext.write(() -> deliver(wanted));
            wanted.sent(octets());
        } catch (MessagingException failure) {
            MessagingException explained = explain(failure);
            endTransaction();
            wanted.failed(explained, octets());
        } catch (RuntimeException | Error ofApplication) {
            // It may have come from anywhere, in the middle of a command too.
            if (channel() != null && channel().isInTransaction()) {
                channel().abort();
            }
            submission().traffic().failed(ofApplication);
            throw ofApplication;
        } finally {
            end();
        }
    }

    private void deliver(Outgoing wanted) throws MessagingException {
        if (channel() != null) {
            next();
            outgoing = wanted;
        }
        super.sendMessage(wanted.message(), wanted.recipients());
    }

    /** Begins a message that Angus has found nothing wrong with. */
    private @Nullable Delivery begin(Outgoing wanted) throws MessagingException {
        Channel open = Objects.requireNonNull(channel());
        Recording recording = rehearse(wanted.recipients(), open);
        told = recording.refusal();
        if (told != null) {
            throw told;
        }
        Envelope envelope = recording.envelope(wanted.isPartial(session.getProperties()));
        if (envelope != null) {
            delivery = new Delivery(submission(), lender(), open, this::on, envelope, isUtf8(open));
        }
        return delivery;
    }

    /** Goes on with another channel; returns the envelope for its server, or null if something is wrong with it. */
    private @Nullable Envelope on(Channel other) throws MessagingException {
        goOnWith(other);
        try {
            Outgoing same = Objects.requireNonNull(outgoing);
            return rehearse(same.recipients(), other).envelope(same.isPartial(session.getProperties()));
        } catch (MessagingException | RuntimeException wrong) {
            LOG.log(Level.DEBUG, settings.resource() + ": there was nothing wrong with the message before", wrong);
            return null;
        }
    }

    private void next() throws MessagingException {
        Channel present = Objects.requireNonNull(channel());
        Channel next;
        try {
            next = lender().next(present);
        } catch (MessagingException noConnection) {
            // Angus comes to know when it begins, and tells the listeners.
            told = noConnection;
            return;
        }
        if (next != present) {
            goOnWith(next);
        }
        next.beginMessage();
        next.dialogue().enter(Stage.OTHER);
    }

    private MessagingException explain(MessagingException failure) {
        Channel last = delivery == null ? channel() : delivery.channel();
        boolean ofApplication = body != null && !body.isBroken();
        if (failure == told
                || last == null
                || ofApplication
                || !last.dialogue().stage().isSending()) {
            return failure;
        }
        return FailureExplainer.explain(last.attempt(), failure);
    }

    private long octets() {
        return collected != null && collected.isWhole() ? collected.length() : textOctets() - written;
    }

    /**
     * Leaves nothing of a message that failed to the next one. Angus does so where the server refuses something, but where
     * this side fails it leaves the recipients to the next message, and after DATA even takes its commands for text.
     */
    private void endTransaction() {
        Channel open = channel();
        if (open == null || !open.isInTransaction()) {
            return;
        }
        if (open.isOpen() && !open.isInText()) {
            try {
                issueCommand("RSET", 250);
                return;
            } catch (MessagingException noReset) {
                LOG.log(Level.DEBUG, settings.resource() + ": RSET failed", noReset);
            }
        }
        open.abort();
    }

    private void end() throws MessagingException {
        forget();
        outgoing = null;
        delivery = null;
        collected = null;
        body = null;
        withheld = null;
        told = null;
        setSending(false);
        Channel open = channel();
        if (open != null) {
            open.endMessage();
            open.dialogue().enter(Stage.OTHER);
            letThrough(null);
            if (isClosedByAngus() || !open.isOpen()) {
                // Where the application failed before anything was said, the channel is still good.
                close();
            }
        }
    }

    @Override
    final boolean isDelivering() {
        return delivery != null;
    }

    @Override
    final Script script() {
        return delivery == null ? nothing : delivery.script();
    }

    @Override
    protected void mailFrom() throws MessagingException {
        if (told != null) {
            throw told;
        }
        Delivery ahead = outgoing == null ? null : begin(outgoing);
        if (ahead != null) {
            if (ahead.isCollecting() && !session.getDebug()) {
                // Envelope and text go out together, when the text is complete.
                collected = new CollectedText(this::overflow);
                return;
            }
            perform(ahead::announce);
        }
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        if (collected == null) {
            super.rcptTo();
        }
    }

    @Override
    protected OutputStream data() throws MessagingException {
        if (collected != null) {
            // Nothing can break before it is sent.
            body = new BodyStream(collected);
            return collected;
        }
        body = new BodyStream(open());
        return body;
    }

    /** Opens the way of the text to the server. */
    private OutputStream open() throws MessagingException {
        if (delivery != null) {
            perform(delivery::askForText);
        }
        if (script().isAt(Stage.MAIL)) {
            super.mailFrom();
            super.rcptTo();
        }
        OutputStream server = super.data();
        Channel open = Objects.requireNonNull(channel());
        open.beginText();
        open.dialogue().enter(Stage.BODY);
        letThrough(open);
        return server;
    }

    /**
     * The text is longer than what is collected. What goes wrong here is told at the end of the text, of which the rest goes
     * nowhere: a stream that the application writes to can only throw what looks like the application's own failure.
     */
    private OutputStream overflow() {
        try {
            perform(Objects.requireNonNull(delivery)::announce);
            super.mailFrom();
            super.rcptTo();
            BodyStream beyond = new BodyStream(open());
            body = beyond;
            return beyond;
        } catch (MessagingException failure) {
            withheld = failure;
            return OutputStream.nullOutputStream();
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        CollectedText text = collected;
        if (text != null) {
            text.end();
        }
        // From here on nothing of the application is called.
        body = null;
        if (withheld != null) {
            throw withheld;
        }
        if (text != null && text.isWhole()) {
            Delivery ahead = Objects.requireNonNull(delivery);
            perform(() -> ahead.deliver(text));
            if (conclude()) {
                return;
            }
            super.mailFrom();
            super.rcptTo();
            if (script().isEmpty()) {
                // It was not sent, as it is not to go to some recipients only; that has been changed since.
                throw new MessagingException(settings.resource()
                        + ": 'mail.smtp.sendpartial' was changed while a message was sent, which has"
                        + " not been sent");
            }
            super.data();
        }
        super.finishData();
    }

    private interface Step {
        void run() throws MessagingException;
    }

    /** What fails here is that there is no connection any more, and none to replace it, which is explained already. */
    private void perform(Step step) throws MessagingException {
        try {
            step.run();
        } catch (MessagingException noConnection) {
            told = noConnection;
            throw noConnection;
        }
    }
}
