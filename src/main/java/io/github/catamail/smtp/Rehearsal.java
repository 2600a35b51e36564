package io.github.catamail.smtp;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.PropUtil;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what commands Angus will send for a message, by letting it send the message to nobody. It has a transport of its
 * own for that, so that nothing of it is left in the one that then sends.
 */
final class Rehearsal extends SMTPTransport {
    private final SMTPTransport stage;
    private final String resource;
    private final boolean utf8;
    private final List<String> commands = new ArrayList<>();
    private @Nullable MessagingException refusal;

    /** Where the text would begin. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Over() {
            super(null, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        }
    }

    /**
     * Makes one for all messages of a connection.
     *
     * @param stage the transport that will send, which knows what the server offers
     */
    Rehearsal(Session session, URLName url, ScriptedTransport stage) {
        super(quiet(session), url);
        this.stage = stage;
        this.resource = stage.submission().settings().resource();
        this.utf8 = stage.isUtf8();
        setConnected(true);
    }

    /** A trace of the dialogue must not show what is not sent. */
    private static Session quiet(Session session) {
        if (!session.getDebug()) {
            return session;
        }
        Properties silent = new Properties(session.getProperties());
        silent.setProperty("mail.debug", "false");
        return Session.getInstance(silent);
    }

    /** Returns the envelope, or null if there is something wrong with it, which will be told when it is really sent. */
    synchronized @Nullable Envelope envelope(Message message, Address[] recipients) {
        commands.clear();
        refusal = null;
        try {
            sendMessage(message, recipients);
        } catch (Over over) {
            boolean partial = (message instanceof SMTPMessage smtp && smtp.getSendPartial())
                    || PropUtil.getBooleanProperty(session.getProperties(), "mail.smtp.sendpartial", false);
            return new Envelope(commands, partial);
        } catch (MessagingException | RuntimeException wrong) {
            return null;
        }
        return null;
    }

    /** Returns why the message cannot be sent at all, or null. */
    @Nullable MessagingException refusal() {
        return refusal;
    }

    @Override
    public boolean supportsExtension(String name) {
        // To convert a message once is enough.
        return !name.equals("8BITMIME") && stage.supportsExtension(name);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (command.indexOf('\r') >= 0 || command.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("two commands in one");
        }
        try {
            CommandLetters.require(command, utf8, resource);
        } catch (MessagingException impossible) {
            refusal = impossible;
            throw impossible;
        }
        commands.add(command);
    }

    @Override
    protected int readServerResponse() {
        return 250;
    }

    /** Does nothing. Angus closes a connection here. */
    @Override
    @SuppressWarnings({"removal", "deprecation", "Finalize"}) // the method is Angus'
    protected void finalize() {}

    @Override
    protected OutputStream data() {
        throw new Over();
    }
}
