package io.github.catamail.doctor.tree;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where something stands.
 *
 * @param file the file on disk: for what is in an archive, the archive
 * @param shown the file as people know it, such as {@code conf/server.xml} or
 *     {@code webapps/shop.war!/META-INF/context.xml}
 * @param line counted from 1; 0 for the file as a whole
 */
public record Place(Path file, String shown, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::shown).thenComparingInt(Place::line);

    /** Returns the same file at another line. */
    Place at(int other) {
        return new Place(file, shown, other);
    }

    /** By file and line. */
    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code file:line}, or the file alone. */
    @Override
    public String toString() {
        return line > 0 ? shown + ":" + line : shown;
    }
}
