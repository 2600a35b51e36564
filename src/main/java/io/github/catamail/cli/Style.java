package io.github.catamail.cli;

/** How a piece of text stands out on a terminal. */
enum Style {
    /** What is fine. */
    GOOD('\udfe0', "32"),
    /** What is to be looked at. */
    WARNING('\udfe1', "33"),
    /** What is wrong. */
    BAD('\udfe2', "1;31"),
    /** Headings and labels. */
    STRONG('\udfe3', "1"),
    /** What matters less. */
    FAINT('\udfe4', "2");

    private static final char OFF = '\udfff';

    private final char mark;
    private final String code;

    Style(char mark, String code) {
        this.mark = mark;
        this.code = code;
    }

    /**
     * Returns the text between marks that stand for the switching on and off of the style, until {@link #sequences} replaces
     * them. The marks are halves of characters, which no text of others can contain: decoders never return one.
     */
    String on(String text) {
        return text.isEmpty() ? text : mark + text + OFF;
    }

    /** Returns the text with sequences (ECMA-48, SGR) in the place of the marks. */
    static String sequences(String text) {
        String replaced = text.replace(String.valueOf(OFF), "\u001b[0m");
        for (Style style : values()) {
            replaced = replaced.replace(String.valueOf(style.mark), "\u001b[" + style.code + "m");
        }
        return replaced;
    }
}
