package io.github.catamail.cli;

/** How a piece of text stands out on a terminal. */
enum Style {
    /** What is fine. */
    GOOD("32"),
    /** What is to be looked at. */
    WARNING("33"),
    /** What is wrong. */
    BAD("1;31"),
    /** Headings and labels. */
    STRONG("1"),
    /** What matters less. */
    FAINT("2");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** Returns the text between the sequences (ECMA-48, SGR) that switch the style on and off. */
    String on(String text) {
        return text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
