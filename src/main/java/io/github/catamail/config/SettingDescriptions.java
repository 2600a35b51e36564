package io.github.catamail.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What the settings are for, in sentences for administrators, read once from a list beside this class. */
final class SettingDescriptions {
    private static final String LIST = "setting-descriptions.txt";
    private static final Map<String, String> BY_ATTRIBUTE = read();

    private SettingDescriptions() {}

    /** Returns the sentences for an attribute. */
    static String of(String attribute) {
        return Objects.requireNonNull(BY_ATTRIBUTE.get(attribute), attribute);
    }

    /** Returns the attributes that the list describes. */
    static Set<String> attributes() {
        return BY_ATTRIBUTE.keySet();
    }

    private static Map<String, String> read() {
        Map<String, String> descriptions = new TreeMap<>();
        InputStream stream = Objects.requireNonNull(SettingDescriptions.class.getResourceAsStream(LIST), LIST);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    int blank = line.indexOf(' ');
                    descriptions.put(line.substring(0, blank), line.substring(blank + 1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(LIST, unreadable);
        }
        return descriptions;
    }
}
