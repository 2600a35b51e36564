package io.github.catamail.session;

import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Mailbox;
import io.github.catamail.tls.TlsContext;
import java.util.ArrayList;
import java.util.List;

/** The one line in the log that says what a session has become: where to, how protected, as whom. Never a secret. */
final class SessionLine {
    private SessionLine() {}

    static String of(MailSettings settings, TlsContext tls) {
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
        return settings.resource() + ": " + String.join(", ", parts).replaceAll("\\p{Cntrl}", "?");
    }
}
