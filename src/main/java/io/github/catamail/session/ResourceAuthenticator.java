package io.github.catamail.session;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Mailbox;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers with credentials for the host, port and protocol that they are configured for, and for nothing else. An
 * application, or a message that names another server, does not get them out.
 */
final class ResourceAuthenticator extends Authenticator {
    private static final Map<String, Integer> DEFAULT_PORTS =
            Map.of("smtp", 25, "smtps", 465, "imap", 143, "imaps", 993, "pop3", 110, "pop3s", 995);

    private final MailSettings settings;

    ResourceAuthenticator(MailSettings settings) {
        this.settings = settings;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        String protocol = getRequestingProtocol();
        String host = hostName(getRequestingSite());
        if (protocol == null || host == null) {
            return null;
        }
        String name = protocol.toLowerCase(Locale.ROOT);
        int port = getRequestingPort();
        Credentials credentials = name.startsWith("smtp") ? forSubmission(host, port) : forMailbox(name, host, port);
        return credentials == null
                ? null
                : new PasswordAuthentication(
                        credentials.user(), credentials.password().reveal());
    }

    private @Nullable Credentials forSubmission(String host, int port) {
        for (Endpoint endpoint : settings.endpoints()) {
            if (sameHost(endpoint.host(), host) && (port == -1 || port == endpoint.port())) {
                return settings.authentication().credentials();
            }
        }
        return null;
    }

    private @Nullable Credentials forMailbox(String protocol, String host, int port) {
        for (Mailbox mailbox : settings.mailboxes()) {
            boolean sameProtocol = protocol.equals(mailbox.protocol()) || protocol.equals(mailbox.protocol() + "s");
            int expected = mailbox.port() == -1 ? DEFAULT_PORTS.getOrDefault(protocol, -1) : mailbox.port();
            if (sameProtocol && sameHost(mailbox.host(), host) && (port == -1 || port == expected)) {
                return mailbox.credentials();
            }
        }
        return null;
    }

    /** IPv6 addresses have several spellings, of which {@link InetAddress} prints its own. */
    private static boolean sameHost(String configured, String asked) {
        if (configured.indexOf(':') < 0 || asked.indexOf(':') < 0) {
            return configured.equalsIgnoreCase(asked);
        }
        try {
            // With a colon in them, they are addresses, which are not looked up.
            return InetAddress.getByName(configured).equals(InetAddress.getByName(asked));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /**
     * The name that an address was made from. {@link InetAddress#getHostName()} would ask reverse DNS where there is none,
     * which takes time and can be forged.
     */
    private static @Nullable String hostName(@Nullable InetAddress site) {
        if (site == null) {
            return null;
        }
        String text = site.toString();
        int slash = text.lastIndexOf('/');
        return slash > 0 ? text.substring(0, slash) : text.substring(slash + 1);
    }
}
