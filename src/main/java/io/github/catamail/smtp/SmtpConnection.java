package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.secret.Secret;
import io.github.catamail.sharing.ServerContext;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SMTP connection (RFC 5321) of a resource: Angus' transport, over a socket that Catamail opens, with a time-out for each
 * stage, the resource's TLS and login, and failures in words.
 *
 * <p>What the resource says of TLS and login holds whatever the properties of the session say at the moment: applications
 * share those and can change them.
 *
 * <p>Safe for use by several threads as far as Angus' transport is: one at a time.
 */
public abstract class SmtpConnection extends ChunkingTransport {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final MailSettings settings;
    private boolean negotiated;
    private @Nullable Opening opening;

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

    /**
     * Connects as an application asks; null and -1 mean that it leaves the choice to the resource.
     *
     * @throws MessagingException if no connection can be opened
     */
    protected abstract void connectAs(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException;

    /**
     * {@inheritDoc}
     *
     * <p>Unlike Jakarta Mail's own it logs in once: a refused password is not tried a second time, which would count twice
     * where accounts are locked after some failures, and is not kept in the session.
     */
    @Override
    public final synchronized void connect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        Opening ready = opening;
        if (ready != null) {
            // SMTPTransport.connect(Socket) comes back here once it has taken over the socket.
            negotiate(ready);
            return;
        }
        if (isConnected()) {
            throw new IllegalStateException("already connected");
        }
        connectAs(host, port, user, password);
    }

    /**
     * Not supported: the time-outs and the TLS of the resource belong to sockets that Catamail opens.
     *
     * @throws MessagingException always, when an application calls it
     */
    @Override
    public final synchronized void connect(Socket ready) throws MessagingException {
        if (opening == null) {
            throw new MessagingException(
                    settings.resource() + ": Catamail opens its own sockets. Call connect() without one");
        }
        super.connect(ready);
    }

