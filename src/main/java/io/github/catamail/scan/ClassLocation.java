package io.github.catamail.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URL;
import java.net.URLDecoder;

/**
 * A jar or a directory with classes.
 *
 * @param path its path, or that of the web application's archive and, after a star, the path in it
 */
public record ClassLocation(String path) {
    private static final String CLASSES = "/WEB-INF/classes";

    /** Returns where a file lies, from its URL and the path that it was asked by. */
    public static ClassLocation of(URL url, String asked) {
        String text = url.toExternalForm();
        String container = text.endsWith(asked) ? text.substring(0, text.length() - asked.length()) : text;
        String trimmed = container.replaceFirst("!?/+$", "").replaceFirst("^(jar:|war:)*(file:)?", "");
        return new ClassLocation(URLDecoder.decode(trimmed.replace("+", "%2B"), UTF_8));
    }

    /** Returns whether it is a directory of an application's own classes, and not a jar. */
    boolean isClasses() {
        return path.endsWith(CLASSES);
    }

    /** Returns the file name without its directories, such as {@code jakarta.mail-2.0.1.jar}. */
    public String name() {
        return isClasses() ? CLASSES.substring(1) : path.substring(path.lastIndexOf('/') + 1);
    }
}
