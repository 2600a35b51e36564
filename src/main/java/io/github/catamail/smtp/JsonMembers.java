package io.github.catamail.smtp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the members of a JSON object (RFC 8259): texts, numbers, true and false, and lists of these. What is nested deeper is
 * passed over. The text may come from anywhere, so that depth is limited; its length is the caller's affair.
 */
final class JsonMembers {
    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private JsonMembers(String text) {
        this.text = text;
    }

    /**
     * Returns the members by their names, each with its values; a list has several, an object none.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    static Map<String, List<String>> read(String text) {
        JsonMembers reader = new JsonMembers(text);
        Map<String, List<String>> members = reader.object(0);
        if (reader.next() != 0) {
            throw reader.malformed();
        }
        return members;
    }

    private Map<String, List<String>> object(int depth) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        expect('{');
        if (next() == '}') {
            at++;
            return members;
        }
        while (true) {
            next();
            String name = string();
            expect(':');
            members.put(name, value(depth + 1));
            if (next() != ',') {
                expect('}');
                return members;
            }
            at++;
        }
    }

    private List<String> value(int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
        switch (next()) {
            case '{' -> {
                object(depth);
                return List.of();
            }
            case '[' -> {
                return list(depth);
            }
            case '"' -> {
                return List.of(string());
            }
            default -> {
                String word = word();
                return word.equals("null") ? List.of() : List.of(word);
            }
        }
    }

    private List<String> list(int depth) {
        List<String> values = new ArrayList<>();
        expect('[');
        if (next() == ']') {
            at++;
            return values;
        }
        while (true) {
            values.addAll(value(depth + 1));
            if (next() != ',') {
                expect(']');
                return values;
            }
            at++;
        }
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        take('"');
        while (true) {
            char letter = take();
            if (letter == '"') {
                return value.toString();
            }
            value.append(letter == '\\' ? escaped() : letter);
        }
    }

    private char escaped() {
        char letter = take();
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw malformed();
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw malformed();
        };
    }

    private String word() {
        int begin = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == begin) {
            throw malformed();
        }
        return text.substring(begin, at);
    }

    /** Returns the next character that is no blank, without taking it; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char letter) {
        next();
        take(letter);
    }

    private void take(char letter) {
        if (take() != letter) {
            throw malformed();
        }
    }

    private char take() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at++);
    }

    /** Says where, and not what: it may be part of a secret. */
    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("no JSON object: character " + at);
    }
}
