package io.github.catamail.session;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Mailbox;
import io.github.catamail.tls.TlsContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The one line that says what a session has become, in the log and where the configuration is only checked: where to, how
 * protected, as whom. Never a secret.
 */
public final class SessionLine {
    private SessionLine() {}

    /** Returns the line, which begins with the name of the resource. */
    public static String of(MailSettings settings, TlsContext tls) {
        return settings.resource() + ": " + words(settings, tls);
    }

    /** Returns the line without the name. */
    public static String words(MailSettings settings, TlsContext tls) {
        List<String> parts = new ArrayList<>();
        for (Endpoint endpoint : settings.endpoints()) {
            parts.add(endpoint.toString());
        }
        Credentials credentials = settings.authentication().credentials();
        if (!settings.endpoints().isEmpty()) {
            parts.add(credentials == null ? "no login" : "user " + credentials.user());
        }
        for (Mailbox mailbox : settings.mailboxes()) {
            parts.add("reads " + mailbox.protocol() + " " + mailbox.host());
        }
        if (!tls.description().isEmpty()) {
            parts.add(tls.description());
        }
        return String.join(", ", parts).replaceAll("\\p{Cntrl}", "?");
    }
}
