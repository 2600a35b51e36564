package io.github.catamail.scan;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The mail classes in the server's {@code lib}, of which each must be there once.
 *
 * @param found all that is there
 */
public record ServerLib(BundledMail found) {
    /**
     * Returns the mail classes of the server.
     *
     * @param loader that of {@code lib}, or of {@code shared.loader} below it
     */
    public static ServerLib of(ClassLoader loader) {
        return of(new LoaderFiles(loader::getResources));
    }

    /** Returns the mail classes among the files of a server. */
    public static ServerLib of(ClassPathFiles files) {
        return new ServerLib(MailScan.of(files));
    }

    /** Returns a line about what is there more than once, and null if there is no such thing. */
    public @Nullable String duplicates() {
        Problem problem = problem();
        return problem == null ? null : problem.toString();
    }

    /** Returns what is there more than once as a problem, and null if there is no such thing. */
    public @Nullable Problem problem() {
        Set<BundledFile> surplus = new LinkedHashSet<>();
        List<String> twice = new ArrayList<>();
        for (MailPiece piece : MailPiece.values()) {
            List<BundledFile> files = found.with(piece).stream()
                    .sorted(Comparator.comparing((BundledFile file) -> version(file, piece))
                            .thenComparing(file -> file.pieces().size())
                            .thenComparing(file -> file.location().name())
                            .reversed())
                    .toList();
            if (files.size() > 1 && (piece.isOfServer() || piece == MailPiece.CATAMAIL)) {
                twice.add(piece + " (" + files.stream().map(ServerLib::path).collect(Collectors.joining(", ")) + ")");
                surplus.addAll(files.subList(1, files.size()));
            }
        }
        if (twice.isEmpty()) {
            return null;
        }
        return new Problem(
                Severity.WARNING,
                Topic.WRONG_JARS,
                "the server's lib has more than one copy of " + String.join(" and ", twice)
                        + ", and which of them is used is chance: delete "
                        + surplus.stream().map(ServerLib::path).collect(Collectors.joining(" and ")));
    }

    private static String path(BundledFile file) {
        return file.location().path();
    }

    private static Version version(BundledFile file, MailPiece piece) {
        return file.pieces().stream()
                .filter(bundled -> bundled.piece() == piece)
                .map(BundledPiece::version)
                .map(ServerLib::parse)
                .findFirst()
                .orElseThrow();
    }

    /** The oldest of all for what cannot be read. */
    private static Version parse(@Nullable String version) {
        try {
            return Version.parse(version == null ? "0" : version);
        } catch (IllegalArgumentException notAVersion) {
            return Version.parse("0");
        }
    }
}
