package io.github.catamail.testing.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The distributions that the build fetches, and where it left them, the overlay and the JDK. */
public enum TomcatVersion {
    TOMCAT_10("catamail.tomcat10"),
    TOMCAT_11("catamail.tomcat11");

    private final String property;

    TomcatVersion(String property) {
        this.property = property;
    }

    /** Unzips it with the overlay over it. */
    public TomcatInstall install(Path dir) throws IOException {
        return TomcatInstall.unzip(distribution(), overlay(), dir);
    }

    public Path distribution() {
        return file(property);
    }

    public static Path overlay() {
        return file("catamail.overlay");
    }

    /** Returns the directory of the JDK to run Tomcat on; that of this JVM, if the build names none. */
    public static Path java() {
        return Path.of(System.getProperty("catamail.it.java", System.getProperty("java.home")));
    }

    private static Path file(String property) {
        String value = System.getProperty(property);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new IllegalStateException("-D" + property + " must name a file that exists, is: " + value
                    + ". The build sets it: mvn verify -Dit.test=NameIT");
        }
        return Path.of(value);
    }
}
