package io.github.catamail.smtp;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.MailEvent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.EventListener;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Vector;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus' transport on a channel that others have opened. What Angus says has often been said already, and it is told what the
 * server answered then; the rest is said for it here.
 */
abstract class ScriptedTransport extends RehearsingTransport {
    private static final Answer GREETING = Answer.of(new Reply(220, "220 \n"));

    private final Submission submission;
    private @Nullable Channel channel;
    private @Nullable AngusSocket socket;
    private @Nullable Answer answer;
    private final Events events = new Events();
    private Map<String, String> extensions = Map.of();
    private boolean adopting;
    private boolean reset;

    /** A session without properties: what they say of TLS and login is done when a channel is adopted. */
    private static final class Bare {
        static final Session SESSION = LibraryLoader.call(() -> Session.getInstance(new Properties()));
    }

    ScriptedTransport(Session session, URLName url, Submission submission) {
        super(session, url);
        this.submission = submission;
    }

    final Submission submission() {
        return submission;
    }

    /** Returns the channel, or null if there is none. */
    final @Nullable Channel channel() {
        return channel;
    }

    /** Returns how many octets Angus has written as texts. */
    final long textOctets() {
        return socket == null ? 0 : socket.octets();
    }

    final AngusSocket socket() {
        return Objects.requireNonNull(socket);
    }

    /** Takes over a channel: this transport is connected then. */
    final synchronized void adopt(Channel given) throws MessagingException {
        channel = given;
        socket = new AngusSocket(given);
        adopting = true;
        try {
            super.connect(socket);
        } finally {
            adopting = false;
        }
        hear(Answer.of(given.introduction().last()));
    }

    /** Goes on with another channel. */
    final void goOnWith(Channel other) throws MessagingException {
        channel = other;
        adopting = true;
        try {
            introduce(other);
        } finally {
            adopting = false;
        }
    }

    final boolean isAdopting() {
        return adopting;
    }

    /** {@link SMTPTransport#connect(Socket)} comes here once it has taken over the socket. */
    final void takeOver() throws MessagingException {
        Channel given = Objects.requireNonNull(channel);
        setLocalHost(Objects.toString(given.dialogue().heloName(), ""));
        boolean starttls = getStartTLS();
        boolean required = getRequireStartTLS();
        setStartTLS(false);
        setRequireStartTLS(false);
        Session own = session;
        session = Bare.SESSION;
        try {
            answer = GREETING;
            protocolConnect(given.endpoint().host(), given.endpoint().port(), /* user= */ null, /* password= */ null);
        } finally {
            session = own;
            setStartTLS(starttls);
            setRequireStartTLS(required);
        }
        setURLName(given.urlName(url == null ? "smtp" : url.getProtocol()));
        setConnected(true);
        notifyConnectionListeners(ConnectionEvent.OPENED);
    }

    /**
     * Not supported: the time-outs and the TLS of the resource belong to sockets that Catamail opens.
     *
     * @throws MessagingException always
     */
    @Override
    public final synchronized void connect(Socket ready) throws MessagingException {
        throw new MessagingException(
                submission.settings().resource() + ": Catamail opens its own sockets. Call connect() without one");
    }

    private void introduce(Channel other) throws MessagingException {
        super.ehlo(Objects.toString(other.dialogue().heloName(), ""));
        extensions = other.introduction().extensions();
    }

    /** {@inheritDoc} What the server of a channel answered is known, and Angus need not read it for each message. */
    @Override
    protected final boolean ehlo(String domain) throws MessagingException {
        if (adopting && !isTraced()) {
            extensions = Objects.requireNonNull(channel).introduction().extensions();
            return true;
        }
        boolean done = super.ehlo(domain);
        if (done) {
            extensions = Introduction.extensions(Reply.of(getLastServerResponse()));
        }
        return done;
    }

    @Override
    public boolean supportsExtension(String name) {
        return extensions.containsKey(name.toUpperCase(Locale.ENGLISH));
    }

    @Override
    public @Nullable String getExtensionParameter(String name) {
        return extensions.get(name.toUpperCase(Locale.ENGLISH));
    }

    @Override
    protected boolean supportsAuthentication(String mechanism) {
        return Stream.of(extensions.getOrDefault("AUTH", "").split("\\s+")).anyMatch(mechanism::equalsIgnoreCase)
                || (mechanism.equalsIgnoreCase("LOGIN") && supportsExtension("AUTH=LOGIN"));
    }

    /** Has nothing to do with the channel from now on, and returns it. */
    final @Nullable Channel leave() {
        Channel left = channel;
        channel = null;
        return left;
    }

    /** Returns whether Angus has closed what it takes for the connection. */
    final boolean isClosedByAngus() {
        return socket != null && socket.isClosed();
    }

    /** Returns what Angus is to be told of commands that have been said for it. */
    abstract Script script();

    /** Gives Angus an answer as if it had waited for it. */
    private int hear(Answer given) throws MessagingException {
        socket().give(given);
        return super.readServerResponse();
    }

