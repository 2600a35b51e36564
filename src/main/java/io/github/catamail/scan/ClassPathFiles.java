package io.github.catamail.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The jars and directories that a class loader loads from, asked by way of their indexes. */
public interface ClassPathFiles {
    /**
     * Returns each file of this path, in the order of the class path.
     *
     * @param path as in a jar, without a slash at the beginning
     */
    List<Entry> find(String path);

    /** A file in one of the jars or directories. */
    interface Entry {
        /** Returns where it was found. */
        ClassLocation location();

        /** Opens it. */
        InputStream open() throws IOException;

        /** Returns the manifest of the jar that it was found in; null if it has none. */
        @Nullable Manifest manifest() throws IOException;
    }
}
