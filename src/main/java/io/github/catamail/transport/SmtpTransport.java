package io.github.catamail.transport;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.SmtpConnection;
import io.github.catamail.smtp.Submission;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transport that applications get for {@code smtp}. Without a host, a user or a password of its own it connects to the
 * servers of the resource, in their order, and logs in as the resource says.
 *
 * <p>A caller that names a server which is not of the resource is on its own: it never gets the resource's credentials.
 */
public class SmtpTransport extends SmtpConnection {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final URLName asked;

    /** Called by Jakarta Mail by reflection. */
    public SmtpTransport(Session session, URLName url) {
        super(session, asSmtp(url), submission(session));
        this.asked = url;
    }

    private static Submission submission(Session session) {
        if (session.getProperties() instanceof Submission.Holder holder) {
            return holder.submission();
        }
        throw new IllegalStateException(
                "This transport belongs to sessions that Catamail made. This session is another:"
                        + " remove the property mail.smtp.class from it");
    }

    /** Angus takes the prefix of its properties from the protocol of the URL, and those of the session are for smtp. */
    private static URLName asSmtp(URLName url) {
        return new URLName("smtp", url.getHost(), url.getPort(), url.getFile(), url.getUsername(), null);
    }

    @Override
    protected final void connectAs(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        Wish wish = Wish.of(host, port, user, password, asked);
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

    /** Tries the servers of the resource in turn, until one takes the session. Nothing has been sent before that. */
    private void openOwn(List<Endpoint> endpoints, Wish wish) throws MessagingException {
        Credentials credentials = settings().authentication().credentials();
        boolean asResource = wish.password() == null
                && (wish.user() == null
                        || credentials == null
                        || credentials.user().equals(wish.user()));
        MessagingException before = null;
        for (int i = 0; i < endpoints.size(); i++) {
            try {
                if (asResource) {
                    open(endpoints.get(i), credentials);
                } else {
                    openAs(endpoints.get(i), wish);
                }
                return;
            } catch (AuthenticationFailedException refused) {
                // The other servers would count one more failed login of the same account.
                throw refused;
            } catch (MessagingException noSession) {
                if (before != null) {
                    noSession.addSuppressed(before);
                }
                if (i == endpoints.size() - 1) {
                    throw noSession;
                }
                before = noSession;
                LOG.log(
                        Level.WARNING,
                        noSession.getMessage() + ". Trying "
                                + endpoints.get(i + 1).address() + " next");
            }
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
        openAs(
                new Endpoint(
                        Objects.requireNonNullElse(wish.host(), like.host()), port, security(port, like.security())),
                wish);
    }

    private void openAs(Endpoint endpoint, Wish wish) throws MessagingException {
        open(wish.password() == null ? endpoint : endpoint.forLogin(), wish.user(), wish.password());
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
    }
}
