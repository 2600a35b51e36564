package io.github.catamail.testing.tomcat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A Tomcat as an administrator installs it: the distribution unzipped, the overlay unzipped over it, and its
 * configuration files edited.
 *
 * <p>The web applications of the distribution are left out, its ports are free ones on the loopback interface, and it is
 * stopped by a signal.
 */
public final class TomcatInstall {
    private final Path zip;
    private final Path home;

    private TomcatInstall(Path zip, Path home) {
        this.zip = zip;
        this.home = home;
    }

    /**
     * Unzips a distribution and the overlay.
     *
     * @param dir where to; made anew
     */
    public static TomcatInstall unzip(Path distribution, Path overlay, Path dir) throws IOException {
        deleteTree(dir);
        extract(distribution, dir, 1, name -> !name.startsWith("webapps/"));
        extract(overlay, dir, 0, name -> true);
        for (String empty : List.of("webapps", "logs", "temp")) {
            Files.createDirectories(dir.resolve(empty));
        }
        TomcatInstall install = new TomcatInstall(distribution, dir.toAbsolutePath());
        install.edit("conf/server.xml", "port=\"8005\"", "port=\"-1\"");
        install.edit("conf/server.xml", "port=\"8080\"", "port=\"0\" address=\"127.0.0.1\"");
        return install;
    }

    /** Returns {@code catalina.base}, which is {@code catalina.home} too. */
    public Path home() {
        return home;
    }

    /** Returns the jar in {@code lib} of this name, without its version. */
    public Path jar(String name) throws IOException {
        Pattern file = Pattern.compile(Pattern.quote(name) + "-\\d.*\\.jar");
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.filter(jar -> file.matcher(jar.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no " + name + " in lib"));
        }
    }

    /** Adds elements to {@code <GlobalNamingResources>} in {@code conf/server.xml}. */
    public TomcatInstall global(String xml) throws IOException {
        return edit("conf/server.xml", "</GlobalNamingResources>", xml + "\n</GlobalNamingResources>");
    }

    /** Adds elements, such as a {@code <Context>}, to the {@code <Host>} in {@code conf/server.xml}. */
    public TomcatInstall host(String xml) throws IOException {
        return edit("conf/server.xml", "</Host>", xml + "\n</Host>");
    }

    /** Adds elements to {@code conf/context.xml}, for all web applications. */
    public TomcatInstall everyContext(String xml) throws IOException {
        return edit("conf/context.xml", "</Context>", xml + "\n</Context>");
    }

    /** Writes {@code conf/Catalina/localhost/<name>.xml}. */
    public TomcatInstall context(String name, String xml) throws IOException {
        Path file = home.resolve("conf/Catalina/localhost").resolve(name + ".xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, xml);
        return this;
    }

    /** Copies a web application to {@code webapps}, unpacked. */
    public TomcatInstall deploy(WebApp app) throws IOException {
        app.unpackInto(home.resolve("webapps"));
        return this;
    }

    /** Adds the distribution's own manager, with a user who may use its text pages and its JMX proxy. */
    public TomcatInstall manager(String user, String password) throws IOException {
        extract(zip, home, 1, name -> name.startsWith("webapps/manager/"));
        return edit(
                "conf/tomcat-users.xml",
                "</tomcat-users>",
                "<user username=\"" + user + "\" password=\"" + password
                        + "\" roles=\"manager-script,manager-jmx\"/>\n</tomcat-users>");
    }

    /** Adds some of the distribution's own applications. */
    public TomcatInstall ownApplications(String... names) throws IOException {
        for (String name : names) {
            extract(zip, home, 1, file -> file.startsWith("webapps/" + name + "/"));
        }
        return this;
    }

    /** Adds classes, as one jar, to {@code lib}. */
    public TomcatInstall library(String jar, Class<?>... types) throws IOException {
        WebApp.named(jar).classes(types).classesAsJar(home.resolve("lib"));
        return this;
    }

    /** Adds listeners, and whatever else may stand there, to {@code <Server>} in {@code conf/server.xml}. */
    public TomcatInstall server(String xml) throws IOException {
        return edit("conf/server.xml", "<GlobalNamingResources>", xml + "\n<GlobalNamingResources>");
    }

    /** Replaces a text in a file, which must be there. */
    public TomcatInstall edit(String file, String from, String to) throws IOException {
        Path path = home.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new IOException("There is no " + from + " in " + path);
        }
        Files.writeString(path, text.replace(from, to));
        return this;
    }

    /**
     * Starts it in a process of its own and waits until it is up.
     *
     * @param java the directory of the JDK or JRE
     * @param options further options of the JVM, such as {@code -Dname=value}
     */
    public RunningTomcat start(Path java, String... options) throws IOException, InterruptedException {
        return start(java, line -> {}, options);
    }

    /** Does the same, and hands each line that it writes to its console to {@code listener}, in the order they come. */
    public RunningTomcat start(Path java, Consumer<String> listener, String... options)
            throws IOException, InterruptedException {
        return RunningTomcat.start(home, command(java, options), listener);
    }

    // As bin/catalina.sh does.
    private List<String> command(Path java, String... options) {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        for (String opened : List.of(
                "java.base/java.lang",
                "java.base/java.lang.invoke",
                "java.base/java.lang.reflect",
                "java.base/java.io",
                "java.base/java.util",
                "java.base/java.util.concurrent",
                "java.rmi/sun.rmi.transport")) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                // Starts in half the time, and the messages of Tomcat are the same on every machine.
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Duser.language=en",
                "-Dfile.encoding=UTF-8",
                "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Dcatalina.base=" + home,
                "-Dcatalina.home=" + home,
                "-Djava.io.tmpdir=" + home.resolve("temp")));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                home.resolve("bin/bootstrap.jar") + File.pathSeparator + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }

    private static void extract(Path zip, Path dir, int strip, Predicate<String> wanted) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path path = Path.of(entry.getName());
                if (entry.isDirectory() || path.getNameCount() <= strip) {
                    continue;
                }
                Path name = path.subpath(strip, path.getNameCount());
                if (wanted.test(name.toString().replace(File.separatorChar, '/'))) {
                    Path target = dir.resolve(name);
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static void deleteTree(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(dir)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
