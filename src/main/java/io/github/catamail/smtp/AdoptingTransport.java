package io.github.catamail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus' transport on a channel that others have opened. Angus takes that for a connection of its own as soon as it has anything to
 * say; most messages are accepted before.
 */
abstract class AdoptingTransport extends RehearsingTransport {
    private static final Answer GREETING = Answer.of(new Reply(220, "220 \n"));

    private final Submission submission;
    private @Nullable Channel channel;
    private @Nullable AngusSocket socket;
    /** What the server said last, where Angus has not been told. */
    private @Nullable Reply last;

    private Map<String, String> extensions = Map.of();
    private boolean connected;
    private boolean adopting;
    private boolean greeted;

    AdoptingTransport(Session session, URLName url, Submission submission) {
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

    /** Lets what Angus writes through to a channel, as the text of a message; null lets nothing through. */
    final void letThrough(@Nullable Channel open) {
        if (socket != null) {
            socket.openFor(open);
        }
    }

    /** Takes over a channel: this transport is connected then. */
    final synchronized void adopt(Channel given) throws MessagingException {
        channel = given;
        socket = null;
        setLocalHost(Objects.toString(given.dialogue().heloName(), ""));
        goOnWith(given);
        if (isTraced()) {
            hear(Answer.of(given.introduction().last()));
        }
        setURLName(given.urlName(url == null ? "smtp" : url.getProtocol()));
        setConnected(true);
        notifyConnectionListeners(ConnectionEvent.OPENED);
    }

    /** Goes on with another channel. */
    final void goOnWith(Channel other) throws MessagingException {
        channel = other;
        extensions = other.introduction().extensions();
        if (!isTraced()) {
            heard(other.introduction().last());
        } else if (socket == null) {
            attach();
        } else {
            adopting = true;
            try {
                super.ehlo(Objects.toString(other.dialogue().heloName(), ""));
            } finally {
                adopting = false;
            }
        }
    }

    /** Lets Angus take the channel for its connection, which it has to before it says or hears anything. */
    final void attach() throws MessagingException {
        if (socket != null) {
            return;
        }
        AngusSocket made = new AngusSocket(Objects.requireNonNull(channel));
        boolean before = connected;
        socket = made;
        adopting = true;
        greeted = false;
        setConnected(false);
        try {
            super.connect(made);
        } finally {
            adopting = false;
            setConnected(before);
        }
    }

    final boolean isAdopting() {
        return adopting;
    }

    /** {@link SMTPTransport#connect(Socket)} comes here once it has taken over the socket. */
    final void takeOver() throws MessagingException {
        Channel given = Objects.requireNonNull(channel);
        boolean starttls = getStartTLS();
        boolean required = getRequireStartTLS();
        setStartTLS(false);
        setRequireStartTLS(false);
        Session own = session;
        // What the properties say of TLS and login is done.
        session = BareSession.SESSION;
        try {
            protocolConnect(given.endpoint().host(), given.endpoint().port(), /* user= */ null, /* password= */ null);
        } finally {
            session = own;
            setStartTLS(starttls);
            setRequireStartTLS(required);
        }
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

    @Override
    protected synchronized void setConnected(boolean now) {
        super.setConnected(now);
        connected = now;
    }

    /** {@inheritDoc} What the server of a channel answered is known, and Angus need not read it for each message. */
    @Override
    protected final boolean ehlo(String domain) throws MessagingException {
        if (adopting && !isTraced()) {
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
        return extensions.containsKey(name) || extensions.containsKey(name.toUpperCase(Locale.ENGLISH));
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

    final boolean isUtf8(Channel open) {
        return open.introduction().announces("SMTPUTF8")
                && "true".equalsIgnoreCase(session.getProperty("mail.mime.allowutf8"));
    }

    /** Has nothing to do with the channel from now on, and returns it. */
    final @Nullable Channel leave() {
        Channel left = channel;
        channel = null;
        return left;
    }

    /** Returns whether Angus has closed what it takes for the connection. */
    final boolean isClosedByAngus() {
        return !connected;
    }

    /** The server has said something that Angus need not know. */
    final void heard(Reply reply) {
        last = reply;
    }

    /** Gives Angus an answer as if it had waited for it. */
    final int hear(Answer given) throws MessagingException {
        attach();
        last = null;
        Objects.requireNonNull(socket).give(given);
        return super.readServerResponse();
    }

    @Override
    public synchronized String getLastServerResponse() {
        return last == null ? super.getLastServerResponse() : last.text();
    }

    @Override
    public synchronized int getLastReturnCode() {
        return last == null ? super.getLastReturnCode() : last.code();
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!adopting) {
            super.sendCommand(command);
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (!adopting) {
            return super.readServerResponse();
        }
        if (greeted) {
            return hear(ehloOf(Objects.requireNonNull(channel)));
        }
        greeted = true;
        return isTraced() ? hear(GREETING) : GREETING.code();
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

    /** Does nothing. Angus closes the connection here, which is not its own. */
    @Override
    @SuppressWarnings({"removal", "deprecation", "Finalize"}) // the method is Angus'
    protected void finalize() {}
}
