package io.github.catamail.doctor.convert;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of a resource mean: the settings, for each of the values that a {@code ${...}} in them might have. Two
 * resources with the same meaning do the same.
 */
final class Meaning {
    /** Sessions have them under these names whatever they were written as. */
    private static final Set<String> MIRRORED = Set.of("mail.smtp.user", "mail.smtp.sendpartial");

    /** A sender is made of them where none is written, and a mailbox may be on the same server. */
    private static final Set<String> OF_THE_SENDER = Set.of("mail.host", "mail.user");

    private final List<MailSettings> settings = new ArrayList<>();

    private Meaning() {}

    /**
     * Returns what attributes mean, or null where they mean nothing, because there is an error in them.
     *
     * @param strict whether {@code factory} names Catamail
     */
    static @Nullable Meaning of(Map<String, String> attributes, List<Map<String, String>> standIns, boolean strict) {
        Meaning meaning = new Meaning();
        for (Map<String, String> replaced : standIns) {
            Map<String, String> text = new LinkedHashMap<>(attributes);
            text.replaceAll((name, value) -> replaced.getOrDefault(value, value));
            Problems problems = new Problems("mail");
            MailSettings read = SettingsParser.parse(text, Path.of(""), strict, problems);
            if (read == null) {
                return null;
            }
            meaning.settings.add(read);
        }
        return meaning;
    }

    /** Returns the settings, with the first of the values that might be. */
    MailSettings first() {
        return settings.get(0);
    }

    boolean isSameAs(@Nullable Meaning other) {
        if (other == null) {
            return false;
        }
        for (int i = 0; i < settings.size(); i++) {
            if (!comparable(settings.get(i)).equals(comparable(other.settings.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static MailSettings comparable(MailSettings settings) {
        Map<String, String> properties = new LinkedHashMap<>(settings.properties());
        if (settings.authentication().credentials() != null) {
            properties.keySet().removeAll(MIRRORED);
        }
        properties.remove("mail.smtp.sendpartial");
        if (settings.from() != null && settings.mailboxes().isEmpty()) {
            properties.keySet().removeAll(OF_THE_SENDER);
        }
        return new MailSettings(
                settings.resource(),
                settings.endpoints(),
                settings.mailboxes(),
                // Both are the same in Catamail; how connections are protected is compared.
                "smtp",
                settings.from(),
                settings.authentication(),
                settings.tls(),
                settings.timeouts(),
                settings.route(),
                settings.heloName(),
                settings.pool(),
                settings.hostOrder(),
                settings.partial(),
                settings.pipelining(),
                settings.debug(),
                settings.validateOnStart(),
                properties);
    }
}
