package io.github.catamail.doctor.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.catamail.config.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/errors.md} says of each topic. The page itself is in the jar. */
final class TopicPage {
    private static final String PAGE = "errors.md";
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]*\\)");
    private static final Pattern END = Pattern.compile("\n\\*\\*|\n```|\n## ");
    private static final String WHY = "**Why.** ";
    private static final String WHAT_TO_DO = "**What to do.** ";

    private final String page;

    private TopicPage(String page) {
        this.page = page;
    }

    /** Reads the page. */
    static TopicPage read() {
        try (InputStream stream = Objects.requireNonNull(TopicPage.class.getResourceAsStream(PAGE), PAGE)) {
            return new TopicPage(new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(PAGE, unreadable);
        }
    }

    /** Returns why a message about this comes, in plain text, one line for each paragraph. */
    String why(Topic topic) {
        return part(topic, WHY);
    }

    /** Returns what to do about it. */
    String whatToDo(Topic topic) {
        return part(topic, WHAT_TO_DO);
    }

    /** Returns what to do about it first: the paragraphs that follow are for special cases. */
    String whatToDoFirst(Topic topic) {
        return whatToDo(topic).lines().findFirst().orElse("");
    }

    private String part(Topic topic, String label) {
        int section = page.indexOf("\n## " + topic.id() + "\n");
        int start = page.indexOf(label, section) + label.length();
        var end = END.matcher(page);
        String part = end.find(start) ? page.substring(start, end.start()) : page.substring(start);
        return part.lines()
                .collect(Collectors.joining("\n"))
                .strip()
                .transform(text -> Pattern.compile("\n\n+")
                        .splitAsStream(text)
                        .map(TopicPage::plain)
                        .collect(Collectors.joining("\n")));
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown.replace('\n', ' '))
                .replaceAll("$1")
                .replace("`", "")
                .replaceAll("(?<!\\w)\\*([^*]+)\\*", "$1");
    }
}