    /**
     * Opens the connection, protects it, and logs in with the credentials of the resource or without any.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    protected final void open(Endpoint endpoint, @Nullable Credentials credentials) throws MessagingException {
        open(Opening.of(endpoint, credentials));
    }

    /**
     * Opens the connection as somebody that the application names, not the resource.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    protected final void open(Endpoint endpoint, @Nullable String user, @Nullable String password)
            throws MessagingException {
        open(new Opening(endpoint, user, password == null ? null : Secret.of(password)));
    }

    private synchronized void open(Opening wanted) throws MessagingException {
        Endpoint endpoint = wanted.endpoint();
        dialogue().begin(wanted);
        negotiated = false;
        setStartTLS(endpoint.security() == ConnectionSecurity.STARTTLS
                || endpoint.security() == ConnectionSecurity.STARTTLS_IF_OFFERED);
        setRequireStartTLS(endpoint.security() == ConnectionSecurity.STARTTLS);
        Connector connector = new Connector(submission(), dialogue());
        TimedSocket opened = connector.open(endpoint);
        speakThrough(opened);
        Socket ready = connector.ready(opened, endpoint);
        dialogue().enter(Stage.GREETING);
        opening = wanted;
        try {
            connect(ready);
        } catch (MessagingException failure) {
            throw FailureExplainer.explain(attempt(), failure);
        } finally {
            opening = null;
            if (!negotiated) {
                TimedSocket.discard(ready);
            }
        }
    }

    private void negotiate(Opening wanted) throws MessagingException {
        Endpoint endpoint = wanted.endpoint();
        String name = settings.heloName() != null ? settings.heloName() : HeloName.of(Objects.requireNonNull(socket()));
        dialogue().introduceAs(name);
        setLocalHost(name);
        if (!protocolConnect(endpoint.host(), endpoint.port(), wanted.user(), wanted.revealedPassword())) {
            throw new AuthenticationFailedException("no password was given");
        }
        if (wanted.mustLogIn() && !supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN")) {
            // Angus skips a login that is not offered, and would send the mail without one.
            throw new AuthenticationFailedException("the server does not offer AUTH");
        }
        negotiated = true;
        setURLName(new URLName(
                url == null ? "smtp" : url.getProtocol(),
                endpoint.host(),
                endpoint.port(),
                null,
                wanted.user(),
                /* password= */ null));
        setConnected(true);
        notifyConnectionListeners(ConnectionEvent.OPENED);
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        try {
            sendOnce(message, addresses);
        } catch (MessagingException failure) {
            Doubt doubt = doubt();
            if (doubt == null) {
                throw failure;
            }
            sendAgain(message, addresses, doubt, failure);
        }
    }

    /** The server has not taken the message, maybe since it does not do what it announces. */
    private void sendAgain(Message message, Address[] addresses, Doubt doubt, MessagingException failure)
            throws MessagingException {
        Opening same = Objects.requireNonNull(dialogue().opening());
        try {
            open(same);
        } catch (MessagingException noConnection) {
            failure.addSuppressed(noConnection);
            admitFailure();
            throw failure;
        }
        abilities().avoid(doubt.extension());
        try {
            sendOnce(message, addresses);
        } catch (MessagingException again) {
            again.addSuppressed(failure);
            throw again;
        } finally {
            abilities().avoid(null);
        }
        if (submission().trackRecord().refute(same.endpoint(), doubt.extension())) {
            LOG.log(Level.WARNING, doubt.warning(settings.resource(), same.endpoint()));
        }
    }

    private void sendOnce(Message message, Address[] addresses) throws MessagingException {
        dialogue().enter(Stage.OTHER);
        try {
            ServerContext.write(() -> super.sendMessage(message, addresses));
        } catch (MessagingException failure) {
            MessagingException explained = dialogue().stage().isSending() && !isInHandsOfApplication()
                    ? FailureExplainer.explain(attempt(), failure)
                    : failure;
            endTransaction();
            throw explained;
        } catch (RuntimeException | Error ofApplication) {
            endTransaction();
            throw ofApplication;
        } finally {
            takeBack();
            dialogue().enter(Stage.OTHER);
        }
    }

    /**
     * Leaves nothing of a message that failed to the next one. Angus does so where the server refuses something, but where
     * this side fails it leaves the recipients to the next message, and after DATA even takes its commands for text.
     */
    private void endTransaction() throws MessagingException {
        if (!isOpen() || !dialogue().isInTransaction()) {
            return;
        }
        if (dialogue().stage() != Stage.BODY) {
            try {
                issueCommand("RSET", 250);
                return;
            } catch (MessagingException noReset) {
                LOG.log(Level.DEBUG, settings.resource() + ": RSET failed", noReset);
            }
        }
        hangUp();
    }

    /** Ends the connection. A server that does not answer to QUIT is no failure: all mail was accepted before. */
    @Override
    public synchronized void close() throws MessagingException {
        try {
            super.close();
        } catch (MessagingException afterwards) {
            LOG.log(Level.DEBUG, settings.resource() + ": the connection did not end in order", afterwards);
        }
    }

    /**
     * Not in the middle of AUTH, where Angus does it for a server that says 530: whether there is TLS is for the resource to
     * say, and what a server offers has to be asked again after it (RFC 3207, 4.2).
     */
    @Override
    protected void startTLS() throws MessagingException {
        if (dialogue().stage() == Stage.AUTH) {
            throw new MessagingException(getLastServerResponse());
        }
        super.startTLS();
        TimedSocket carrier = socket();
        if (carrier != null && carrier.tls() != null) {
            dialogue().protectedBy(carrier.tls().getSession());
        }
    }

    /** Angus goes on with what was offered before where EHLO fails after STARTTLS (RFC 3207, 4.2 forbids it). */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean done = super.ehlo(domain);
        if (!done && (dialogue().isProtected() || getLastReturnCode() == 421)) {
            throw new MessagingException(getLastServerResponse());
        }
        return done;
    }
}
