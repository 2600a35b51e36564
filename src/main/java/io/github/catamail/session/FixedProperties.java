package io.github.catamail.session;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.TlsSettings;
import io.github.catamail.loader.DaemonTimer;
import io.github.catamail.smtp.Submission;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The properties that applications cannot change, since they say whom a connection trusts and what the log shows. They are as
 * the resource says, for all protocols alike; what it does not say is absent.
 *
 * @param answers the answers, some of them objects that only Jakarta Mail sees
 * @param absent names without an answer
 */
record FixedProperties(Map<String, Object> answers, Set<String> absent) {
    private static final List<String> PROTOCOLS = List.of("smtp", "smtps", "imap", "imaps", "pop3", "pop3s");

    /** Each of them replaces the resource's trust, or adds to it. */
    private static final List<String> TRUST = List.of(
            "ssl.trust",
            "ssl.socketFactory.class",
            "ssl.socketFactory.port",
            "ssl.hostnameverifier",
            "ssl.hostnameverifier.class",
            "ssl.protocols",
            "ssl.ciphersuites",
            "socketFactory",
            "socketFactory.class",
            "socketFactory.port");

    /** Where the resource says that a mailbox is read over TLS, it stays so. */
    private static final List<String> PROTECTION = List.of("ssl.enable", "starttls.enable", "starttls.required");

    static FixedProperties of(Submission submission) {
        FixedProperties fixed = new FixedProperties(new LinkedHashMap<>(), new LinkedHashSet<>());
        PROTOCOLS.forEach(protocol -> fixed.add("mail." + protocol + ".", submission));
        for (String prefix : List.of("mail.smtp.", "mail.smtps.")) {
            fixed.answers.put(prefix + "ehlo", "true");
            // Angus 2.0.5 doubles leading dots in chunks (its issue 209), so that messages arrive changed.
            fixed.absent.add(prefix + "chunksize");
        }
        fixed.answers.put("mail.debug.auth", "false");
        fixed.answers.put("mail.debug.auth.password", "false");
        return fixed;
    }

    private void add(String prefix, Submission submission) {
        MailSettings settings = submission.settings();
        TlsSettings tls = settings.tls();
        answers.put(prefix + "ssl.socketFactory", submission.tls().socketFactory());
        answers.put(prefix + "ssl.checkserveridentity", Boolean.toString(tls.verifyHostname()));
        // With it, a server that the trust store refuses would be tried again with that of the JVM.
        answers.put(prefix + "socketFactory.fallback", "false");
        // One thread for all connections, instead of one each.
        answers.put(prefix + "executor.writetimeout", DaemonTimer.shared());
        if (!tls.protocols().isEmpty()) {
            answers.put(prefix + "ssl.protocols", String.join(" ", tls.protocols()));
        }
        if (!tls.cipherSuites().isEmpty()) {
            answers.put(prefix + "ssl.ciphersuites", String.join(" ", tls.cipherSuites()));
        }
        for (String suffix : TRUST) {
            asWritten(settings, prefix + suffix);
            if (!answers.containsKey(prefix + suffix)) {
                absent.add(prefix + suffix);
            }
        }
        PROTECTION.forEach(suffix -> asWritten(settings, prefix + suffix));
    }

    private void asWritten(MailSettings settings, String name) {
        String text = settings.properties().get(name);
        if (text != null) {
            answers.put(name, text);
        }
    }
}
