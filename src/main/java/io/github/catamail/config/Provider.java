package io.github.catamail.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Presets for well-known submission services: what {@code provider="gmail"} fills in. Anything written beside it wins.
 * Hosts and ports are from the providers' own documentation, see {@code docs/settings.md}.
 */
public enum Provider {
    /** A Gmail or Google Workspace mailbox. */
    GMAIL("smtp.gmail.com"),
    /** The SMTP relay service of Google Workspace. */
    GOOGLE_RELAY("smtp-relay.gmail.com"),
    /** Client submission of Microsoft 365. */
    MICROSOFT365("smtp.office365.com"),
    /** Amazon SES; its host carries the region and has to be written. */
    SES(null),
    /** Twilio SendGrid. */
    SENDGRID("smtp.sendgrid.net"),
    /** Mailgun, region US. */
    MAILGUN("smtp.mailgun.org"),
    /** Postmark, transactional stream. */
    POSTMARK("smtp.postmarkapp.com"),
    /** Zoho Mail, region US, personal. */
    ZOHO("smtp.zoho.com"),
    /** Fastmail. */
    FASTMAIL("smtp.fastmail.com"),
    /** Yahoo Mail. */
    YAHOO("smtp.mail.yahoo.com"),
    /** Apple iCloud Mail. */
    ICLOUD("smtp.mail.me.com");

    private final @Nullable String host;

    Provider(@Nullable String host) {
        this.host = host;
    }

    /** Returns the word to write for {@code provider}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what the preset fills in for settings that are not written. */
    public Map<Setting, String> defaults() {
        Map<Setting, String> defaults = new LinkedHashMap<>();
        if (host != null) {
            defaults.put(Setting.HOST, host);
        }
        // Fastmail speaks implicit TLS and says "not STARTTLS"; all others document 587 with STARTTLS.
        defaults.put(Setting.PORT, this == FASTMAIL ? "465" : "587");
        defaults.put(Setting.TLS, this == FASTMAIL ? "implicit" : "starttls");
        return defaults;
    }

    /** Returns an advice for when no host is written, or null where the preset has one. */
    @Nullable String missingHost() {
        return host == null
                ? "provider=\"ses\" needs 'host' with your region, such as email-smtp.eu-west-1.amazonaws.com"
                : null;
    }

    static @Nullable Provider of(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    static String[] names() {
        List<String> words = Arrays.stream(values()).map(Provider::word).toList();
        return words.toArray(String[]::new);
    }
}
