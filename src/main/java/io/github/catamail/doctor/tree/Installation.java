package io.github.catamail.doctor.tree;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a Tomcat is, and what is said to it when it is started.
 *
 * @param home the directory of the distribution, {@code CATALINA_HOME}
 * @param base the directory of this instance, {@code CATALINA_BASE}; often the same
 * @param environment the environment variables that Tomcat sees, as far as they are known
 */
public record Installation(Path home, Path base, Map<String, String> environment) {
    /** Makes the paths absolute. */
    public Installation {
        home = home.toAbsolutePath().normalize();
        base = base.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Returns a file as people know it: below the base without the way there, else whole. */
    public String shown(Path file) {
        Path absolute = base.resolve(file).normalize();
        String text = absolute.startsWith(base) && !absolute.equals(base)
                ? base.relativize(absolute).toString()
                : absolute.toString();
        return text.replace(file.getFileSystem().getSeparator(), "/");
    }

    /**
     * Returns a path as somebody wrote it, which may be none on this system.
     *
     * @param directory what it is relative to
     * @param otherwise what to return where it is no path
     */
    static Path written(Path directory, String text, Path otherwise) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException nowhere) {
            return otherwise;
        }
    }

    /** Returns a file of this instance, or that of the distribution where the instance has none. */
    Path file(String relative) {
        Path own = base.resolve(relative);
        return own.toFile().exists() ? own : home.resolve(relative);
    }
}
