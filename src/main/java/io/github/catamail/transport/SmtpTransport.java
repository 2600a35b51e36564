package io.github.catamail.transport;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Topic;
import io.github.catamail.pool.Call;
import io.github.catamail.pool.ConnectionPool;
import io.github.catamail.pool.Dial;
import io.github.catamail.smtp.ChannelOpener;
import io.github.catamail.smtp.SmtpConnection;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transport that applications get for {@code smtp}. Without a host, a user or a password of its own it uses a connection of
 * the resource's pool, which goes back there when the transport is closed.
 *
 * <p>A caller that names a server which is not of the resource is on its own: it never gets the resource's credentials.
 */
public class SmtpTransport extends SmtpConnection {
    private final URLName asked;
    private final ConnectionPool pool;
    private boolean limited;
    private boolean itsTurn;

    /** Called by Jakarta Mail by reflection. */
    public SmtpTransport(Session session, URLName url) {
        this(session, url, pool(session));
    }

    private SmtpTransport(Session session, URLName url, ConnectionPool pool) {
        super(session, asSmtp(url), pool.submission());
        this.asked = url;
        this.pool = pool;
    }

    private static ConnectionPool pool(Session session) {
        if (session.getProperties() instanceof ConnectionPool.Holder holder) {
            return holder.pool();
        }
        throw new IllegalStateException(
                "This transport belongs to sessions that Catamail made. This session is another:"
                        + " remove the property mail.smtp.class from it");
    }

    /** Angus takes the prefix of its properties from the protocol of the URL, and those of the session are for smtp. */
    private static URLName asSmtp(URLName url) {
        if (url.getProtocol().equals("smtp") && url.getPassword() == null) {
            return url;
        }
        return new URLName("smtp", url.getHost(), url.getPort(), url.getFile(), url.getUsername(), null);
    }

    @Override
    protected final void connectAs(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        limited = false;
        Wish wish = Wish.of(host, port, user, password, asked);
        if (wish.isNone()) {
            connectAsResource();
            return;
        }
        List<Endpoint> own = settings().endpoints().stream()
                .filter(endpoint -> wish.host() == null || endpoint.host().equalsIgnoreCase(wish.host()))
                .filter(endpoint -> wish.port() == -1 || endpoint.port() == wish.port())
                .toList();
        if (own.isEmpty()) {
            openElsewhere(wish);
        } else {
            openOwn(own, wish);
        }
    }

    private void connectAsResource() throws MessagingException {
        if (!settings().pool().pooled()) {
            openOwn(pool.order(), settings().authentication().credentials());
            return;
        }
        try {
            // Who has to wait for his turn keeps no connection from others meanwhile.
            pool.awaitTurn();
            ConnectionPool.Loan loan = pool.lend(this);
            start(loan.channel(), loan.lender());
            limited = true;
            itsTurn = true;
        } catch (MessagingException notSent) {
            pool.submission().traffic().failed(notSent);
            throw notSent;
        }
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        if (limited && !itsTurn) {
            try {
                pool.awaitTurn();
            } catch (MessagingException notSent) {
                pool.submission().traffic().failed(notSent);
                throw notSent;
            }
        }
        itsTurn = false;
        super.sendMessage(message, addresses);
    }

    /** The caller names one of the resource's servers, or another user: it gets a connection of its own. */
    private void openOwn(List<Endpoint> endpoints, Wish wish) throws MessagingException {
        Credentials credentials = settings().authentication().credentials();
        boolean asResource = wish.password() == null
                && (wish.user() == null
                        || credentials == null
                        || credentials.user().equals(wish.user()));
        if (asResource) {
            openOwn(endpoints, credentials);
        } else {
            openAs(endpoints, wish);
        }
    }

    private void openOwn(List<Endpoint> endpoints, @Nullable Credentials credentials) throws MessagingException {
        ChannelOpener opener = new ChannelOpener(pool.submission(), session);
        startAlone(dial(pool, endpoints, endpoint -> opener.open(endpoint, credentials)));
    }

    private void openAs(List<Endpoint> endpoints, Wish wish) throws MessagingException {
        ChannelOpener opener = new ChannelOpener(pool.submission(), session);
        startAlone(dial(
                pool,
                endpoints,
                endpoint -> opener.open(
                        wish.password() == null ? endpoint : endpoint.forLogin(), wish.user(), wish.password())));
    }

    /** Without a reference to the transport: the pool keeps it, and could never find out that the transport is forgotten. */
    private static Dial dial(ConnectionPool pool, List<Endpoint> endpoints, Call call) {
        return () -> pool.connect(endpoints, call);
    }

    private void startAlone(Dial dial) throws MessagingException {
        try {
            ConnectionPool.Loan loan = pool.lendOwn(this, dial);
            start(loan.channel(), loan.lender());
        } catch (MessagingException notSent) {
            pool.submission().traffic().failed(notSent);
            throw notSent;
        }
    }

    private void openElsewhere(Wish wish) throws MessagingException {
        List<Endpoint> configured = settings().endpoints();
        if (configured.isEmpty() && wish.host() == null) {
            throw new MessagingException(settings().resource()
                    + ": there is no server to send mail to. Add 'host' to the <Resource> " + Topic.MISSING_ATTRIBUTE);
        }
        Endpoint like = configured.isEmpty() ? new Endpoint("", 587, ConnectionSecurity.STARTTLS) : configured.get(0);
        int port = wish.port() == -1 ? like.port() : wish.port();
        Endpoint named = new Endpoint(
                Objects.requireNonNullElse(wish.host(), like.host()), port, security(port, like.security()));
        openAs(List.of(named), wish);
    }

    /** As for the resource's own servers, but on ports where only one kind of TLS is spoken. */
    private static ConnectionSecurity security(int port, ConnectionSecurity usual) {
        if (port == 465 || port == 2465) {
            return ConnectionSecurity.IMPLICIT_TLS;
        }
        boolean plainFirst = port == 25 || port == 587 || port == 2525 || port == 2587;
        return plainFirst && usual == ConnectionSecurity.IMPLICIT_TLS ? ConnectionSecurity.STARTTLS : usual;
    }

    /** What a caller asks for; null and -1 where it leaves the choice to the resource. Blank means absent. */
    private record Wish(
            @Nullable String host,
            int port,
            @Nullable String user,
            @Nullable String password) {
        static Wish of(@Nullable String host, int port, @Nullable String user, @Nullable String password, URLName url) {
            return new Wish(
                    given(host, url.getHost()),
                    port == -1 ? url.getPort() : port,
                    given(user, url.getUsername()),
                    given(password, url.getPassword()));
        }

        private static @Nullable String given(@Nullable String argument, @Nullable String ofUrl) {
            if (argument != null && !argument.isBlank()) {
                return argument;
            }
            return ofUrl == null || ofUrl.isBlank() ? null : ofUrl;
        }

        boolean isNone() {
            return host == null && port == -1 && user == null && password == null;
        }
    }
}
