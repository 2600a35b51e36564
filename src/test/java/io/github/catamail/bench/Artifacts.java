package io.github.catamail.bench;

import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the build made and fetched. */
final class Artifacts {
    /** What an application bundles to send mail with the libraries of {@link Kind#PEERS}; the mail jars are the server's. */
    private static final Pattern BUNDLED =
            Pattern.compile("(spring|micrometer|simple-java-mail|core-module|batch-module"
                    + "|generic-object-pool|clustered-object-pool|smtp-connection-pool|jmail|throwing-function"
                    + "|jetbrains-runtime-annotations|slf4j|vertx-(core|mail|auth)|netty|jackson)-.*\\.jar");

    private Artifacts() {}

    /** Returns the directory of the build. */
    static Path target() {
        return TomcatVersion.overlay().toAbsolutePath().getParent();
    }

    /** Returns the class path of a plain JVM. */
    static List<Path> classPath() throws IOException {
        List<Path> path = new ArrayList<>(List.of(target().resolve("test-classes"), target().resolve("classes")));
        path.addAll(jars(jar -> true));
        return path;
    }

    /** Returns the jars that an application bundles. */
    static List<Path> bundled() throws IOException {
        return jars(jar -> BUNDLED.matcher(jar.getFileName().toString()).matches());
    }

    private static List<Path> jars(Predicate<Path> wanted) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("catamail.benchJars")))) {
            return jars.filter(wanted).sorted().toList();
        }
    }
}
