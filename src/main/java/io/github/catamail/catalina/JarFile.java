package io.github.catamail.catalina;

import java.security.CodeSource;

/** The name of the file that a class was loaded from, for messages. */
final class JarFile {
    private JarFile() {}

    /** Returns the file name without its directories, such as {@code jakarta.mail-2.0.1.jar}. */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "an unknown file";
        }
        String path = source.getLocation().getPath();
        String file = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
