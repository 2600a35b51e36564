package io.github.catamail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a Tomcat that resources stand in, those inside applications aside. */
final class ConfigurationFiles {
    private static final int DEPTH_OF_CONTEXTS = 3;

    private ConfigurationFiles() {}

    /** Returns those that are there: {@code server.xml}, {@code context.xml}, and those of engines and hosts, sorted. */
    static List<Path> in(Path catalinaBase) throws IOException {
        Path conf = catalinaBase.resolve("conf");
        if (!Files.isDirectory(conf)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(conf, DEPTH_OF_CONTEXTS)) {
            return all.filter(file -> isConfiguration(conf.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isConfiguration(Path relative) {
        String text = relative.toString().replace('\\', '/');
        return text.equals("server.xml")
                || text.equals("context.xml")
                // conf/Catalina/localhost/shop.xml; our own examples lie in conf/catamail.
                || (text.matches("[^/]+/[^/]+/[^/]+\\.xml") && !text.startsWith("catamail/"));
    }
}
