package io.github.catamail.doctor.tree;

import java.util.Locale;

/**
 * What is wrong with a file that is not well-formed, in words of our own: those of the parser can contain what stands in the file,
 * such as the part of a password after an ampersand.
 */
enum Flaw {
    AMPERSAND("an \"&\" stands by itself: write &amp; for it, also inside a password"),
    ANGLE("a \"<\" stands inside a value: write &lt; for it"),
    TWICE("an attribute is written twice in one element: remove one of them"),
    UNQUOTED(
            "the attributes of an element are not of the form name=\"value\": a quotation mark is missing or too many; inside"
                    + " a value, write &quot; for it"),
    UNCLOSED("an element is not closed, or closed by another name"),
    NAMELESS("a \"<\" is followed by no name of an element: write &lt; for it if it belongs to a text"),
    EMPTY("it is empty, or ends in the middle of an element"),
    BEFORE("something stands before the first element"),
    AFTER("something stands after the last element"),
    CHARACTER("a character is not allowed in XML, or the file is not in the encoding that its first line names"),
    ENTITY("it refers to another file that is not there, or that may not be read"),
    OTHER("it does not keep to the rules of XML there");

    private final String text;

    Flaw(String text) {
        this.text = text;
    }

    /** Returns the flaw that the parser means. */
    static Flaw of(String english) {
        String message = english.toLowerCase(Locale.ROOT);
        if (message.contains("'<' character")) {
            return ANGLE;
        }
        if (message.contains("already specified")) {
            return TWICE;
        }
        if (message.contains("external entity")) {
            return ENTITY;
        }
        if (message.contains("must start and end within the same entity") || message.contains("premature end")) {
            return EMPTY;
        }
        if (message.contains("entity")) {
            return AMPERSAND;
        }
        if (message.contains("attribute specifications")
                || message.contains("quote")
                || message.contains("' = '")
                || message.contains("white space is required")
                || message.contains("whitespace is required")) {
            return UNQUOTED;
        }
        if (message.contains("end-tag")) {
            return UNCLOSED;
        }
        if (message.contains("content of elements must consist")) {
            return NAMELESS;
        }
        if (message.contains("prolog")) {
            return BEFORE;
        }
        if (message.contains("following the root element") || message.contains("trailing section")) {
            return AFTER;
        }
        return message.contains("character") || message.contains("byte") || message.contains("encoding")
                ? CHARACTER
                : OTHER;
    }

    @Override
    public String toString() {
        return text;
    }
}
