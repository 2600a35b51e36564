package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Opens a channel: Angus' dialogue from the greeting to the login, over a socket that Catamail opens, with a time-out for each
 * stage, the resource's TLS, and failures in words. It is used once.
 *
 * <p>What the resource says of TLS and login holds whatever the properties of the session say at the moment: applications
 * share those and can change them.
 */
final class Login extends SMTPTransport {
    private final Submission submission;
    private final MailSettings settings;
    private final Dialogue dialogue;
    private final Opening wanted;
    private final SecretWords secretWords = new SecretWords();
    private boolean negotiated;
    private boolean ready;
    private @Nullable TimedSocket socket;
    private Reply ehlo = Reply.of("");

    private Login(Session session, Submission submission, Opening wanted) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.submission = submission;
        this.settings = submission.settings();
        this.dialogue = new Dialogue(submission);
        this.wanted = wanted;
    }

    /**
     * Opens the connection, protects it, and logs in.
     *
     * @throws MessagingException explained, of Jakarta Mail's own types
     */
    static Channel open(Session session, Submission submission, Opening wanted) throws MessagingException {
        return new Login(session, submission, wanted).open();
    }

    private synchronized Channel open() throws MessagingException {
        Endpoint endpoint = wanted.endpoint();
        dialogue.begin(wanted);
        setStartTLS(endpoint.security() == ConnectionSecurity.STARTTLS
                || endpoint.security() == ConnectionSecurity.STARTTLS_IF_OFFERED);
        setRequireStartTLS(endpoint.security() == ConnectionSecurity.STARTTLS);
        Connector connector = new Connector(submission, dialogue);
        TimedSocket opened = connector.open(endpoint);
        socket = opened;
        Socket speaking = connector.ready(opened, endpoint);
        dialogue.enter(Stage.GREETING);
        try {
            ready = true;
            connect(speaking);
            dialogue.enter(Stage.OTHER);
            return channel(opened);
        } catch (IOException broken) {
            throw FailureExplainer.explain(attempt(), new MessagingException("the connection broke", broken));
        } catch (MessagingException failure) {
            throw FailureExplainer.explain(attempt(), failure);
        } finally {
            if (!negotiated) {
                TimedSocket.discard(speaking);
            }
        }
    }

    private Channel channel(TimedSocket opened) throws IOException {
        Introduction introduction =
                new Introduction(ehlo, Reply.of(getLastServerResponse()), getExtensionParameter("AUTH"));
        return new Channel(wanted, dialogue, introduction, opened, submission);
    }

    /** {@link SMTPTransport#connect(Socket)} comes here once it has taken over the socket. */
    @Override
    public synchronized void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (!ready) {
            throw new IllegalStateException("a login is used once");
        }
        Endpoint endpoint = wanted.endpoint();
        String name = settings.heloName() != null
                ? settings.heloName()
                : HeloName.of(
                        Objects.requireNonNull(socket),
                        submission.names(),
                        settings.timeouts().connect());
        dialogue.introduceAs(name);
        setLocalHost(name);
        if (!protocolConnect(endpoint.host(), endpoint.port(), wanted.user(), wanted.revealedPassword())) {
            throw new AuthenticationFailedException("no password was given");
        }
        if (wanted.mustLogIn() && !supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN")) {
            // Angus skips a login that is not offered, and would send the mail without one.
            throw new AuthenticationFailedException("the server does not offer AUTH");
        }
        negotiated = true;
    }

    /**
     * Not in the middle of AUTH, where Angus does it for a server that says 530: whether there is TLS is for the resource to
     * say, and what a server offers has to be asked again after it (RFC 3207, 4.2).
     */
    @Override
    protected void startTLS() throws MessagingException {
        if (dialogue.stage() == Stage.AUTH) {
            throw new MessagingException(getLastServerResponse());
        }
        super.startTLS();
        SSLSocket layered = socket == null ? null : socket.tls();
        if (layered != null) {
            dialogue.protectedBy(layered.getSession());
        }
    }

    /** Angus goes on with what was offered before where EHLO fails after STARTTLS (RFC 3207, 4.2 forbids it). */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean done = super.ehlo(domain);
        if (!done && (dialogue.isProtected() || getLastReturnCode() == 421)) {
            throw new MessagingException(getLastServerResponse());
        }
        ehlo = done ? Reply.of(getLastServerResponse()) : Reply.of("");
        return done;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        boolean challenged = getLastReturnCode() == 334;
        dialogue.command(command, challenged);
        if (dialogue.stage() == Stage.AUTH && !dialogue.isAside()) {
            secretWords.begin(wanted.revealedPassword());
            secretWords.add(challenged ? command : command.replaceFirst("^AUTH \\S+ ?", ""));
        }
        super.sendCommand(command);
    }

    @Override
    protected int simpleCommand(byte[] command) throws MessagingException {
        // Only mechanisms of AUTH send bytes.
        dialogue.secretCommand();
        secretWords.add(new String(command, StandardCharsets.ISO_8859_1));
        return super.simpleCommand(command);
    }

    /** Angus makes exceptions of it too. */
    @Override
    public synchronized String getLastServerResponse() {
        String reply = super.getLastServerResponse();
        return reply == null ? "" : secretWords.hiddenIn(reply);
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
        if (dialogue.stage() == Stage.TLS_HANDSHAKE) {
            waiting.expectReplyWithin(settings.timeouts().read());
        }
        return code;
    }

    private Attempt attempt() {
        return dialogue.attempt(getExtensionParameter("AUTH"));
    }

    /** Does nothing. Angus closes the connection here, which then belongs to the channel. */
    @Override
    @SuppressWarnings({"removal", "deprecation", "Finalize", "checkedExceptions"}) // the method is Angus'
    protected void finalize() {}
}
