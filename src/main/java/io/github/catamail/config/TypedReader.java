package io.github.catamail.config;

import io.github.catamail.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads settings as the types they have; a text that does not fit is a problem, and counts as absent from there on. */
final class TypedReader {
    private final Attributes attributes;
    private final Problems problems;

    TypedReader(Attributes attributes, Problems problems) {
        this.attributes = attributes;
        this.problems = problems;
    }

    @Nullable String text(Setting setting) {
        Written written = attributes.find(setting);
        return written == null ? null : written.text();
    }

    @Nullable Secret secret(Setting setting) {
        Written written = attributes.find(setting);
        return written == null ? null : Secret.of(written.text());
    }

    List<String> list(Setting setting) {
        Written written = attributes.find(setting);
        return written == null ? List.of() : ListText.split(written.text());
    }

    boolean bool(Setting setting, boolean absent) {
        Written written = attributes.find(setting);
        Boolean value = written == null ? null : bool(written);
        return value == null ? absent : value;
    }

    /** Reads a boolean, or reports it and returns null. */
    @Nullable Boolean bool(Written written) {
        Boolean value = BooleanText.parse(written.text());
        if (value == null) {
            bad(written, "must be true or false (also yes, no, on, off)");
        }
        return value;
    }

    /** Reads {@code mail.smtp.<suffix>} as a boolean; null where it is absent or reported. */
    @Nullable Boolean boolProperty(String suffix) {
        Written written = attributes.property(suffix);
        return written == null ? null : bool(written);
    }

    Duration duration(Setting setting, Duration absent) {
        Written written = attributes.find(setting);
        if (written == null) {
            return absent;
        }
        Duration value = duration(written);
        return value == null ? absent : value;
    }

    /** Reads a positive duration, or reports it and returns null. */
    @Nullable Duration duration(Written written) {
        Duration value = DurationText.parse(written.text());
        if (value == null) {
            bad(written, "must be a duration such as 500ms, 10s, 5m or 1h (a bare number is milliseconds)");
            return null;
        }
        if (!DurationText.isBounded(value)) {
            endless(written);
            return null;
        }
        return value;
    }

    /** In Jakarta Mail, 0 and -1 are a way to write what is its default anyway: to wait for ever. */
    private void endless(Written written) {
        if (written.isProperty()) {
            problems.warning(
                    Topic.NO_EFFECT,
                    written.quoted()
                            + " and has no effect: no time-out is endless or over 24h here. The default counts");
        } else {
            bad(written, "must be longer than 0 and not over 24h: no time-out is endless here");
        }
    }

    /**
     * Reads a number.
     *
     * @param why the reason for the range, for the message; empty where it is plain
     */
    int number(Setting setting, int absent, int least, int most, String why) {
        Written written = attributes.find(setting);
        if (written == null) {
            return absent;
        }
        Integer value = number(written.text());
        if (value == null || value < least || value > most) {
            bad(written, "must be a whole number from " + least + " to " + most + why);
            return absent;
        }
        return value;
    }

    @Nullable Integer port(Written written) {
        Integer value = portNumber(written.text());
        if (value == null) {
            bad(written, "must be a number from 1 to 65535");
        }
        return value;
    }

    /** Returns the word as it stands in {@link Setting#choices()}, whatever its case, or null. */
    @Nullable String choice(Setting setting) {
        Written written = attributes.find(setting);
        return written == null ? null : choice(setting, written);
    }

    /** Returns the word as it stands in {@link Setting#choices()}, whatever its case, or null. */
    @Nullable String choice(Setting setting, Written written) {
        for (String choice : setting.choices()) {
            if (choice.equalsIgnoreCase(written.text())) {
                return choice;
            }
        }
        String nearest = NearestName.of(written.text(), setting.choices());
        bad(
                written,
                "must be one of " + String.join(", ", setting.choices()),
                nearest == null ? "" : ". Did you mean \"" + nearest + "\"?");
        return null;
    }

    /** Reports that a text breaks a rule. */
    void bad(Written written, String rule) {
        bad(written, rule, "");
    }

    /** Reports that a text breaks a rule, and what to do about it behind the text. */
    void bad(Written written, String rule, String advice) {
        String found = Setting.isSecret(written.name()) ? "" : ". It is " + written.shown();
        problems.error(Topic.BAD_VALUE, "'" + written.name() + "' " + rule + found + advice);
    }

    static @Nullable Integer portNumber(String text) {
        Integer value = number(text);
        return value == null || value < 1 || value > 65535 ? null : value;
    }

    static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
