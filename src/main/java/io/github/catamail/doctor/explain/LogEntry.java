package io.github.catamail.doctor.explain;

import io.github.catamail.config.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a log: a line, and the stack trace that belongs to it. Keeps of it only what tells something, so that it may be of
 * any length.
 */
final class LogEntry {
    private static final int MOST_MESSAGES = 50;
    private static final int LONGEST_SAID = 400;
    private static final Pattern TOPIC = Pattern.compile("\\[([a-z]+(?:-[a-z]+)+)]");
    private static final Pattern EXCEPTIONS =
            Pattern.compile("^\\s*(?:(?:Caused by|Suppressed): )?(?:[\\w$]+\\.[\\w$.]*(?:Exception|Error): )*+");
    private static final Pattern CAUSED_BY = Pattern.compile("^\\s*(?:(?:Caused by|Suppressed): )?");

    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:password|passwd|pwd|secret|token)[\\w.]*['\"]?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|\\S+)");

    /** Logins as they go to a server (RFC 4954, 4; RFC 7628), and those in addresses such as smtp://user:password@host. */
    private static final Pattern ENCODED = Pattern.compile(
            "(\\bAUTH [A-Z0-9-]{1,20} (?=\\S*[a-z])|\\b[Bb]earer |://[^/\\s:@]{1,200}:(?=[^\\s@/]{1,200}@))[^\\s@]{2,}");

    private static final List<String> SIGNS_OF_MAIL = List.of("mail", "Mail", "MAIL", "smtp", "Smtp", "SMTP");

    private final String time;
    private final TopicPage page;
    private final boolean warning;
    private final List<Clue> messages = new ArrayList<>();
    private final Reasons reasons = new Reasons();
    private boolean aboutMail;
    private @Nullable KnownError best;
    private @Nullable Clue clue;

    /**
     * Begins one.
     *
     * @param time when it was written, empty where that is not known
     * @param warning whether it is a warning
     * @param aboutMail whether it is known to have to do with mail
     * @param page the page of topics
     */
    LogEntry(String time, boolean warning, boolean aboutMail, TopicPage page) {
        this.time = time;
        this.warning = warning;
        this.aboutMail = aboutMail;
        this.page = page;
    }

    String time() {
        return time;
    }

    /** Takes one line, without what stands at the beginning of those of a log. */
    void take(long number, String line) {
        aboutMail = aboutMail || SIGNS_OF_MAIL.stream().anyMatch(line::contains);
        if (isFrame(line)) {
            return;
        }
        Topic topic = topicOf(line);
        if (topic != null) {
            if (messages.size() < MOST_MESSAGES) {
                String said = EXCEPTIONS.matcher(line).replaceFirst("");
                messages.add(
                        new Clue(topic, warning, number, hidden(said), page.why(topic), page.whatToDoFirst(topic)));
            }
            return;
        }
        reasons.take(number, line);
        for (KnownError error : KnownErrors.all()) {
            if (best != null && error.rank() >= best.rank()) {
                break;
            }
            Matcher found = error.in(line);
            if (found != null) {
                best = error;
                clue = new Clue(
                        error.topic(),
                        false,
                        number,
                        said(line),
                        KnownError.fill(error.means(), found),
                        KnownError.fill(error.fix(), found));
                break;
            }
        }
    }

    /** Returns what it comes to: all of Catamail's own messages, or what is closest to the reason; nothing is possible. */
    List<Clue> clues() {
        if (!messages.isEmpty()) {
            return messages;
        }
        if (best != null && (best.anywhere() || aboutMail) && best.rank() < KnownErrors.rankOfReplies()) {
            return clue == null ? List.of() : List.of(clue);
        }
        if (!aboutMail) {
            return List.of();
        }
        Clue reason = reasons.clue();
        return reason != null ? List.of(reason) : clue != null ? List.of(clue) : List.of();
    }

    /** Returns a line as it is shown. Lines of others may hold anything. */
    static String said(String line) {
        String said = hidden(CAUSED_BY.matcher(line).replaceFirst("")).strip();
        return said.length() <= LONGEST_SAID ? said : said.substring(0, LONGEST_SAID) + "...";
    }

    /** Returns a line without what looks like a password. */
    private static String hidden(String line) {
        return ENCODED.matcher(SECRET.matcher(line).replaceAll("$1[hidden]")).replaceAll("$1[hidden]");
    }

    static boolean isFrame(String line) {
        String text = line.stripLeading();
        return text.length() < line.length() && (text.startsWith("at ") || text.startsWith("... "));
    }

    /** Returns the topic of a message of Catamail's, which may be quoted in the middle of another. */
    private static @Nullable Topic topicOf(String line) {
        Topic last = Topic.in(line);
        if (last != null || line.indexOf('[') < 0) {
            return last;
        }
        Matcher marks = TOPIC.matcher(line);
        while (marks.find()) {
            Topic topic = Topic.in(marks.group());
            if (topic != null) {
                return topic;
            }
        }
        return null;
    }
}
