package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.Channel;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;

/** Connects to the servers of a resource in turn, until one takes the session. Safe for use by several threads. */
final class Dialer {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final MailSettings settings;

    Dialer(MailSettings settings) {
        this.settings = settings;
    }

    /**
     * Connects.
     *
     * @param endpoints some of the resource's servers, or another
     * @throws MessagingException that of the last one, with those before as suppressed exceptions
     */
    Channel dial(List<Endpoint> endpoints, Call call) throws MessagingException {
        if (endpoints.isEmpty()) {
            throw new MessagingException(settings.resource()
                    + ": there is no server to send mail to. Add 'host' to the <Resource> " + Topic.MISSING_ATTRIBUTE);
        }
        MessagingException before = null;
        Iterator<Endpoint> left = endpoints.iterator();
        Endpoint endpoint = left.next();
        while (true) {
            try {
                return call.open(endpoint);
            } catch (AuthenticationFailedException refused) {
                // The other servers would count one more failed login of the same account.
                throw refused;
            } catch (MessagingException noSession) {
                if (before != null) {
                    noSession.addSuppressed(before);
                }
                if (!left.hasNext()) {
                    throw noSession;
                }
                before = noSession;
                endpoint = left.next();
                LOG.log(Level.WARNING, noSession.getMessage() + ". Trying " + endpoint.address() + " next");
            }
        }
    }
}
