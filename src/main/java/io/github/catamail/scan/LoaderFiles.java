package io.github.catamail.scan;

import io.github.catamail.loader.LibraryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What a class loader loads from, such as the server's {@code lib}. */
public final class LoaderFiles implements ClassPathFiles {
    private static final Logger LOGGER = LibraryLoader.logger(LoaderFiles.class.getName());

    private final Resources resources;

    /** {@link ClassLoader#getResources}, or {@code findResources} to leave out the loaders above it. */
    public interface Resources {
        /** Returns all that have this name, in the order of the class path. */
        Enumeration<URL> named(String path) throws IOException;
    }

    /** Makes the files of a loader. */
    public LoaderFiles(Resources resources) {
        this.resources = resources;
    }

    @Override
    public List<Entry> find(String path) {
        try {
            return Collections.list(resources.named(path)).stream()
                    .<Entry>map(url -> new Found(ClassLocation.of(url, path), url))
                    .toList();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> "There is no telling where " + path + " is", e);
            return List.of();
        }
    }

    private record Found(ClassLocation location, URL url) implements Entry {
        @Override
        public InputStream open() throws IOException {
            return connection().getInputStream();
        }

        @Override
        public @Nullable Manifest manifest() throws IOException {
            if (!(connection() instanceof JarURLConnection connection)) {
                return null;
            }
            try (JarFile jar = connection.getJarFile()) {
                return jar.getManifest();
            }
        }

        private URLConnection connection() throws IOException {
            URLConnection connection = url.openConnection();
            // A jar that is kept open could not be replaced on Windows.
            connection.setUseCaches(false);
            return connection;
        }
    }
}
