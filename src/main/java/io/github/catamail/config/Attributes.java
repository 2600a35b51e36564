package io.github.catamail.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The raw attributes of one resource, found by setting whatever name they were written under. Remembers what was asked
 * for, so that what is left over can be reported.
 *
 * <p>Blank means absent. Texts are trimmed, secrets are not.
 */
final class Attributes {
    private static final String SMTP = "mail.smtp.";
    private static final String SMTPS = "mail.smtps.";

    private final Map<String, Written> written = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();
    private final Map<Setting, Written> presets = new LinkedHashMap<>();
    private final Problems problems;

    Attributes(Map<String, String> raw, Problems problems) {
        this.problems = problems;
        raw.forEach((name, text) -> {
            if (!text.isBlank()) {
                written.put(name, new Written(name, Setting.isSecret(name) ? text : text.strip()));
            }
        });
    }

    /** Takes the defaults of a provider, for settings that are not written. */
    void preset(Provider provider) {
        provider.defaults()
                .forEach((setting, text) -> presets.put(setting, new Written("provider=" + provider.word(), text)));
    }

    /** Returns what was written for a setting under any of its names, or the preset, or null. */
    @Nullable Written find(Setting setting) {
        Written found = findWritten(setting);
        return found != null ? found : presets.get(setting);
    }

    /** Returns what the provider says of a setting, whatever is written, or null. */
    @Nullable Written findPreset(Setting setting) {
        return presets.get(setting);
    }

    /** Returns what was written for a setting under any of its names, or null. */
    @Nullable Written findWritten(Setting setting) {
        List<Written> all = new ArrayList<>();
        add(all, setting.attribute());
        List<Written> jakarta = new ArrayList<>();
        for (String synonym : setting.synonyms()) {
            if (synonym.startsWith(SMTP)) {
                Written property = property(synonym.substring(SMTP.length()));
                if (property != null) {
                    jakarta.add(property);
                }
            } else if (synonym.startsWith("mail.")) {
                add(jakarta, synonym);
            } else {
                add(all, synonym);
            }
        }
        // In Jakarta Mail itself mail.smtp.host goes before mail.host, so only the first of them counts.
        if (!jakarta.isEmpty()) {
            all.add(jakarta.get(0));
        }
        if (all.isEmpty()) {
            return null;
        }
        Written first = all.get(0);
        for (Written other : all) {
            if (!Comparison.same(setting.type(), first.text(), other.text())) {
                problems.error(
                        Topic.CONTRADICTION,
                        first.quoted() + " and " + other.quoted() + ": they mean the same setting. Keep one of them");
            }
        }
        return first;
    }

    /**
     * Returns {@code mail.smtp.<suffix>} or {@code mail.smtps.<suffix>}, or null. Where both are written and differ, the one
     * of the protocol in use counts, as in Jakarta Mail, and the other is reported.
     */
    @Nullable Written property(String suffix) {
        Written smtp = take(SMTP + suffix);
        Written smtps = take(SMTPS + suffix);
        if (smtp == null || smtps == null) {
            return smtp == null ? smtps : smtp;
        }
        Written used = transportIsSmtps() ? smtps : smtp;
        Written other = transportIsSmtps() ? smtp : smtps;
        if (!smtp.text().equalsIgnoreCase(smtps.text())) {
            problems.warning(
                    Topic.CONTRADICTION,
                    used.quoted() + " and " + other.quoted() + ": the resource uses the protocol "
                            + (transportIsSmtps() ? "smtps" : "smtp") + ", so only the former counts");
        }
        return used;
    }

    /** Returns {@code mail.smtp.<suffix>} as {@link #property} does, without counting as having read it. */
    @Nullable Written peekProperty(String suffix) {
        Written smtp = peek(SMTP + suffix);
        Written smtps = peek(SMTPS + suffix);
        if (smtp == null || smtps == null) {
            return smtp == null ? smtps : smtp;
        }
        return transportIsSmtps() ? smtps : smtp;
    }

    /** Returns the attribute of exactly this name, or null. */
    @Nullable Written take(String name) {
        read.add(name);
        return written.get(name);
    }

    /** Returns the attribute of exactly this name without counting as having read it, or null. */
    @Nullable Written peek(String name) {
        return written.get(name);
    }

    /** Returns whether an attribute of this name was written and is not blank, without counting as having read it. */
    boolean has(String name) {
        return written.containsKey(name);
    }

    /** Returns whether the resource selects the protocol {@code smtps}. */
    boolean transportIsSmtps() {
        return smtpsChoice() != null;
    }

    /** Returns the attribute by which the resource selects the protocol {@code smtps}, or null. */
    @Nullable Written smtpsChoice() {
        for (String name : List.of("mail.transport.protocol", "mail.transport.protocol.rfc822")) {
            Written protocol = take(name);
            if (protocol != null && protocol.text().equalsIgnoreCase("smtps")) {
                return protocol;
            }
        }
        // Only mail.smtps.host is written: nothing else can have been meant.
        boolean only = has(SMTPS + "host") && !has(SMTP + "host") && !has("host") && !has("mail.host");
        return only ? written.get(SMTPS + "host") : null;
    }

    /** Returns the attributes that nothing has asked for, in the order they were written. */
    List<Written> leftOver() {
        return written.values().stream()
                .filter(attribute -> !read.contains(attribute.name()))
                .toList();
    }

    private void add(List<Written> list, String name) {
        Written attribute = take(name);
        if (attribute != null) {
            list.add(attribute);
        }
    }
}
