package io.github.catamail.scan;

import io.github.catamail.loader.LibraryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mail classes on a class path, in whatever jars they are. It asks for a few files by name, and opens none but those
 * that tell a version.
 */
public final class MailScan {
    private static final Logger LOGGER = LibraryLoader.logger(MailScan.class.getName());

    private final ClassPathFiles files;
    private final Map<ClassLocation, Jar> found =
            new TreeMap<>(Comparator.comparing(ClassLocation::name).thenComparing(ClassLocation::path));

    /** What is known of one of the files: what it has, and the version of each by the path of the file that tells it. */
    private record Jar(ClassPathFiles.Entry marker, Set<MailPiece> pieces, Map<String, String> versions) {
        /** To read a file in a jar in an archive that is packed takes ten milliseconds. */
        boolean needs(String path) {
            return pieces.stream()
                    .map(MailPiece::versionFiles)
                    .anyMatch(tellers ->
                            tellers.contains(path) && tellers.stream().noneMatch(versions::containsKey));
        }
    }

    private MailScan(ClassPathFiles files) {
        this.files = files;
    }

    /** Returns all mail classes that there are among the files. */
    public static BundledMail of(ClassPathFiles files) {
        MailScan scan = new MailScan(files);
        for (MailPiece piece : MailPiece.values()) {
            scan.findPiece(piece);
        }
        scan.findVersions();
        return new BundledMail(scan.found.values().stream().map(MailScan::file).toList());
    }

    private void findPiece(MailPiece piece) {
        for (String marker : piece.markers()) {
            for (ClassPathFiles.Entry entry : files.find(marker)) {
                found.computeIfAbsent(
                                entry.location(),
                                any -> new Jar(entry, EnumSet.noneOf(MailPiece.class), new HashMap<>()))
                        .pieces()
                        .add(piece);
            }
        }
    }

    private void findVersions() {
        Set<String> paths = new LinkedHashSet<>();
        for (Jar jar : found.values()) {
            jar.pieces().forEach(piece -> paths.addAll(piece.versionFiles()));
        }
        for (String path : paths) {
            for (ClassPathFiles.Entry entry : files.find(path)) {
                Jar jar = found.get(entry.location());
                if (jar != null && jar.needs(path)) {
                    addVersion(jar, path, entry);
                }
            }
        }
    }

    private static void addVersion(Jar jar, String path, ClassPathFiles.Entry entry) {
        try (InputStream stream = entry.open()) {
            Properties properties = new Properties();
            properties.load(stream);
            String version = properties.getProperty("version");
            if (version != null) {
                jar.versions().put(path, version);
            }
        } catch (IOException | IllegalArgumentException e) {
            // A damaged jar is the application's own affair; here it costs no more than a version.
            LOGGER.log(Level.DEBUG, () -> path + " in " + entry.location().path() + " cannot be read", e);
        }
    }

    private static BundledFile file(Jar jar) {
        ClassLocation location = jar.marker().location();
        JarIdentity identity = JarIdentity.of(location.name(), manifest(jar.marker()));
        return new BundledFile(
                location,
                identity.isMailJar(),
                jar.pieces().stream().map(piece -> piece(piece, jar, identity)).toList());
    }

    private static BundledPiece piece(MailPiece piece, Jar jar, JarIdentity identity) {
        String version = piece.versionFiles().stream()
                .map(jar.versions()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(identity.version());
        // Before 2.0, Jakarta Mail was called javax.mail. Geronimo counts in its own way.
        boolean old =
                version != null && version.startsWith("1.") && !jar.pieces().contains(MailPiece.GERONIMO_MAIL);
        return new BundledPiece(piece, version, piece == MailPiece.MAIL_API && (old || identity.converted()));
    }

    private static @Nullable Manifest manifest(ClassPathFiles.Entry entry) {
        try {
            return entry.manifest();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> entry.location().path() + " has no manifest that can be read", e);
            return null;
        }
    }
}
