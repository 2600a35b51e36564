package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Jars as an application has them; what is in them does not matter, since none of it is asked for. */
public final class FillerJars {
    private static final int ENTRIES = 100;

    private FillerJars() {}

    /** Writes so many. */
    public static List<Path> write(int count, Path dir) throws IOException {
        Files.createDirectories(dir);
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WebApp jar = WebApp.named("library-" + i);
            for (int entry = 0; entry < ENTRIES; entry++) {
                jar.text("com/example/library" + i + "/Thing" + entry + ".properties", "");
            }
            Path file = jar.packInto(dir);
            jars.add(Files.move(file, dir.resolve("library-" + i + ".jar"), StandardCopyOption.REPLACE_EXISTING));
        }
        return jars;
    }
}
