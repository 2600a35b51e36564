package io.github.catamail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks text into lines of a width, at blanks only. A word that is longer, such as a path, keeps its length; but a SHA-256
 * fingerprint becomes two halves.
 */
final class Wrapping {
    private static final Pattern FINGERPRINT =
            Pattern.compile("\\b((?:[0-9A-F]{2}:){16})((?:[0-9A-F]{2}:){15}[0-9A-F]{2})\\b");

    private Wrapping() {}

    /**
     * Returns the lines, each but the first after a margin.
     *
     * @param first what the first line begins with; its length may differ from that of the margin, if it is styled
     * @param margin how many blanks the other lines begin with, which is also what the first counts
     * @param text the text; its own line breaks are kept
     * @param width the length that no line should exceed
     */
    static List<String> hanging(String first, int margin, String text, int width) {
        List<String> lines = new ArrayList<>();
        String indent = " ".repeat(margin);
        StringBuilder line = new StringBuilder(first);
        int length = margin;
        boolean empty = true;
        boolean firstParagraph = true;
        for (String paragraph : (Iterable<String>) text.lines()::iterator) {
            if (!firstParagraph) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                length = margin;
                empty = true;
            }
            firstParagraph = false;
            for (String word : words(paragraph, width - margin)) {
                if (!empty && length + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line = new StringBuilder(indent);
                    length = margin;
                    empty = true;
                }
                line.append(empty ? "" : " ").append(word);
                length += word.length() + (empty ? 0 : 1);
                empty = false;
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static List<String> words(String paragraph, int room) {
        List<String> words = new ArrayList<>();
        for (String word : paragraph.strip().split(" +", -1)) {
            words.addAll(
                    word.length() > room
                            ? List.of(FINGERPRINT
                                    .matcher(word)
                                    .replaceFirst("$1 $2")
                                    .split(" ", -1))
                            : List.of(word));
        }
        return words;
    }
}
