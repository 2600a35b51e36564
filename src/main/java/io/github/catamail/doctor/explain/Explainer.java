package io.github.catamail.doctor.explain;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds errors of mail in a text, and says what they mean and what to do: Catamail's own messages by the word in brackets, those
 * of Jakarta Mail, Java and Tomcat by their text, and replies of mail servers. In a stack trace the reason counts, which is
 * seldom in its first line.
 *
 * <p>Used once; not safe for use by several threads. Texts of any length are read in bounded memory.
 */
public final class Explainer {
    private static final int MOST_DIFFERENT = 200;
    /** Without groups that repeat: the JVM needs a stack as deep as such a name is long. */
    private static final Pattern EXCEPTION = Pattern.compile("[\\w$]+\\.[\\w$.]*(?:Exception|Error)\\b.*");

    private static final Pattern GOES_ON = Pattern.compile("Caused by: .*|Suppressed: .*|\\d{3}[- ].*|Root cause.*");

    private final TopicPage page = TopicPage.read();
    private final Map<String, Occurrence> occurrences = new LinkedHashMap<>();
    private long total;
    private long unlisted;

    /** Makes one. */
    public Explainer() {}

    /** Returns what a topic is about and what to do. */
    public Finding topic(Topic topic) {
        return new Finding(Severity.ERROR, topic, "", page.why(topic), page.whatToDo(topic));
    }

    /** Explains one error: what stands behind it in the text belongs to it. */
    public Explained error(String text) {
        LogLines lines = new LogLines(new StringReader(text));
        LogEntry entry = new LogEntry("", /* warning= */ false, /* aboutMail= */ true, page);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                LogHead head = LogHead.of(line);
                entry.take(lines.number(), head == null ? line : head.text());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        close(entry);
        return explained(lines, /* withPlace= */ false);
    }

    /**
     * Explains the errors of a log.
     *
     * @throws IOException if it cannot be read
     */
    public Explained log(Reader log) throws IOException {
        LogLines lines = new LogLines(log);
        LogEntry entry = new LogEntry("", /* warning= */ false, /* aboutMail= */ false, page);
        boolean afterFrame = false;
        for (String line = lines.next(); line != null; line = lines.next()) {
            LogHead head = LogHead.of(line);
            if (head != null || begins(line, afterFrame)) {
                close(entry);
                entry = head == null
                        ? new LogEntry(entry.time(), /* warning= */ false, /* aboutMail= */ false, page)
                        : new LogEntry(head.time(), head.warning(), /* aboutMail= */ false, page);
            }
            afterFrame = LogEntry.isFrame(line);
            entry.take(lines.number(), head == null ? line : head.text());
        }
        close(entry);
        return explained(lines, /* withPlace= */ true);
    }

    /** Returns whether a line without a time begins something new: java.util.logging has the exception on one of its own. */
    private static boolean begins(String line, boolean afterFrame) {
        if (line.isEmpty()
                || Character.isWhitespace(line.charAt(0))
                || GOES_ON.matcher(line).matches()) {
            return false;
        }
        return afterFrame || !EXCEPTION.matcher(line).matches();
    }

    private void close(LogEntry entry) {
        for (Clue clue : entry.clues()) {
            total++;
            String key = clue.key();
            @Nullable Occurrence before = occurrences.get(key);
            if (before != null) {
                before.again(clue.line(), entry.time());
            } else if (occurrences.size() < MOST_DIFFERENT) {
                occurrences.put(key, new Occurrence(clue, entry.time()));
            } else {
                unlisted++;
            }
        }
    }

    private Explained explained(LogLines lines, boolean withPlace) {
        return new Explained(
                occurrences.values().stream()
                        .sorted(Comparator.comparing(Occurrence::severity))
                        .map(occurrence -> occurrence.finding(withPlace))
                        .toList(),
                lines.number(),
                total,
                unlisted);
    }
}
