package io.github.catamail.doctor.tree;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jars and directories that a Tomcat loads for itself and all its applications. */
final class ServerLibPath {
    /** As Tomcat has it where nothing is written. */
    private static final String STANDARD =
            "\"${catalina.base}/lib\",\"${catalina.base}/lib/*.jar\",\"${catalina.home}/lib\","
                    + "\"${catalina.home}/lib/*.jar\"";

    /** An entry in quotation marks may contain a comma. */
    private static final Pattern ENTRY = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^,\"]+))\\s*(?:,|$)");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private ServerLibPath() {}

    static List<Path> of(Map<String, String> properties) {
        Map<Path, Path> found = new LinkedHashMap<>();
        for (String name : List.of("common.loader", "shared.loader")) {
            String text = properties.getOrDefault(name, name.startsWith("common") ? STANDARD : "");
            for (Path entry : entries(replaced(text, properties))) {
                // Home and base are often the same directory.
                found.putIfAbsent(real(entry), entry);
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Path> entries(String text) {
        List<Path> entries = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            String path = (entry.group(1) != null ? entry.group(1) : entry.group(2)).strip();
            if (!path.isEmpty()) {
                entries.addAll(files(path));
            }
        }
        return entries.stream().filter(Files::exists).toList();
    }

    private static List<Path> files(String path) {
        try {
            return path.endsWith("*.jar")
                    ? jars(Path.of(path.substring(0, path.length() - "*.jar".length())))
                    : List.of(Path.of(path.replaceFirst("^file:/*(?=/)", "")));
        } catch (InvalidPathException nowhere) {
            // Tomcat warns of it by itself.
            return List.of();
        }
    }

    private static List<Path> jars(Path directory) {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
                files.forEach(jars::add);
            } catch (IOException unreadable) {
                return List.of();
            }
        }
        jars.sort(null);
        return jars;
    }

    private static String replaced(String text, Map<String, String> properties) {
        return VARIABLE.matcher(text)
                .replaceAll(variable ->
                        Matcher.quoteReplacement(properties.getOrDefault(variable.group(1), variable.group())));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException unknown) {
            return path.toAbsolutePath().normalize();
        }
    }
}
