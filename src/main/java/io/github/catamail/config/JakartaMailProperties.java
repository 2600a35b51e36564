package io.github.catamail.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@code mail.*} properties that Jakarta Mail and Angus know, read once from a list beside this class. */
final class JakartaMailProperties {
    private static final String LIST = "jakarta-mail-properties.txt";
    private static final Map<String, Type> KNOWN = read();

    /** What Jakarta Mail expects as the text of a property. */
    enum Type {
        TEXT,
        BOOLEAN,
        NUMBER,
        MILLISECONDS,
        /** Set by program code, never by text. */
        OBJECT
    }

    private JakartaMailProperties() {}

    /** Returns the type of a property, or null if Jakarta Mail does not know it. */
    static @Nullable Type type(String name) {
        return KNOWN.get(canonical(name));
    }

    /** Returns all names, in the form without the final s of smtps, imaps and pop3s. */
    static Collection<String> names() {
        return KNOWN.keySet();
    }

    /** Returns {@code mail.smtp.host} for {@code mail.smtps.host}; likewise for imaps and pop3s. */
    static String canonical(String name) {
        for (String protocol : new String[] {"smtp", "imap", "pop3"}) {
            String secure = "mail." + protocol + "s.";
            if (name.startsWith(secure)) {
                return "mail." + protocol + "." + name.substring(secure.length());
            }
        }
        return name;
    }

    private static Map<String, Type> read() {
        Map<String, Type> known = new TreeMap<>();
        InputStream stream = Objects.requireNonNull(JakartaMailProperties.class.getResourceAsStream(LIST), LIST);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    int blank = line.indexOf(' ');
                    String type = line.substring(blank + 1).toUpperCase(java.util.Locale.ROOT);
                    known.put(line.substring(0, blank), Type.valueOf(type));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(LIST, unreadable);
        }
        return known;
    }
}
