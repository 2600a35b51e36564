package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message without a test that reads it. */
final class TopicsTest {
    private static final Path HERE = Path.of("src/test/java/io/github/catamail/functional");
    private static final Path SMTP = Path.of("src/main/java/io/github/catamail/smtp");

    @Test
    void everyTopicOfFailuresIsProvokedByATestOfThisPackage() {
        Set<String> used = Pattern.compile("Topic\\.([A-Z_]+)")
                .matcher(sources(SMTP))
                .results()
                .map(found -> Topic.valueOf(found.group(1)).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asserted = Pattern.compile("\\[[a-z-]+]")
                .matcher(sources(HERE))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(20);
        assertThat(asserted).containsAll(used);
    }

    private static String sources(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(TopicsTest::read).collect(Collectors.joining());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
