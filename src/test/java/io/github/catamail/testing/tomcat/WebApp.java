package io.github.catamail.testing.tomcat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A web application made of classes of the tests. Not thread-safe. */
public final class WebApp {
    private final String name;
    private final Map<String, byte[]> files = new TreeMap<>();

    private WebApp(String name) {
        this.name = name;
    }

    /** Starts an empty one that will be found under {@code /name}. */
    public static WebApp named(String name) {
        return new WebApp(name);
    }

    /** Returns the name that it was given. */
    public String name() {
        return name;
    }

    /** Adds classes, with the ones nested in them, to {@code WEB-INF/classes}. */
    public WebApp classes(Class<?>... types) throws IOException {
        return classes(UnaryOperator.identity(), types);
    }

    /** Does the same with what {@code rewrite} makes of the class files. */
    public WebApp classes(UnaryOperator<byte[]> rewrite, Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            String file = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                files.put("WEB-INF/classes/" + file, rewrite.apply(in.readAllBytes()));
            }
            classes(rewrite, type.getDeclaredClasses());
        }
        return this;
    }

    /** Adds what is in some jars to {@code WEB-INF/classes}; to a file in {@code META-INF} that is there, theirs is added. */
    public WebApp unpacked(List<Path> jars) throws IOException {
        content(jars).forEach((path, bytes) -> files.merge("WEB-INF/classes/" + path, bytes, WebApp::joined));
        return this;
    }

    /** Adds one jar, named {@code jar}, that has in it what is in some others. */
    public WebApp shaded(String jar, List<Path> jars) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(content(jars), bytes);
        files.put("WEB-INF/lib/" + jar, bytes.toByteArray());
        return this;
    }

    /** Adds a jar to {@code WEB-INF/lib}. */
    public WebApp library(Path jar) throws IOException {
        files.put("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
        return this;
    }

    /** Writes {@code META-INF/context.xml} with these elements. */
    public WebApp context(String xml) {
        return text("META-INF/context.xml", "<Context>\n" + xml + "\n</Context>\n");
    }

    /** Writes {@code WEB-INF/web.xml} with these elements. */
    public WebApp web(String xml) {
        return text(
                "WEB-INF/web.xml",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n" + xml + "\n</web-app>\n");
    }

    /** Adds any file. */
    public WebApp text(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds any file. */
    public WebApp file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** Writes it unpacked, as directory {@code name}, and returns that. */
    public Path unpackInto(Path dir) throws IOException {
        Path root = dir.resolve(name);
        Files.createDirectories(root);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return root;
    }

    /** Writes it as {@code name.war} and returns that. */
    public Path packInto(Path dir) throws IOException {
        Files.createDirectories(dir);
        Path war = dir.resolve(name + ".war");
        try (OutputStream out = Files.newOutputStream(war)) {
            write(files, out);
        }
        return war;
    }

    /** Writes what is in {@code WEB-INF/classes} as {@code name.jar}. */
    void classesAsJar(Path dir) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        files.forEach((path, bytes) -> classes.put(path.replaceFirst("^WEB-INF/classes/", ""), bytes));
        try (OutputStream out = Files.newOutputStream(dir.resolve(name + ".jar"))) {
            write(classes, out);
        }
    }

    // Of a file that is in several of them, that of the first.
    private static Map<String, byte[]> content(List<Path> jars) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (!entry.isDirectory() && !entry.getName().equals("module-info.class")) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            content.putIfAbsent(entry.getName(), in.readAllBytes());
                        }
                    }
                }
            }
        }
        return content;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static SortedSet<String> directories(Set<String> files) {
        SortedSet<String> directories = new TreeSet<>();
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
                directories.add(file.substring(0, slash + 1));
            }
        }
        return directories;
    }

    private static void write(Map<String, byte[]> files, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            // Tomcat finds nothing in a directory of a WAR that is not unpacked, unless the directory has an entry.
            for (String dir : directories(files.keySet())) {
                zip.putNextEntry(new ZipEntry(dir));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
    }
}