    @Override
    protected final void sendCommand(String command) throws MessagingException {
        if (isRehearsing()) {
            super.sendCommand(command);
            return;
        }
        Channel open = channel;
        answer = null;
        if (adopting) {
            return;
        }
        if (open == null) {
            if (!command.equals("QUIT")) {
                // It is not connected, and says so.
                super.sendCommand(command);
            }
            return;
        }
        Script.Line said = script().next(command);
        if (said == null) {
            say(command, open);
            return;
        }
        open.dialogue().expect(command);
        open.dialogue().enter(said.stage());
        answer = said.answer();
        if (!said.answer().isPretended()) {
            super.sendCommand(command);
        }
    }

    /** Says a command to the server. */
    private void say(String command, Channel open) throws MessagingException {
        CommandLetters.require(command, isUtf8(open), submission.settings().resource());
        boolean dot = command.equals(".") && open.isInText();
        if (!open.isOpen() || (open.isInText() && !dot)) {
            // To say anything in the middle of a text would add to it.
            open.abort();
            open.dialogue().beAside(true);
            answer = Answer.END_OF_STREAM;
            return;
        }
        open.dialogue().command(command, /* challenged= */ false);
        reset = command.equals("RSET");
        try {
            if (dot) {
                open.owe();
                super.sendCommand(command);
                socket().openFor(null);
                open.endText();
            } else {
                // Angus looks whether it is a command at all, and traces it; nothing of that reaches the server.
                super.sendCommand(command);
                open.write(command, isUtf8(open));
                open.flush();
            }
        } catch (IOException broken) {
            open.spoil();
            throw new MessagingException("Can't send command to SMTP host", broken);
        }
        if (!dot && !isHarmless(command)) {
            open.useUp();
        }
    }

    /** Commands of the application's own may leave the connection in a state that the next one does not expect. */
    private boolean isHarmless(String command) {
        return switch (Stage.of(command)) {
            case MAIL, RCPT, DATA -> isDelivering();
            default -> command.equals("RSET") || command.equals("NOOP") || command.equals("QUIT");
        };
    }

    /** Returns whether it is a message that commands are said for, and not the application. */
    abstract boolean isDelivering();

    /** Finds out what Angus would say of the envelope of the present message on a channel. */
    final Recording rehearse(Address[] recipients, Channel open) throws MessagingException {
        return record(
                recipients, new Recording(isUtf8(open), submission.settings().resource()));
    }

    final boolean isUtf8(Channel open) {
        return open.introduction().announces("SMTPUTF8")
                && "true".equalsIgnoreCase(session.getProperty("mail.mime.allowutf8"));
    }

    @Override
    protected final int readServerResponse() throws MessagingException {
        if (isRehearsing()) {
            return super.readServerResponse();
        }
        Answer ready = answer;
        answer = null;
        Channel open = channel;
        if (adopting && !isTraced() && GREETING.equals(ready)) {
            return GREETING.code();
        }
        if (adopting) {
            return hear(ready != null ? ready : ehloOf(Objects.requireNonNull(open)));
        }
        if (open == null) {
            // To QUIT, which the server is told later or never.
            return 221;
        }
        if (ready != null && ready.isPretended()) {
            return 354;
        }
        if (ready == null) {
            ready = open.read(timeout(open));
            settle(open, ready);
        }
        if (ready.reply() != null || ready.failure() == null) {
            open.dialogue()
                    .answered(ready.reply() == null ? "[EOF]" : ready.reply().text());
        }
        return hear(ready);
    }

    private Duration timeout(Channel open) {
        return open.dialogue().isAside()
                ? submission.settings().timeouts().read()
                : open.dialogue().replyTimeout();
    }

    /** After the answer to the dot, or a reset, there is no message under way. */
    private void settle(Channel open, Answer given) {
        boolean over = reset || (!open.dialogue().isAside() && open.dialogue().stage() == Stage.FINAL_DOT);
        if (over && given.isPositive()) {
            open.endTransaction();
        }
    }

    private static Answer ehloOf(Channel open) {
        Reply ehlo = open.introduction().ehlo();
        // Where the server knew HELO only.
        return Answer.of(ehlo.code() == 250 ? ehlo : new Reply(250, "250 \n"));
    }

    /** Returns whether the connection is protected by TLS. */
    @Override
    public synchronized boolean isSSL() {
        return channel == null ? super.isSSL() : channel.socket().tls() != null;
    }

    @Override
    protected void queueEvent(MailEvent event, Vector<? extends EventListener> listeners) {
        Object executor = session.getProperties().get("mail.event.executor");
        events.tell(event, List.copyOf(listeners), executor instanceof Executor wanted ? wanted : null);
    }

    /** Does nothing. Angus closes the connection here, which is not its own. */
    @Override
    @SuppressWarnings({"removal", "deprecation", "Finalize"}) // the method is Angus'
    protected void finalize() {}
}
