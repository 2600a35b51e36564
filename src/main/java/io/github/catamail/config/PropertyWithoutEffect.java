package io.github.catamail.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A property that Jakarta Mail's own transport reads and Catamail's does not.
 *
 * @param agreeing the text that asks for what is so anyway, or nothing
 * @param why why it has no effect, for the administrator
 */
record PropertyWithoutEffect(String agreeing, String why) {
    private static final String TRUST = "whom to trust is said by 'truststoreFile' and 'keystoreFile'";
    private static final String CREDENTIALS = "credentials are never written to the log";

    private static final Map<String, PropertyWithoutEffect> ALL = Map.ofEntries(
            Map.entry("mail.smtp.class", because("Catamail brings its own transport")),
            Map.entry(
                    "mail.smtp.socketFactory.fallback",
                    new PropertyWithoutEffect("false", "a connection that fails is never retried with weaker trust")),
            Map.entry("mail.smtp.ssl.socketFactory.class", because(TRUST)),
            Map.entry("mail.smtp.ssl.socketFactory.port", because("the port is said by 'port'")),
            Map.entry("mail.smtp.ssl.hostnameverifier.class", because("the name to check is said by 'tlsServerName'")),
            Map.entry(
                    "mail.smtp.usesocketchannels",
                    new PropertyWithoutEffect("false", "Catamail opens its own sockets")),
            // Angus 2.0.5 doubles leading dots in its own chunks (its issue 209), so that the message arrives changed.
            Map.entry(
                    "mail.smtp.chunksize",
                    new PropertyWithoutEffect(
                            "-1", "Catamail itself sends short messages as one chunk where the server takes chunks")),
            Map.entry(
                    "mail.smtp.ehlo",
                    new PropertyWithoutEffect("true", "EHLO is always used; the server may answer it with an error")),
            Map.entry("mail.debug.auth", new PropertyWithoutEffect("false", CREDENTIALS)),
            Map.entry("mail.debug.auth.password", new PropertyWithoutEffect("false", CREDENTIALS)));

    /** Returns what there is to say of a property, or null if it has its effect. */
    static @Nullable PropertyWithoutEffect of(String canonicalName) {
        return ALL.get(canonicalName);
    }

    /** Returns the names of all of them, with smtp standing for smtps too. */
    static Set<String> names() {
        return ALL.keySet();
    }

    /** Returns whether a text asks for what is so anyway. */
    boolean agreesWith(String text) {
        return text.equalsIgnoreCase(agreeing) || BooleanText.same(text, agreeing);
    }

    private static PropertyWithoutEffect because(String why) {
        return new PropertyWithoutEffect("", why);
    }
}
