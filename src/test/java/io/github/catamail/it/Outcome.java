package io.github.catamail.it;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What came of an {@link Operation}: the few things that are known to happen. */
enum Outcome {
    WORKS("works", "", "\\Aok\\z"),
    OTHER_SESSION(
            "no session",
            "`NamingException: mail/Session: web application '/shop' brings Jakarta Mail itself`, and what to do",
            // In the page of an error, slashes and quotes are written otherwise.
            "[\n>]javax.naming.ConfigurationException: mail\\S+: web application \\S+ brings Jakarta Mail itself"
                    + " \\([^)]+\\), to which a session of the server is of another class: put "),
    LINKAGE(
            "no attachment",
            "`LinkageError: loader constraint violation: when resolving method"
                    + " 'void jakarta.mail.internet.MimeBodyPart.setDataHandler(jakarta.activation.DataHandler)'`",
            "\\AFAILED\njava.lang.LinkageError: loader constraint violation: when resolving method 'void"
                    + " jakarta.mail.internet.MimeBodyPart.setDataHandler\\(jakarta.activation.DataHandler\\)'"),
    NO_HANDLER(
            "no handler",
            "`UnsupportedDataTypeException: no object DCH for MIME type`",
            "\njakarta.activation.UnsupportedDataTypeException: no object DCH for MIME type"),
    OTHER_HANDLER(
            "other handler",
            "`ClassCastException`: the application's handler `cannot be cast to class jakarta.activation.DataContentHandler`",
            "\\AFAILED\njava.lang.ClassCastException: class \\S+ cannot be cast to class"
                    + " jakarta.activation.DataContentHandler "),
    NO_PROVIDER(
            "no provider",
            "`NoSuchProviderException: No provider for own`",
            "\\AFAILED\njakarta.mail.NoSuchProviderException: No provider for own\\z");

    private final String cell;
    private final String explanation;

    @SuppressWarnings("ImmutableEnumChecker") // the checker does not know that a Pattern never changes
    private final Pattern answer;

    Outcome(String cell, String explanation, String answer) {
        this.cell = cell;
        this.explanation = explanation;
        this.answer = Pattern.compile(answer);
    }

    /** Returns what stands in the table. */
    String cell() {
        return cell;
    }

    /** Returns what an administrator finds in the log, in Markdown. */
    String explanation() {
        return explanation;
    }

    /** Returns which of them an answer of a probe is. */
    static Outcome of(String answer) {
        List<Outcome> found = Arrays.stream(values())
                .filter(outcome -> outcome.answer.matcher(answer).find())
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("This is " + found + ":\n" + answer);
        }
        return found.get(0);
    }

    /** Returns the one that stands in the table as {@code cell}. */
    static Outcome inTable(String cell) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.cell.equals(cell))
                .findFirst()
                .orElseThrow(() -> new AssertionError("\"" + cell + "\" is no outcome"));
    }
}
