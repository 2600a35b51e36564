package io.github.catamail.doctor.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One reading of a tree: which files have been read, and what is wrong with them. One thread uses it. */
final class Reading {
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Installation installation;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Place, Optional<Element>> known = new HashMap<>();
    private UnaryOperator<String> variables = UnaryOperator.identity();

    Reading(Installation installation) {
        this.installation = installation;
    }

    void variables(UnaryOperator<String> replacement) {
        variables = replacement;
    }

    /** Returns what is wrong with the files. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Place place(Path file) {
        return new Place(file, installation.shown(file), 0);
    }

    /** Returns the element of a file of the server, which may refer to other files; null if there is none. */
    @Nullable Element serverXml(Path file) {
        return Files.exists(file) ? xml(place(file), file, /* entities= */ true) : null;
    }

    /**
     * Returns the element of a file of an application; null if there is none.
     *
     * @param place names it
     * @param file the same, which may be in an archive
     */
    @Nullable Element applicationXml(Place place, Path file) {
        return Files.exists(file) ? xml(place, file, /* entities= */ false) : null;
    }

    /** Returns the text of a file, byte by byte; empty if it cannot be read. */
    String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException unreadable) {
            isUnreadable(place(file));
            return "";
        }
    }

    void isUnreadable(Place place, String why, String cure) {
        findings.add(new Finding(Severity.ERROR, Topic.UNREADABLE_FILE, place.toString(), why, cure));
    }

    void isUnreadable(Place place) {
        isUnreadable(
                place,
                "this file or directory cannot be read",
                "run this as a user who may read it, such as that of Tomcat");
    }

    private @Nullable Element xml(Place place, Path file, boolean entities) {
        // Not by computeIfAbsent: what is wrong is to be said once, and in order.
        Optional<Element> before = known.get(place);
        if (before == null) {
            before = Optional.ofNullable(read(place, file, entities));
            known.put(place, before);
        }
        return before.orElse(null);
    }

    private @Nullable Element read(Place place, Path file, boolean entities) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                // A pipe would be waited for, and what an archive unpacks to may be of any length.
                isUnreadable(
                        place,
                        "this is no plain file, or larger than " + LARGEST / 1024 / 1024 + " MB, and was not read",
                        "put the file that belongs there in its place");
                return null;
            }
            return new XmlReader(variables, this::place).read(Files.readAllBytes(file), place, entities);
        } catch (MalformedXmlException malformed) {
            isUnreadable(
                    place.at(malformed.line()),
                    "this is not good XML"
                            + (malformed.column() > 0 ? " (column " + malformed.column() + ")" : "")
                            + ", and Tomcat cannot read it: " + malformed.getMessage(),
                    "");
        } catch (IOException unreadable) {
            isUnreadable(place);
        }
        return null;
    }
}
