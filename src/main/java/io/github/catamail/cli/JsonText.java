package io.github.catamail.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259), indented, and in ASCII alone, so that it passes through any terminal and any pipe. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * Returns a value as JSON.
     *
     * @param value a string, number, boolean or null, or a list or map of those; the order of a map is kept
     */
    static String of(@Nullable Object value) {
        JsonText json = new JsonText();
        json.write(value, 0);
        return json.text.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Map<?, ?> map) {
            members('{', '}', map.entrySet().iterator(), depth);
        } else if (value instanceof List<?> list) {
            members('[', ']', list.iterator(), depth);
        } else if (value instanceof String string) {
            string(string);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void members(char open, char close, Iterator<? extends @Nullable Object> members, int depth) {
        text.append(open);
        if (members.hasNext()) {
            do {
                newLine(depth + 1);
                Object member = members.next();
                if (member instanceof Map.Entry<?, ?> entry) {
                    string(String.valueOf(entry.getKey()));
                    text.append(": ");
                    member = entry.getValue();
                }
                write(member, depth + 1);
                text.append(members.hasNext() ? "," : "");
            } while (members.hasNext());
            newLine(depth);
        }
        text.append(close);
    }

    private void newLine(int depth) {
        text.append('\n').append("  ".repeat(depth));
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        text.append(c);
                    } else {
                        text.append("\\u%04x".formatted((int) c));
                    }
                }
            }
        }
        text.append('"');
    }
}
