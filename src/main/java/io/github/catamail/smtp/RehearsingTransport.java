package io.github.catamail.smtp;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.PropUtil;
import org.jspecify.annotations.Nullable;

/**
 * Angus' transport, which can be asked what it is about to say of a message. Afterwards it is as if it had not been asked: nobody
 * hears of it, and what it tells of the message is the same.
 */
abstract class RehearsingTransport extends SMTPTransport {
    private final @Nullable Trace trace;
    private @Nullable Recording recording;
    /** The URL that it was made for, as long as nothing else is known. */
    private @Nullable URLName asked;

    /** Whom the message is for, as long as no server has been asked for any of them: Angus takes them all for accepted. */
    private Address @Nullable [] unasked;

    RehearsingTransport(Session session, URLName url) {
        this(session, url, Trace.of(session));
    }

    private RehearsingTransport(Session session, URLName url, @Nullable Trace trace) {
        super(trace == null ? BareSession.insteadOf(session, url) : trace.like(session), url);
        this.trace = trace;
        this.asked = this.session == BareSession.SESSION ? url : null;
        this.session = session;
        if (asked != null) {
            follow(session.getProperties());
        }
    }

    /** Those properties that Angus looks for when it is made, and that matter on a connection which others have opened. */
    private void follow(Properties properties) {
        setReportSuccess(PropUtil.getBooleanProperty(properties, "mail.smtp.reportsuccess", false));
        setStartTLS(PropUtil.getBooleanProperty(properties, "mail.smtp.starttls.enable", false));
        setRequireStartTLS(PropUtil.getBooleanProperty(properties, "mail.smtp.starttls.required", false));
        setUseRset(PropUtil.getBooleanProperty(properties, "mail.smtp.userset", false));
        setNoopStrict(PropUtil.getBooleanProperty(properties, "mail.smtp.noop.strict", true));
        setSASLEnabled(PropUtil.getBooleanProperty(properties, "mail.smtp.sasl.enable", false));
        setUseCanonicalHostName(PropUtil.getBooleanProperty(properties, "mail.smtp.sasl.usecanonicalhostname", false));
    }

    /** {@inheritDoc} Before the first connection it has what the properties of the session say. */
    @Override
    public synchronized URLName getURLName() {
        URLName wanted = asked;
        if (wanted != null) {
            setURLName(new SMTPTransport(session, wanted).getURLName());
        }
        return super.getURLName();
    }

    @Override
    protected synchronized void setURLName(URLName known) {
        asked = null;
        super.setURLName(known);
    }

    /** Returns whether the session is debugged, and Angus writes what is said. */
    final boolean isTraced() {
        return trace != null;
    }

    /** Returns whether what is said is to be recorded only. */
    final boolean isRehearsing() {
        return recording != null;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (recording == null) {
            super.sendCommand(command);
        } else {
            recording.take(command);
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        return recording == null ? super.readServerResponse() : 250;
    }

    /**
     * Finds out what Angus would say of the envelope of the present message, by letting it say that to nobody.
     *
     * @param recipients whom Angus has been told that the message is for
     * @param empty what to record it with
     * @return the same
     * @throws MessagingException if there is something wrong with the message
     */
    final Recording record(Address[] recipients, Recording empty) throws MessagingException {
        boolean report = getReportSuccess();
        recording = empty;
        unasked = recipients;
        // It would report what nobody has said.
        setReportSuccess(false);
        hush(true);
        try {
            super.mailFrom();
            super.rcptTo();
        } finally {
            hush(false);
            setReportSuccess(report);
            recording = null;
        }
        return empty;
    }

    /** The message is over. */
    final void forget() {
        unasked = null;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        try {
            super.mailFrom();
        } catch (SMTPSendFailedException refused) {
            throw unasked == null ? refused : withRecipients(refused, unasked);
        }
    }

    private static SMTPSendFailedException withRecipients(SMTPSendFailedException refused, Address[] recipients) {
        SMTPSendFailedException same = new SMTPSendFailedException(
                refused.getCommand(),
                refused.getReturnCode(),
                refused.getMessage(),
                refused.getNextException(),
                /* vs= */ null,
                recipients.clone(),
                /* inv= */ null);
        same.setStackTrace(refused.getStackTrace());
        return same;
    }

    /** A server has been asked for the recipients. */
    final void asked() {
        unasked = null;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        asked();
        super.rcptTo();
    }

    @Override
    protected void notifyTransportListeners(
            int type,
            Address @Nullable [] sent,
            Address @Nullable [] unsent,
            Address @Nullable [] invalid,
            Message message) {
        if (unasked == null) {
            super.notifyTransportListeners(type, sent, unsent, invalid, message);
        } else {
            super.notifyTransportListeners(type, /* validSent= */ null, unasked, /* invalid= */ null, message);
        }
    }

    /** A trace of the dialogue must not show what is not sent. */
    private void hush(boolean nothing) {
        if (trace != null) {
            trace.mute(nothing);
        }
    }
}
