package io.github.catamail.doctor.tree;

import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The system properties that a Tomcat has when it reads its configuration, and where they are set. */
final class ServerProperties {
    /** What every JVM has by itself; that of the server will mostly be this one. */
    private static final Pattern OF_EVERY_JVM = Pattern.compile("(java|user|os|file|path|line)\\..*");

    private static final String CONFIG = "conf/catalina.properties";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<JvmOption> options = new ArrayList<>();

    private ServerProperties() {}

    static ServerProperties of(Installation installation, Reading reading) {
        ServerProperties properties = new ServerProperties();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> OF_EVERY_JVM.matcher(name).matches())
                .forEach(name -> properties.values.put(name, System.getProperty(name)));
        properties.add(arguments(installation, reading));
        properties.values.put(
                "java.io.tmpdir", installation.base().resolve("temp").toString());
        properties.values.put("catalina.home", installation.home().toString());
        properties.values.put("catalina.base", installation.base().toString());
        // Tomcat sets them after the arguments, and lets them win.
        properties.add(properties.file(installation, reading));
        return properties;
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** Returns what is set on purpose, in the order that it comes into effect. */
    List<JvmOption> options() {
        return List.copyOf(options);
    }

    private void add(List<JvmOption> added) {
        options.addAll(added);
        added.forEach(option -> values.put(option.name(), option.value().reveal()));
    }

    /** The environment, which has what the script of Tomcat would set, goes before the script. */
    private static List<JvmOption> arguments(Installation installation, Reading reading) {
        List<JvmOption> inScript = Stream.of("bin/setenv.sh", "bin/setenv.bat")
                .map(installation::file)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(script -> JvmOptions.in(reading.text(script), reading.place(script), installation))
                .orElse(List.of());
        boolean known = false;
        List<JvmOption> effective = new ArrayList<>();
        for (String variable : List.of("JAVA_OPTS", "CATALINA_OPTS")) {
            String text = installation.environment().get("CATAMAIL_" + variable);
            known |= text != null;
            for (JvmOption option : JvmOptions.in(
                    text == null ? "" : text, new Place(installation.base(), variable, 0), installation)) {
                effective.add(inScript.stream()
                        .filter(written -> written.name().equals(option.name()))
                        .map(written -> new JvmOption(option.name(), option.value(), written.place(), true))
                        .findFirst()
                        .orElse(option));
            }
        }
        return known ? effective : inScript;
    }

    private List<JvmOption> file(Installation installation, Reading reading) {
        Path file = configFile(installation);
        List<JvmOption> found = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return found;
        }
        String text = reading.text(file);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            // As in Tomcat: what stands before the mistake counts.
            reading.isUnreadable(
                    reading.place(file),
                    "a backslash and a \"u\" in this file are followed by no four digits, and what comes after them does not count",
                    "write two backslashes for one");
        }
        List<String> lines = text.lines().toList();
        for (String name : properties.stringPropertyNames().stream().sorted().toList()) {
            found.add(new JvmOption(
                    name,
                    Secret.of(properties.getProperty(name)),
                    reading.place(file).at(lineOf(name, lines)),
                    /* isArgument= */ false));
        }
        return found;
    }

    private Path configFile(Installation installation) {
        String other = values.get("catalina.config");
        if (other == null) {
            return installation.base().resolve(CONFIG);
        }
        try {
            return other.contains("/") && other.contains(":")
                    ? Path.of(URI.create(other))
                    : installation.base().resolve("conf").resolve(other);
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException elsewhere) {
            return installation.base().resolve(CONFIG);
        }
    }

    private static int lineOf(String name, List<String> lines) {
        Pattern beginning = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*[=: ].*");
        for (int i = 0; i < lines.size(); i++) {
            if (beginning.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return 0;
    }
}
