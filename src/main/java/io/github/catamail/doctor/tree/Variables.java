package io.github.catamail.doctor.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tomcat.util.IntrospectionUtils;
import org.apache.tomcat.util.IntrospectionUtils.PropertySource;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${...}} by Tomcat's own rules, from what that Tomcat would have: not from the system properties of this JVM.
 * Remembers which names were asked for.
 */
final class Variables {
    private static final String PACKAGE = "org.apache.tomcat.util.digester.";
    /** Names the classes from which Tomcat takes values before its system properties. */
    static final String SOURCES = PACKAGE + "PROPERTY_SOURCE";

    private final PropertySource[] sources;
    private final List<String> unknownSources = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();
    private boolean fromEnvironment;

    Variables(Map<String, String> properties, Map<String, String> environment) {
        List<PropertySource> all = new ArrayList<>();
        for (String name : properties.getOrDefault(SOURCES, "").split(",", -1)) {
            String source = name.strip();
            if (source.equals(PACKAGE + "EnvironmentPropertySource")) {
                fromEnvironment = true;
                all.add(environment::get);
            } else if (source.equals(PACKAGE + "ServiceBindingPropertySource")) {
                all.add(key -> serviceBinding(key, environment.get("SERVICE_BINDING_ROOT")));
            } else if (!source.isEmpty() && !source.equals(PACKAGE + "SystemPropertySource")) {
                unknownSources.add(source);
            }
        }
        all.add(properties::get);
        sources = all.stream().map(this::remembering).toArray(PropertySource[]::new);
    }

    /** Returns the text with all variables replaced that have a value or a default. */
    String replace(String text) {
        return IntrospectionUtils.replaceProperties(text, null, sources, null);
    }

    /** Returns the names that were asked for so far. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    /** Returns whether variables can come from the environment of Tomcat. */
    boolean fromEnvironment() {
        return fromEnvironment;
    }

    /** Returns the classes of others that have values which are not known here. */
    List<String> unknownSources() {
        return List.copyOf(unknownSources);
    }

    private PropertySource remembering(PropertySource source) {
        return key -> {
            used.add(key);
            return source.getProperty(key);
        };
    }

    /** As Tomcat's source of this name: {@code chomp:directory.file} without the line end of the file. */
    private static @Nullable String serviceBinding(String key, @Nullable String root) {
        boolean chomp = key.startsWith("chomp:");
        String[] parts = (chomp ? key.substring("chomp:".length()) : key).split("\\.", -1);
        if (root == null || parts.length != 2) {
            return null;
        }
        try {
            Path file = Path.of(root, parts[0], parts[1]);
            if (!Files.isRegularFile(file)) {
                return null;
            }
            String text = Files.readString(file);
            return chomp ? text.replaceFirst("\\r?\\n$", "") : text;
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }
}
