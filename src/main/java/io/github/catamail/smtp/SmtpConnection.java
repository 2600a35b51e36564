package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
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
public abstract class SmtpConnection extends SMTPTransport {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final Submission submission;
    private final MailSettings settings;
    private final ProtocolLog log;
    private Stage stage = Stage.OTHER;
    private boolean negotiated;
    private @Nullable Opening opening;
    private @Nullable Opening last;
    private @Nullable TimedSocket socket;
    private @Nullable String mechanism;
    private @Nullable String heloName;

    /** A connection that is being opened: to where, as whom. */
    private record Opening(
            Endpoint endpoint,
            @Nullable String user,
            @Nullable String password,
            boolean mustLogIn) {}

    /**
     * Makes a transport that is not connected.
     *
     * @param session the session it belongs to
     * @param url the URL with the protocol, and maybe more, that the session made it for
     * @param submission what the session was made from
     */
    protected SmtpConnection(Session session, URLName url, Submission submission) {
        super(session, url);
        this.submission = submission;
        this.settings = submission.settings();
        this.log = new ProtocolLog(settings.resource(), settings.debug());
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
     * Opens the connection, protects it, and logs in with the credentials of the resource or without any.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    protected final void open(Endpoint endpoint, @Nullable Credentials credentials) throws MessagingException {
        open(new Opening(
                endpoint,
                credentials == null ? null : credentials.user(),
                credentials == null ? null : credentials.password().reveal(),
                credentials != null));
    }

    /**
     * Opens the connection as somebody that the application names, not the resource.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    protected final void open(Endpoint endpoint, @Nullable String user, @Nullable String password)
            throws MessagingException {
        open(new Opening(endpoint, user, password, user != null && password != null));
    }

    private synchronized void open(Opening wanted) throws MessagingException {
        Endpoint endpoint = wanted.endpoint();
        stage = Stage.CONNECT;
        mechanism = null;
        heloName = null;
        negotiated = false;
        setStartTLS(endpoint.security() == ConnectionSecurity.STARTTLS
                || endpoint.security() == ConnectionSecurity.STARTTLS_IF_OFFERED);
        setRequireStartTLS(endpoint.security() == ConnectionSecurity.STARTTLS);
        log.note("connecting to " + endpoint);
        Socket ready = openSocket(wanted);
        stage = Stage.GREETING;
        opening = wanted;
        try {
            super.connect(ready);
        } finally {
            opening = null;
            if (!negotiated) {
                discard(ready);
            }
        }
    }

    private Socket openSocket(Opening wanted) throws MessagingException {
        Endpoint endpoint = wanted.endpoint();
        TimedSocket opened;
        try {
            opened = new SocketOpener(settings.timeouts(), settings.route(), submission.ticker()).open(endpoint);
        } catch (IOException noAnswer) {
            throw FailureExplainer.connect(attempt(wanted), noAnswer);
        }
        socket = opened;
        last = wanted;
        if (endpoint.security() != ConnectionSecurity.IMPLICIT_TLS) {
            return opened;
        }
        stage = Stage.TLS_HANDSHAKE;
        try {
            SSLSocket protectedSocket = submission.tls().layer(opened, endpoint.host(), endpoint.port());
            protectedSocket.startHandshake();
            log.note(protectedSocket.getSession().getProtocol() + ", "
                    + protectedSocket.getSession().getCipherSuite());
            return protectedSocket;
        } catch (IOException failure) {
            discard(opened);
            throw FailureExplainer.handshake(attempt(wanted), failure);
        }
    }

    private void negotiate(Opening wanted) throws MessagingException {
        Endpoint endpoint = wanted.endpoint();
        String name = settings.heloName();
        heloName = name != null ? name : HeloName.of(Objects.requireNonNull(socket));
        setLocalHost(heloName);
        boolean complete;
        try {
            complete = protocolConnect(endpoint.host(), endpoint.port(), wanted.user(), wanted.password());
        } catch (MessagingException failure) {
            throw FailureExplainer.explain(attempt(wanted), failure);
        }
        if (!complete) {
            throw new AuthenticationFailedException(settings.resource() + ": no password was given for "
                    + endpoint.address() + ". Applications that name their own user have to name its password too");
        }
        if (wanted.mustLogIn() && !supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN")) {
            // Angus skips a login that is not offered, and would send the mail without one.
            throw new AuthenticationFailedException(
                    ReplyFailures.authNotOffered(attempt(wanted)).message());
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
        stage = Stage.OTHER;
        try {
            super.sendMessage(message, addresses);
        } catch (MessagingException failure) {
            throw stage.isSending() && last != null ? FailureExplainer.explain(attempt(last), failure) : failure;
        } finally {
            stage = Stage.OTHER;
        }
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

    @Override
    protected void startTLS() throws MessagingException {
        super.startTLS();
        log.note("TLS started");
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream data = super.data();
        stage = Stage.BODY;
        return data;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (stage == Stage.AUTH && getLastReturnCode() == 334) {
            log.clientHidden();
        } else {
            begin(command);
        }
        super.sendCommand(command);
    }

    @Override
    protected int simpleCommand(byte[] command) throws MessagingException {
        // Only mechanisms of AUTH send bytes.
        log.clientHidden();
        return super.simpleCommand(command);
    }

    private void begin(String command) {
        Stage next = Stage.of(command);
        // Angus resets the dialogue after a refusal; the refusal is what is to be explained.
        if (!(stage.isSending() && next == Stage.OTHER)) {
            stage = next;
        }
        if (next == Stage.AUTH) {
            String[] words = command.split(" ", 3);
            mechanism = words.length > 1 ? words[1] : null;
        }
        log.client(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        TimedSocket waiting = socket;
        if (waiting != null) {
            waiting.expectReplyWithin(replyTimeout());
        }
        int code = super.readServerResponse();
        log.server(getLastServerResponse());
        if (stage == Stage.STARTTLS && code == 220) {
            stage = Stage.TLS_HANDSHAKE;
            if (waiting != null) {
                waiting.expectReplyWithin(settings.timeouts().read());
            }
        }
        return code;
    }

    private Duration replyTimeout() {
        return stage == Stage.FINAL_DOT || stage == Stage.BODY
                ? settings.timeouts().data()
                : settings.timeouts().read();
    }

    private Attempt attempt(Opening wanted) {
        String reply = getLastServerResponse();
        return new Attempt(
                settings,
                wanted.endpoint(),
                stage,
                wanted.user(),
                mechanism,
                getExtensionParameter("AUTH"),
                heloName,
                reply == null ? "" : reply);
    }

    private static void discard(Socket unused) {
        try {
            unused.close();
        } catch (IOException alreadyBroken) {
            LOG.log(Level.TRACE, "a socket did not close in order", alreadyBroken);
        }
    }
}
