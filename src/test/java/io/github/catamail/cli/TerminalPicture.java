package io.github.catamail.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws what a terminal shows as SVG: text only, without scripts or fonts of its own. */
final class TerminalPicture {
    private static final int COLUMNS = 80;
    private static final double CHARACTER = 8.43;
    private static final int LINE = 18;
    private static final int MARGIN = 16;
    private static final String ESCAPE = "\u001b\\[([0-9;]*)m";
    private static final Pattern RUN = Pattern.compile("(?:" + ESCAPE + ")?([^\u001b]*)");
    /** As {@code Style} has them. */
    private static final Map<String, String> LOOKS = Map.of(
            "32", "fill=\"#7ee787\"",
            "33", "fill=\"#e3b341\"",
            "1;31", "fill=\"#ff7b72\" font-weight=\"bold\"",
            "1", "font-weight=\"bold\"",
            "2", "fill=\"#9198a1\"");

    private TerminalPicture() {}

    /**
     * Returns the picture.
     *
     * @param title what it shows, for those who cannot see it
     * @param lines with the sequences of {@code Style}, each of which ends in the line where it begins
     */
    static String of(String title, List<String> lines) {
        long width = Math.round(2 * MARGIN + COLUMNS * CHARACTER);
        int height = 2 * MARGIN + lines.size() * LINE;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width
                + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n"
                + "<title>" + escaped(title) + "</title>\n"
                + "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n"
                + "<g fill=\"#e6edf3\" font-size=\"14\" xml:space=\"preserve\""
                + " font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\">\n");
        int y = MARGIN + LINE - 5;
        for (String line : lines) {
            draw(line, y, svg);
            y += LINE;
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    /** Returns a line without the sequences. */
    static String plain(String line) {
        return line.replaceAll(ESCAPE, "");
    }

    private static void draw(String line, int y, StringBuilder svg) {
        int column = 0;
        Matcher run = RUN.matcher(line);
        while (run.find() && !run.group().isEmpty()) {
            String look = run.group(1) == null ? "" : LOOKS.getOrDefault(run.group(1), "");
            String text = run.group(2);
            // Each at its own place, so that columns stand one below the other in every font.
            int blanks = text.length() - text.stripLeading().length();
            if (!text.isBlank()) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>%n",
                        MARGIN + (column + blanks) * CHARACTER,
                        y,
                        text.strip().length() * CHARACTER,
                        look.isEmpty() ? "" : " " + look,
                        escaped(text.strip())));
            }
            column += text.length();
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
