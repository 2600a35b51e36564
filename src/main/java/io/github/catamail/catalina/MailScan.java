package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mail classes on a class path, in whatever jars they are. It asks for a few files by name, and opens none but those
 * that tell a version.
 */
final class MailScan {
    private static final Logger LOGGER = LibraryLoader.logger(MailScan.class.getName());
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final ClassPathFiles files;
    private final Map<ClassLocation, Set<MailPiece>> found =
            new TreeMap<>(Comparator.comparing(ClassLocation::name).thenComparing(ClassLocation::path));
    private final Map<ClassLocation, Map<MailPiece, String>> versions = new HashMap<>();
    private final Map<ClassLocation, Manifest> manifests = new HashMap<>();

    private MailScan(ClassPathFiles files) {
        this.files = files;
    }

    static BundledMail of(ClassPathFiles files) {
        MailScan scan = new MailScan(files);
        for (MailPiece piece : MailPiece.values()) {
            scan.findPiece(piece);
        }
        if (!scan.found.isEmpty()) {
            scan.findManifests();
            scan.findVersions();
        }
        return new BundledMail(scan.found.entrySet().stream()
                .map(entry -> scan.file(entry.getKey(), entry.getValue()))
                .toList());
    }

    private void findPiece(MailPiece piece) {
        for (String marker : piece.markers()) {
            for (ClassPathFiles.Entry entry : files.find(marker)) {
                found.computeIfAbsent(entry.location(), location -> EnumSet.noneOf(MailPiece.class))
                        .add(piece);
            }
        }
    }

    private void findManifests() {
        for (ClassPathFiles.Entry entry : files.find(MANIFEST)) {
            if (found.containsKey(entry.location())) {
                read(entry, stream -> manifests.put(entry.location(), new Manifest(stream)));
            }
        }
    }

    private void findVersions() {
        EnumSet<MailPiece> pieces = EnumSet.noneOf(MailPiece.class);
        found.values().forEach(pieces::addAll);
        Map<String, List<ClassPathFiles.Entry>> asked = new HashMap<>();
        for (MailPiece piece : pieces) {
            for (String path : piece.versionFiles()) {
                for (ClassPathFiles.Entry entry : asked.computeIfAbsent(path, files::find)) {
                    if (found.getOrDefault(entry.location(), Set.of()).contains(piece)) {
                        read(entry, stream -> addVersion(entry.location(), piece, stream));
                    }
                }
            }
        }
    }

    private void addVersion(ClassLocation location, MailPiece piece, InputStream stream) throws IOException {
        Properties properties = new Properties();
        properties.load(stream);
        String version = properties.getProperty("version");
        if (version != null) {
            versions.computeIfAbsent(location, any -> new EnumMap<>(MailPiece.class))
                    .putIfAbsent(piece, version);
        }
    }

    private BundledFile file(ClassLocation location, Set<MailPiece> pieces) {
        JarIdentity identity = JarIdentity.of(location.name(), manifests.get(location));
        return new BundledFile(
                location,
                identity.isMailJar(),
                pieces.stream()
                        .map(piece -> piece(piece, version(location, piece), identity, pieces))
                        .toList());
    }

    private @Nullable String version(ClassLocation location, MailPiece piece) {
        return versions.getOrDefault(location, Map.of()).get(piece);
    }

    private static BundledPiece piece(
            MailPiece piece, @Nullable String version, JarIdentity identity, Set<MailPiece> beside) {
        String known = version != null ? version : identity.version();
        // Before 2.0, Jakarta Mail was called javax.mail. Geronimo counts in its own way.
        boolean old = known != null && known.startsWith("1.") && !beside.contains(MailPiece.GERONIMO_MAIL);
        return new BundledPiece(piece, known, piece == MailPiece.MAIL_API && (old || identity.converted()));
    }

    /** Reads a file. */
    private interface Reading {
        void from(InputStream stream) throws IOException;
    }

    private static void read(ClassPathFiles.Entry entry, Reading reading) {
        try (InputStream stream = entry.open()) {
            reading.from(stream);
        } catch (IOException | IllegalArgumentException e) {
            // A damaged jar is the application's own affair; here it costs no more than a version.
            LOGGER.log(Level.DEBUG, () -> entry.location().path() + " does not tell its version", e);
        }
    }
}
