package io.github.catamail.sharing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of files in {@code META-INF} that name classes, one entry in a line. */
enum RegistrySyntax {
    /** A provider-configuration file, as {@link java.util.ServiceLoader} reads it: the name of a class, and a comment. */
    SERVICES(UTF_8, "^\\s*([^\\s#]+)"),

    /** RFC 1524, appendix A, with the fields that Jakarta Activation adds; an entry can go on in the next line. */
    MAILCAP(ISO_8859_1, "(?i)^(?!\\s*#)[^;]+;.*?x-java-content-handler\\s*=\\s*\"?([^;\\s\"]+)"),

    /** {@code jakarta.providers}, as {@code jakarta.mail.Session} describes it. */
    PROVIDERS(ISO_8859_1, "^(?!\\s*#)(?:.*;)?\\s*class\\s*=\\s*([^;\\s]+)");

    private final Charset charset;
    private final Pattern className;

    RegistrySyntax(Charset charset, String className) {
        this.charset = charset;
        this.className = Pattern.compile(className);
    }

    /** Returns the class names of a file. */
    Stream<String> classNames(byte[] content) {
        return entries(content).map(className::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    /** Returns a file without the entries whose class is not wanted; empty if none is left. */
    byte[] keep(byte[] content, Predicate<String> wanted) {
        List<String> kept = entries(content)
                .filter(entry -> {
                    Matcher matcher = className.matcher(entry);
                    return !matcher.find() || wanted.test(matcher.group(1));
                })
                .toList();
        boolean nothing = kept.stream().allMatch(entry -> entry.isBlank() || isComment(entry));
        return nothing ? new byte[0] : (String.join("\n", kept) + "\n").getBytes(charset);
    }

    private static boolean isComment(String entry) {
        return entry.stripLeading().startsWith("#");
    }

    private Stream<String> entries(byte[] content) {
        Stream<String> lines = new String(content, charset).lines();
        return this == MAILCAP ? joined(lines) : lines;
    }

    /** Joins lines that end with a backslash to the next, past comments, which never go on. */
    private static Stream<String> joined(Stream<String> lines) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        lines.forEach(line -> {
            if (isComment(line)) {
                entries.add(line);
            } else if (line.endsWith("\\")) {
                entry.append(line, 0, line.length() - 1).append(' ');
            } else {
                entries.add(entry.append(line).toString());
                entry.setLength(0);
            }
        });
        return entries.stream();
    }
}
