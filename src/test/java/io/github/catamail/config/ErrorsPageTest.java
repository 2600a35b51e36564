package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/errors.md} and {@link Topic} say the same. */
final class ErrorsPageTest {
    private static final Pattern BRACKETS = Pattern.compile("\\[([a-z-]+)](?!\\()");

    private String page;

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(Path.of("docs/errors.md"));
    }

    @Test
    void everyTopicHasASectionInTheOrderOfTheEnum() {
        List<String> headings = page.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(headings)
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::id).toList());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aSectionShowsAMessageAndSaysWhyItComesAndWhatToDo(Topic topic) {
        String section = section(topic);

        assertThat(section).contains("\n**Why.** ", "\n**What to do.** ");
        assertThat(messages(section)).contains(topic.toString());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void theMessagesOfASectionAreAboutItsTopic(Topic topic) {
        Matcher brackets = BRACKETS.matcher(messages(section(topic)));

        assertThat(brackets.results().map(found -> found.group(1))).containsOnly(topic.id());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void theTableOfContentsHasEveryTopic(Topic topic) {
        assertThat(page.substring(0, page.indexOf("\n## "))).contains("[" + topic.id() + "](#" + topic.id() + ")");
    }

    private String section(Topic topic) {
        int start = page.indexOf("\n## " + topic.id() + "\n");
        assertThat(start).as("section of %s", topic).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }

    /** The first block of text, which holds real messages. */
    private static String messages(String section) {
        int start = section.indexOf("```text\n");
        assertThat(start).as("messages").isNotNegative();
        return section.substring(start, section.indexOf("\n```\n", start));
    }
}
