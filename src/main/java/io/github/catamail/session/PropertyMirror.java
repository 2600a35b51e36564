package io.github.catamail.session;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Mailbox;
import io.github.catamail.config.PartialDelivery;
import io.github.catamail.config.TimeoutSettings;
import io.github.catamail.smtp.Submission;
import java.time.Duration;
import java.util.List;

/**
 * Shows the settings of a resource as properties of Jakarta Mail: for its own IMAP and POP3 providers, which read them, and
 * for applications, many of which look at {@code mail.smtp.host} and the like.
 */
final class PropertyMirror {
    private static final List<String> SMTP = List.of("smtp", "smtps");
    private static final List<String> STORES = List.of("imap", "imaps", "pop3", "pop3s");

    private final Submission submission;
    private final MailSettings settings;

    PropertyMirror(Submission submission) {
        this.submission = submission;
        this.settings = submission.settings();
    }

    SessionProperties properties() {
        SessionProperties properties = new SessionProperties(submission, FixedProperties.of(submission));
        settings.properties().forEach((name, text) -> {
            properties.setProperty(name, text);
            if (name.startsWith("mail.smtp.")) {
                properties.setProperty("mail.smtps." + name.substring("mail.smtp.".length()), text);
            }
        });
        properties.setProperty("mail.transport.protocol", settings.transportProtocol());
        properties.setProperty("mail.transport.protocol.rfc822", settings.transportProtocol());
        if (settings.from() != null) {
            properties.setProperty("mail.from", settings.from());
        }
        for (String protocol : SMTP) {
            smtp(properties, "mail." + protocol + ".");
        }
        for (String protocol : STORES) {
            timeouts(properties, "mail." + protocol + ".");
        }
        for (Mailbox mailbox : settings.mailboxes()) {
            mailbox(properties, mailbox, "mail." + mailbox.protocol() + ".");
            mailbox(properties, mailbox, "mail." + mailbox.protocol() + "s.");
        }
        return properties;
    }

    private static void mailbox(SessionProperties properties, Mailbox mailbox, String prefix) {
        properties.setProperty(prefix + "host", mailbox.host());
        if (mailbox.port() != -1) {
            properties.setProperty(prefix + "port", Integer.toString(mailbox.port()));
        }
        if (mailbox.credentials() != null) {
            properties.setProperty(prefix + "user", mailbox.credentials().user());
        }
    }

    private void smtp(SessionProperties properties, String prefix) {
        timeouts(properties, prefix);
        // Waiting for the reply to QUIT gains nothing: all mail has been accepted before.
        setIfAbsent(properties, prefix + "quitwait", "false");
        Credentials login = settings.authentication().credentials();
        properties.setProperty(prefix + "auth", Boolean.toString(login != null));
        if (login != null) {
            properties.setProperty(prefix + "user", login.user());
        }
        if (!settings.authentication().mechanisms().isEmpty()) {
            properties.setProperty(
                    prefix + "auth.mechanisms",
                    String.join(" ", settings.authentication().mechanisms()));
        }
        if (settings.partial() != PartialDelivery.REJECT) {
            properties.setProperty(prefix + "sendpartial", "true");
        }
        if (settings.heloName() != null) {
            properties.setProperty(prefix + "localhost", settings.heloName());
        }
        if (!settings.endpoints().isEmpty()) {
            Endpoint first = settings.endpoints().get(0);
            properties.setProperty(prefix + "host", first.host());
            properties.setProperty(prefix + "port", Integer.toString(first.port()));
            boolean starttls = first.security() == ConnectionSecurity.STARTTLS
                    || first.security() == ConnectionSecurity.STARTTLS_IF_OFFERED;
            properties.setProperty(prefix + "starttls.enable", Boolean.toString(starttls));
            properties.setProperty(
                    prefix + "starttls.required", Boolean.toString(first.security() == ConnectionSecurity.STARTTLS));
            properties.setProperty(
                    prefix + "ssl.enable", Boolean.toString(first.security() == ConnectionSecurity.IMPLICIT_TLS));
        }
    }

    private void timeouts(SessionProperties properties, String prefix) {
        TimeoutSettings timeouts = settings.timeouts();
        setIfAbsent(properties, prefix + "connectiontimeout", millis(timeouts.connect()));
        setIfAbsent(properties, prefix + "timeout", millis(timeouts.read()));
        setIfAbsent(properties, prefix + "writetimeout", millis(timeouts.write()));
    }

    private static void setIfAbsent(SessionProperties properties, String name, String text) {
        if (properties.getProperty(name) == null) {
            properties.setProperty(name, text);
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
