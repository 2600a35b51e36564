package io.github.catamail.doctor.convert;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code <Resource>} elements in it, such as {@code server.xml}.
 *
 * <p>Immutable; what is changed is another one.
 */
public final class ResourceFile {
    private static final Pattern ENCODING =
            Pattern.compile("^\\uFEFF?\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private final String text;
    private final Charset charset;
    private final List<ResourceElement> resources;

    private ResourceFile(String text, Charset charset) throws XmlException {
        this.text = text;
        this.charset = charset;
        this.resources = List.copyOf(XmlScanner.scan(text));
    }

    /**
     * Reads a file.
     *
     * @throws XmlException if it is no XML
     */
    public static ResourceFile read(Path file) throws IOException, XmlException {
        return of(Files.readAllBytes(file));
    }

    /**
     * Reads a text in the character set that it names; UTF-8 without one (XML 1.0, 4.3.3).
     *
     * @throws XmlException if it is no XML
     */
    public static ResourceFile of(byte[] bytes) throws XmlException {
        String latin = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(latin.startsWith("\u00ef\u00bb\u00bf") ? latin.substring(3) : latin);
        Charset charset = StandardCharsets.UTF_8;
        if (named.find()) {
            try {
                charset = Charset.forName(named.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                throw new XmlException(1, "the encoding " + named.group(1) + " is not known");
            }
        }
        String text = new String(bytes, charset);
        if (!charset.canEncode() || !Arrays.equals(text.getBytes(charset), bytes)) {
            // Written again, it would not be what it was.
            throw new XmlException(
                    1,
                    "the file is not in the encoding " + charset + ", in which XML files are unless"
                            + " their first line names another");
        }
        return new ResourceFile(text, charset);
    }

    /** Returns the resources in it, of whatever type. */
    public List<ResourceElement> resources() {
        return resources;
    }

    /**
     * Returns the same file with one of its resources replaced.
     *
     * @throws XmlException never
     */
    public ResourceFile with(ResourceElement old, Map<String, String> attributes) throws XmlException {
        String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
        String written = ResourceText.of(attributes, old.column()).replace("\n", lineBreak);
        return new ResourceFile(text.substring(0, old.start()) + written + text.substring(old.end()), charset);
    }

    /**
     * Writes it in the place of another, of which a copy is kept beside it. It is there as a whole or not at all.
     *
     * @return the copy
     */
    public Path replace(Path file) throws IOException {
        Path backup = unused(file);
        // With the permissions of the file, for there are passwords in it.
        Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        // A symbolic link stays, and what it leads to is replaced.
        Path target = file.toRealPath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new-catamail");
        try {
            Files.copy(target, fresh, StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(fresh, text.getBytes(charset));
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return backup;
    }

    private static Path unused(Path file) {
        String name = file.getFileName() + ".before-catamail";
        Path backup = file.resolveSibling(name);
        for (int number = 2; Files.exists(backup); number++) {
            backup = file.resolveSibling(name + "-" + number);
        }
        return backup;
    }
}
