package io.github.catamail.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar whose classes have nothing in them, and whose name, manifest and {@code pom.properties} are those of real ones. */
public final class StubJar {
    private static final Map<String, byte[]> COMPILED = new ConcurrentHashMap<>();

    private final String name;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\r\n");

    private StubJar(String name) {
        this.name = name;
    }

    public static StubJar named(String name) {
        return new StubJar(name);
    }

    /** Adds public classes without members, which can be loaded. */
    public StubJar types(String... names) throws IOException {
        for (String type : names) {
            byte[] bytes = COMPILED.get(type);
            if (bytes == null) {
                bytes = compile(type);
                COMPILED.put(type, bytes);
            }
            files.put(type.replace('.', '/') + ".class", bytes);
        }
        return this;
    }

    /** Adds {@code META-INF/maven/group/artifact/pom.properties}. */
    public StubJar pom(String group, String artifact, String version) {
        files.put(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
                ("groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Adds an attribute to its manifest. */
    public StubJar manifest(String attribute, String value) {
        manifest.append(attribute).append(": ").append(value).append("\r\n");
        return this;
    }

    /** Writes it, and returns the file. */
    public Path in(Path dir) throws IOException {
        Path jar = Files.createDirectories(dir).resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(
                        out,
                        new Manifest(new ByteArrayInputStream((manifest + "\r\n").getBytes(StandardCharsets.UTF_8))))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new JarEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return jar;
    }

    private static byte[] compile(String type) throws IOException {
        int dot = type.lastIndexOf('.');
        Path dir = Files.createTempDirectory("stub");
        Path source = dir.resolve(type.substring(dot + 1) + ".java");
        Files.writeString(
                source, "package " + type.substring(0, dot) + "; public class " + type.substring(dot + 1) + " {}");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null, null, null, "--release", "17", "-proc:none", "-d", dir.toString(), source.toString());
        if (result != 0) {
            throw new IOException("javac failed for " + type);
        }
        Path compiled = dir.resolve(type.replace('.', '/') + ".class");
        byte[] bytes = Files.readAllBytes(compiled);
        for (Path file = compiled; !file.equals(dir); file = file.getParent()) {
            Files.delete(file);
        }
        for (Path file : List.of(source, dir)) {
            Files.delete(file);
        }
        return bytes;
    }
}
