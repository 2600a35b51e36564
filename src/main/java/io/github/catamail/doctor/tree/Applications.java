package io.github.catamail.doctor.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the applications of a host where Tomcat would: in its configuration, and among its files. */
final class Applications {
    private static final String DESCRIPTOR = ".xml";
    private static final String ARCHIVE = ".war";

    private final Reading reading;
    private final VirtualHost host;
    private final ApplicationReader reader;
    private final Map<ContextPath, Application> found = new LinkedHashMap<>();

    private Applications(Installation installation, Reading reading, VirtualHost host) {
        this.reading = reading;
        this.host = host;
        this.reader = new ApplicationReader(installation, reading, host);
    }

    static Collection<Application> of(Installation installation, Reading reading, VirtualHost host) {
        Applications applications = new Applications(installation, reading, host);
        applications.findInServerXml();
        applications.findDescriptors();
        applications.findFiles(host.appBase(), /* isConverted= */ false);
        applications.findFiles(host.legacyAppBase(), /* isConverted= */ true);
        return applications.found.values();
    }

    private void findInServerXml() {
        for (Element context : host.contexts()) {
            String path = context.attribute("path");
            String docBase = context.attribute("docBase");
            ContextPath name = path != null || docBase == null
                    ? new ContextPath(
                            path == null || path.equals("/") ? "" : path, context.attribute("webappVersion", ""))
                    : ContextPath.ofFile(withoutEnding(lastName(docBase), ARCHIVE));
            add(name, docBase == null ? deployed(name) : resolved(docBase), context, true, false);
        }
    }

    private void findDescriptors() {
        for (Path file : list(host.configBase())) {
            String name = nameOf(file);
            if (!hasEnding(name, DESCRIPTOR) || !Files.isRegularFile(file)) {
                continue;
            }
            ContextPath path = ContextPath.ofFile(withoutEnding(name, DESCRIPTOR));
            Element context = reading.serverXml(file);
            if (context != null) {
                String docBase = context.attribute("docBase");
                Path outside = docBase == null ? null : resolved(docBase);
                // Tomcat ignores one that lies among the applications.
                boolean counts = outside != null && !outside.startsWith(host.appBase());
                add(path, counts ? outside : deployed(path), context, false, false);
            }
        }
    }

    private void findFiles(Path directory, boolean isConverted) {
        List<Path> files = list(directory);
        for (Path file : files) {
            String name = nameOf(file);
            if (host.ignores(name)) {
                continue;
            }
            if (Files.isDirectory(file)) {
                ContextPath path = ContextPath.ofFile(name);
                add(path, deployed(directory, path), null, false, isConverted);
            } else if (hasEnding(name, ARCHIVE)) {
                ContextPath path = ContextPath.ofFile(withoutEnding(name, ARCHIVE));
                add(path, deployed(directory, path), null, false, isConverted);
            }
        }
    }

    /** What Tomcat has found already, it does not deploy again. */
    private void add(
            ContextPath path,
            @Nullable Path files,
            @Nullable Element context,
            boolean inServerXml,
            boolean isConverted) {
        if (!found.containsKey(path)) {
            found.put(path, reader.read(path, files, context, inServerXml, isConverted));
        }
    }

    private @Nullable Path deployed(ContextPath path) {
        return deployed(host.appBase(), path);
    }

    /** Returns the directory if Tomcat has unpacked it from the archive beside it, and else the archive. */
    private static @Nullable Path deployed(Path directory, ContextPath path) {
        Path nowhere = directory.resolve("ROOT");
        Path unpacked = Installation.written(directory, path.baseName(), nowhere);
        Path archive = Installation.written(directory, path.baseName() + ARCHIVE, nowhere);
        boolean hasDirectory = Files.isDirectory(unpacked);
        if (!Files.isRegularFile(archive)) {
            return hasDirectory ? unpacked : null;
        }
        return hasDirectory && isUnpacked(archive, unpacked) ? unpacked : archive;
    }

    /** Tomcat gives a file in what it unpacks the time of the archive. */
    private static boolean isUnpacked(Path archive, Path directory) {
        try {
            Path tracker = directory.resolve("META-INF/war-tracker");
            return Files.exists(tracker)
                    && Files.getLastModifiedTime(tracker).equals(Files.getLastModifiedTime(archive));
        } catch (IOException unknown) {
            return false;
        }
    }

    private @Nullable Path resolved(String docBase) {
        try {
            Path path = host.appBase().resolve(docBase).normalize();
            return Files.exists(path) ? path : null;
        } catch (InvalidPathException nowhere) {
            return null;
        }
    }

    private List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.sorted().toList());
        } catch (IOException unreadable) {
            reading.isUnreadable(reading.place(directory));
            return List.of();
        }
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String lastName(String docBase) {
        return docBase.replaceFirst("[/\\\\]+$", "").replaceFirst("^.*[/\\\\]", "");
    }

    private static boolean hasEnding(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static String withoutEnding(String name, String ending) {
        return hasEnding(name, ending) ? name.substring(0, name.length() - ending.length()) : name;
    }
}
