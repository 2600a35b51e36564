package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Topic;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.Channel;
import io.github.catamail.time.Ticker;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;

/** Connects to servers in turn, until one takes the session, and remembers which did. Safe for use by several threads. */
final class Dialer {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final String resource;
    private final Hosts hosts;

    Dialer(MailSettings settings, Ticker ticker) {
        this.resource = settings.resource();
        this.hosts = new Hosts(settings.endpoints(), settings.hostOrder(), ticker);
    }

    /** Returns the servers of the resource in the order in which they are to be tried now. */
    List<Endpoint> order() {
        return hosts.order();
    }

    /** Returns how each server of the resource stands. */
    List<HostState> states() {
        return hosts.states();
    }

    /**
     * Connects. Nothing has been sent before one of them takes the session.
     *
     * @param endpoints some of the resource's servers, or another
     * @throws MessagingException that of the last one, with those before as suppressed exceptions
     */
    Channel dial(List<Endpoint> endpoints, Call call) throws MessagingException {
        if (endpoints.isEmpty()) {
            throw new MessagingException(resource
                    + ": there is no server to send mail to. Add 'host' to the <Resource> " + Topic.MISSING_ATTRIBUTE);
        }
        MessagingException before = null;
        Iterator<Endpoint> left = endpoints.iterator();
        while (true) {
            Endpoint endpoint = left.next();
            try {
                Channel channel = call.open(endpoint);
                recovered(endpoint);
                return channel;
            } catch (AuthenticationFailedException refused) {
                // The server is there, and the others would count one more failed login of the same account.
                recovered(endpoint);
                throw refused;
            } catch (MessagingException noSession) {
                boolean news = hosts.failed(endpoint);
                if (before != null) {
                    noSession.addSuppressed(before);
                }
                if (!left.hasNext()) {
                    throw noSession;
                }
                if (news) {
                    LOG.log(
                            Level.WARNING,
                            withoutTopic(noSession) + ". Other servers of the list are used meanwhile"
                                    + topic(noSession));
                }
                before = noSession;
            }
        }
    }

    private static String topic(MessagingException failure) {
        Topic topic = Topic.in(String.valueOf(failure.getMessage()));
        return topic == null ? "" : " " + topic;
    }

    /** Returns a message without its topic in brackets, for the middle of another. */
    static String withoutTopic(MessagingException failure) {
        String message = String.valueOf(failure.getMessage());
        Topic topic = Topic.in(message);
        return topic == null
                ? message
                : message.substring(0, message.lastIndexOf(topic.toString())).strip();
    }

    private void recovered(Endpoint endpoint) {
        if (hosts.succeeded(endpoint)) {
            LOG.log(Level.INFO, resource + ": " + endpoint.address() + " can be reached again");
        }
    }
}
