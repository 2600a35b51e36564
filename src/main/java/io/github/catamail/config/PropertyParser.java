package io.github.catamail.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Deals with the attributes that no setting stands for: properties for Jakarta Mail are checked and passed on, the rest is
 * unknown.
 */
final class PropertyParser {
    private static final String SMTP = "mail.smtp.";

    /**
     * Attributes of {@code <Resource>} itself. Tomcat puts them among the others; they are no properties of the session.
     * {@code global} belongs into a {@code <ResourceLink>}, and is written here too.
     */
    static final Set<String> RESERVED = Set.of(
            "name",
            "type",
            "auth",
            "scope",
            "singleton",
            "description",
            "factory",
            "closeMethod",
            "lookup-name",
            "global");

    /** Read as settings, and passed on all the same: applications and Jakarta Mail's stores look at them. */
    private static final List<String> PASSED_ON = List.of("mail.host", "mail.user", "mail.smtp.user");

    /** Of Jakarta Mail's time-outs, 0 and less mean "for ever"; other durations have meanings of their own for them. */
    private static final Pattern TIMEOUT = Pattern.compile("mail\\.\\w+\\.(connectiontimeout|timeout|writetimeout)");

    /** What Tomcat's pools of database connections call the same, or called it before. */
    private static final Map<String, @Nullable String> OF_DATABASE_POOLS = Map.of(
            "maxActive", "maxTotal",
            "maxWaitMillis", "maxWait",
            "minEvictableIdleTimeMillis", "idleTimeout",
            "maxConnLifetimeMillis", "maxLifetime",
            "maxAge", "maxLifetime");

    private final Attributes attributes;
    private final TypedReader reader;
    private final Problems problems;

    PropertyParser(Attributes attributes, TypedReader reader, Problems problems) {
        this.attributes = attributes;
        this.reader = reader;
        this.problems = problems;
    }

    /** Returns the properties to pass on; {@code mail.smtps.x} has become {@code mail.smtp.x}. */
    Map<String, String> parse(boolean strict) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Written written : attributes.leftOver()) {
            if (RESERVED.contains(written.name())) {
                continue;
            }
            if (written.isProperty()) {
                property(written, properties);
            } else {
                unknownAttribute(written, strict);
            }
        }
        socketFactory();
        for (String name : PASSED_ON) {
            Written written = attributes.peek(name);
            if (written != null) {
                properties.putIfAbsent(name, written.text());
            }
        }
        return properties;
    }

    private void property(Written written, Map<String, String> properties) {
        String name = JakartaMailProperties.canonical(written.name());
        PropertyWithoutEffect noEffect = PropertyWithoutEffect.of(name);
        if (noEffect != null) {
            if (!noEffect.agreesWith(written.text())) {
                noEffect(written, noEffect.why());
            }
        } else if (Setting.isSecret(name)) {
            noEffect(
                    written,
                    "secrets are not put into the properties of a session, where every application could read them");
        } else if (name.startsWith(SMTP)) {
            Written used = Objects.requireNonNull(attributes.property(name.substring(SMTP.length())));
            if (used.equals(written)) {
                passOn(written, name, properties);
            }
        } else {
            passOn(written, written.name(), properties);
        }
    }

    private void passOn(Written written, String name, Map<String, String> properties) {
        JakartaMailProperties.Type type = JakartaMailProperties.type(name);
        if (type == null) {
            unknownProperty(written);
        }
        String text = type == null ? written.text() : normal(written, type);
        if (text != null) {
            properties.put(name, text);
        }
    }

    private void socketFactory() {
        Written factory = attributes.property("socketFactory.class");
        if (factory != null && LegacySocketFactory.isCustom(factory)) {
            noEffect(factory, "whom to trust is said by 'truststoreFile' and 'keystoreFile'");
        }
    }

    private void noEffect(Written written, String why) {
        problems.warning(Topic.NO_EFFECT, "'" + written.name() + "' has no effect: " + why);
    }

    /** Returns the text in the one form that Jakarta Mail understands; anything else it would drop without a word. */
    private @Nullable String normal(Written written, JakartaMailProperties.Type type) {
        switch (type) {
            case BOOLEAN -> {
                Boolean value = reader.bool(written);
                return value == null ? null : value.toString();
            }
            case NUMBER -> {
                if (written.name().endsWith(".port")) {
                    Integer port = reader.port(written);
                    return port == null ? null : port.toString();
                }
                if (TypedReader.number(written.text()) == null) {
                    reader.bad(written, "must be a whole number");
                    return null;
                }
                return written.text();
            }
            case MILLISECONDS -> {
                if (TypedReader.number(written.text()) != null
                        && !TIMEOUT.matcher(written.name()).matches()) {
                    return written.text();
                }
                Duration value = reader.duration(written);
                return value == null ? null : Long.toString(value.toMillis());
            }
            case OBJECT -> {
                noEffect(written, "it takes an object made by program code, which a <Resource> cannot hold");
                return null;
            }
            default -> {
                return written.text();
            }
        }
    }

    private void unknownProperty(Written written) {
        problems.warning(
                Topic.UNKNOWN_PROPERTY,
                "'" + written.name() + "' is not a property that Jakarta Mail knows"
                        + didYouMean(nearestProperty(written.name())));
    }

    /** Returns the known property that an unknown one was probably meant to be, or null. */
    static @Nullable String nearestProperty(String unknown) {
        return NearestName.of(JakartaMailProperties.canonical(unknown), JakartaMailProperties.names());
    }

    private void unknownAttribute(Written written, boolean strict) {
        List<String> known = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.attribute());
        }
        String property = "mail." + written.name();
        String nearest =
                JakartaMailProperties.type(property) != null ? property : NearestName.of(written.name(), known);
        nearest = OF_DATABASE_POOLS.getOrDefault(written.name(), nearest);
        String message = "'" + written.name() + "' is not an attribute of Catamail" + didYouMean(nearest);
        if (strict) {
            problems.error(Topic.UNKNOWN_ATTRIBUTE, message + " (strict=\"false\" makes this a warning)");
        } else {
            problems.warning(Topic.UNKNOWN_ATTRIBUTE, message);
        }
    }

    private static String didYouMean(@Nullable String nearest) {
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }
}
