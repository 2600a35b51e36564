package io.github.catamail.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deals with the attributes that no setting stands for: properties for Jakarta Mail are checked and passed on, the rest is
 * unknown.
 */
final class PropertyParser {
    /** Attributes of {@code <Resource>} itself. Tomcat puts them among the others; they are no properties of the session. */
    static final Set<String> RESERVED = Set.of(
            "name", "type", "auth", "scope", "singleton", "description", "factory", "closeMethod", "lookup-name");

    /** Properties of {@code mail.smtp} that Jakarta Mail's own transport reads and Catamail's does not. */
    private static final Map<String, String> NO_EFFECT = Map.of(
            "class", "Catamail brings its own transport",
            "socketFactory.fallback", "a connection that fails is never retried with weaker trust",
            "ssl.socketFactory.class", "whom to trust is said by 'truststoreFile' and 'keystoreFile'",
            "ssl.socketFactory.port", "the port is said by 'port'",
            "ssl.hostnameverifier.class", "the name to check is said by 'tlsServerName'",
            "usesocketchannels", "Catamail opens its own sockets",
            // Angus 2.0.5 doubles leading dots in chunks (its issue 209), so that the message arrives changed.
            "chunksize", "messages are sent with DATA, since Angus Mail changes lines that begin with a dot in chunks",
            "ehlo", "EHLO is always used; the server may answer it with an error");

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
        withoutEffect();
        Map<String, String> properties = new LinkedHashMap<>();
        for (Written written : attributes.leftOver()) {
            if (RESERVED.contains(written.name())) {
                continue;
            }
            if (written.name().startsWith("mail.")) {
                property(written, properties);
            } else {
                unknownAttribute(written, strict);
            }
        }
        return properties;
    }

    private void withoutEffect() {
        NO_EFFECT.forEach((suffix, why) -> {
            Written written = attributes.property(suffix);
            // fallback=false and ehlo=true ask for what is so anyway.
            String already = suffix.equals("socketFactory.fallback") ? "false" : suffix.equals("ehlo") ? "true" : "";
            boolean agrees = written != null && written.text().equalsIgnoreCase(already);
            if (written != null && !agrees) {
                noEffect(written, why);
            }
        });
        Written factory = attributes.property("socketFactory.class");
        if (factory != null && LegacySocketFactory.isCustom(factory)) {
            noEffect(factory, "whom to trust is said by 'truststoreFile' and 'keystoreFile'");
        }
        for (String name : List.of("mail.debug.auth", "mail.debug.auth.password")) {
            Written written = attributes.take(name);
            if (written != null && !written.text().equalsIgnoreCase("false")) {
                noEffect(written, "credentials are never written to the log");
            }
        }
    }

    private void noEffect(Written written, String why) {
        problems.warning(Topic.NO_EFFECT, "'" + written.name() + "' has no effect: " + why);
    }

    private void property(Written written, Map<String, String> properties) {
        String name = written.name();
        String target = name.startsWith("mail.smtps.") ? JakartaMailProperties.canonical(name) : name;
        if (Setting.isSecret(name)) {
            problems.warning(
                    Topic.NO_EFFECT,
                    "'" + name + "' has no effect: secrets are not put into the properties of a session, where every"
                            + " application could read them");
            return;
        }
        JakartaMailProperties.Type type = JakartaMailProperties.type(name);
        if (type == null) {
            unknownProperty(written);
            properties.putIfAbsent(target, written.text());
            return;
        }
        String text = normal(written, type);
        if (text != null) {
            properties.put(target, text);
        }
    }

    /** Returns the text in the one form that Jakarta Mail understands; anything else it would drop without a word. */
    private @Nullable String normal(Written written, JakartaMailProperties.Type type) {
        switch (type) {
            case BOOLEAN -> {
                Boolean value = reader.bool(written);
                return value == null ? null : value.toString();
            }
            case NUMBER -> {
                if (TypedReader.number(written.text()) == null) {
                    reader.bad(written, "must be a whole number");
                    return null;
                }
                return written.text();
            }
            case MILLISECONDS -> {
                java.time.Duration value = reader.duration(written);
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
        String nearest = NearestName.of(JakartaMailProperties.canonical(written.name()), JakartaMailProperties.names());
        problems.warning(
                Topic.UNKNOWN_PROPERTY,
                "'" + written.name() + "' is not a property that Jakarta Mail knows" + didYouMean(nearest));
    }

    private void unknownAttribute(Written written, boolean strict) {
        List<String> known = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.attribute());
        }
        String message = "'" + written.name() + "' is not an attribute of Catamail"
                + didYouMean(NearestName.of(written.name(), known));
        if (strict) {
            problems.error(Topic.UNKNOWN_ATTRIBUTE, message + ". (strict=\"false\" makes this a warning)");
        } else {
            problems.warning(Topic.UNKNOWN_ATTRIBUTE, message);
        }
    }

    private static String didYouMean(@Nullable String nearest) {
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }
}
