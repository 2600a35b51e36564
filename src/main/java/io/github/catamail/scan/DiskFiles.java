package io.github.catamail.scan;

import io.github.catamail.loader.LibraryLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Jars and directories on disk, of a server or an application that need not run; also jars in an archive, which is not
 * unpacked. What in them tells of mail is read once, file by file, and nothing is kept open.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class DiskFiles implements ClassPathFiles {
    private static final Logger LOGGER = LibraryLoader.logger(DiskFiles.class.getName());
    private static final Set<String> TELLING = telling();

    /** A manifest of many signed files has some megabytes. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private final List<Container> containers;
    private final List<ClassLocation> unreadable;

    /** A jar or directory, and what is of interest in it. */
    private record Container(ClassLocation location, Map<String, byte[]> files) {}

    private DiskFiles(List<Container> containers, List<ClassLocation> unreadable) {
        this.containers = List.copyOf(containers);
        this.unreadable = List.copyOf(unreadable);
    }

    /** Returns some jars and directories with classes; those that do not exist are left out. */
    public static DiskFiles of(List<Path> classPath) {
        Reader reader = new Reader();
        for (Path entry : classPath) {
            reader.add(entry, new ClassLocation(slashed(entry)));
        }
        return reader.files();
    }

    /**
     * Returns what a web application brings: {@code WEB-INF/classes}, and the jars in {@code WEB-INF/lib}.
     *
     * @param application its directory or archive
     */
    public static DiskFiles ofApplication(Path application) {
        Reader reader = new Reader();
        if (Files.isDirectory(application)) {
            reader.addApplication(application, slashed(application));
        } else if (Files.isRegularFile(application)) {
            try (FileSystem archive = FileSystems.newFileSystem(application)) {
                // As Tomcat names what is in an archive.
                reader.addApplication(archive.getPath("/"), slashed(application) + "*");
            } catch (IOException | RuntimeException damaged) {
                reader.isUnreadable(new ClassLocation(slashed(application)), damaged);
            }
        }
        return reader.files();
    }

    @Override
    public List<Entry> find(String path) {
        return containers.stream()
                .filter(container -> container.files().containsKey(path))
                .<Entry>map(container -> new Found(container, path))
                .toList();
    }

    /** Returns the jars that are damaged, or may not be read. */
    public List<ClassLocation> unreadable() {
        return unreadable;
    }

    private static Set<String> telling() {
        Set<String> paths = new LinkedHashSet<>();
        for (MailPiece piece : MailPiece.values()) {
            paths.addAll(piece.markers());
            paths.addAll(piece.versionFiles());
        }
        paths.add(JarFile.MANIFEST_NAME);
        return Set.copyOf(paths);
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** Collects containers; one thread uses it. */
    private static final class Reader {
        private final List<Container> containers = new ArrayList<>();
        private final List<ClassLocation> unreadable = new ArrayList<>();

        DiskFiles files() {
            return new DiskFiles(containers, unreadable);
        }

        void addApplication(Path root, String name) {
            add(root.resolve("WEB-INF/classes"), new ClassLocation(name + "/WEB-INF/classes"));
            Path lib = root.resolve("WEB-INF/lib");
            if (!Files.isDirectory(lib)) {
                return;
            }
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib)) {
                for (Path jar : jars) {
                    if (jar.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
                        add(jar, new ClassLocation(name + "/WEB-INF/lib/" + jar.getFileName()));
                    }
                }
            } catch (IOException | RuntimeException damaged) {
                isUnreadable(new ClassLocation(name + "/WEB-INF/lib"), damaged);
            }
        }

        void add(Path path, ClassLocation location) {
            try {
                if (Files.isDirectory(path)) {
                    containers.add(read(path, location));
                } else if (Files.isRegularFile(path)) {
                    try (FileSystem jar = FileSystems.newFileSystem(path)) {
                        containers.add(read(jar.getPath("/"), location));
                    }
                }
            } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
                // A damaged archive fails in many ways, not all of them an IOException. A jar in an archive is unpacked
                // into memory, and may be a few kilobytes that become gigabytes.
                isUnreadable(location, damaged);
            }
        }

        void isUnreadable(ClassLocation location, Throwable cause) {
            LOGGER.log(Level.DEBUG, () -> location.path() + " cannot be read", cause);
            unreadable.add(location);
        }

        private static Container read(Path root, ClassLocation location) throws IOException {
            Map<String, byte[]> files = new HashMap<>();
            for (String path : TELLING) {
                Path file = root.resolve(path);
                if (Files.isRegularFile(file)) {
                    // Of a class it is enough that it is there.
                    files.put(path, path.endsWith(".class") ? new byte[0] : bytes(file));
                }
            }
            return new Container(location, files);
        }

        private static byte[] bytes(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new IOException(file + " is too large");
                }
                return bytes;
            }
        }
    }

    private record Found(Container container, String path) implements Entry {
        @Override
        public ClassLocation location() {
            return container.location();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes(path));
        }

        @Override
        public @Nullable Manifest manifest() throws IOException {
            if (!container.files().containsKey(JarFile.MANIFEST_NAME)) {
                return null;
            }
            try {
                return new Manifest(new ByteArrayInputStream(bytes(JarFile.MANIFEST_NAME)));
            } catch (IllegalArgumentException damaged) {
                throw new IOException(damaged);
            }
        }

        private byte[] bytes(String name) {
            return Objects.requireNonNullElseGet(container.files().get(name), () -> new byte[0]);
        }
    }
}
