package io.github.catamail.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Presets for well-known submission services: what {@code provider="gmail"} fills in. Anything written beside it wins.
 * Hosts, ports and limits are from the providers' own documentation, see {@code docs/settings.md}; what they do not publish is
 * left to the defaults.
 */
public enum Provider {
    /** A Gmail or Google Workspace mailbox. */
    GMAIL(
            "smtp.gmail.com",
            "smtp\\.(gmail|googlemail)\\.com",
            "Gmail takes an app password, which needs 2-Step Verification, and never the password of the account"),
    /** The SMTP relay service of Google Workspace. */
    GOOGLE_RELAY(
            "smtp-relay.gmail.com",
            "smtp-relay\\.gmail\\.com",
            "the relay of Google Workspace takes a full address and an app password where its settings in the Admin console"
                    + " ask for SMTP authentication; where they allow the address of this machine, it needs neither"),
    /** Client submission of Microsoft 365. */
    MICROSOFT365(
            "smtp.office365.com",
            "smtp(-legacy)?\\.office365\\.com",
            "Microsoft 365 takes the full address of a mailbox that \"Authenticated SMTP\" is on for; it is ending the login by"
                    + " password"),
    /** Amazon SES; its host carries the region and has to be written. */
    SES(
            null,
            "email-smtp(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?",
            "Amazon SES takes SMTP credentials made in its console for this region, not the AWS access keys"),
    /** Twilio SendGrid. */
    SENDGRID(
            "smtp.sendgrid.net",
            "smtp(\\.eu)?\\.sendgrid\\.net",
            "for SendGrid, 'user' is the word \"apikey\" and 'password' is the API key"),
    /** Mailgun, region US. */
    MAILGUN(
            "smtp.mailgun.org",
            "smtp(\\.eu)?\\.mailgun\\.org",
            "Mailgun takes an SMTP user of the domain and its password, not the API key"),
    /** Postmark, transactional stream. */
    POSTMARK(
            "smtp.postmarkapp.com",
            "smtp(-broadcasts)?\\.postmarkapp\\.com",
            "Postmark takes the server's API token both as 'user' and as 'password'"),
    /** Zoho Mail, region US, personal. */
    ZOHO(
            "smtp.zoho.com",
            "smtp(pro)?\\.zoho\\.[a-z.]+",
            "Zoho takes the full address, with an app password where two-factor login is on, and only on the host of the"
                    + " account's own region and kind"),
    /** Fastmail. */
    FASTMAIL(
            "smtp.fastmail.com",
            "smtp\\.(fastmail|messagingengine)\\.com",
            "Fastmail takes the full address and an app password, never the password of the account"),
    /** Yahoo Mail. */
    YAHOO(
            "smtp.mail.yahoo.com",
            "smtp\\.mail\\.yahoo\\.com",
            "Yahoo takes an app password, never the password of the account"),
    /** Apple iCloud Mail. */
    ICLOUD(
            "smtp.mail.me.com",
            "smtp\\.mail\\.me\\.com",
            "iCloud takes the full address and an app-specific password, never the password of the account");

    private final @Nullable String host;

    @SuppressWarnings("ImmutableEnumChecker") // patterns are immutable, but not marked so
    private final Pattern hosts;

    private final String loginHint;

    Provider(@Nullable String host, String hosts, String loginHint) {
        this.host = host;
        this.hosts = Pattern.compile(hosts);
        this.loginHint = loginHint;
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
        if (this == MICROSOFT365) {
            defaults.put(Setting.MAX_TOTAL, "3");
            defaults.put(Setting.MAX_RATE, "30/m");
            // The default would end before the minute does, so that the 31st message of a burst failed.
            defaults.put(Setting.MAX_WAIT, "2m");
        }
        if (this == SENDGRID) {
            defaults.put(Setting.MAX_MESSAGES_PER_CONNECTION, "5000");
        }
        return defaults;
    }

    /** Returns what user and password have to be here, as a part of a sentence for whoever was refused. */
    public String loginHint() {
        return loginHint;
    }

    /** Returns the provider that a host belongs to, whether {@code provider} is written or not, or null. */
    public static @Nullable Provider ofHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(provider -> provider.hosts.matcher(name).matches())
                .findFirst()
                .orElse(null);
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
