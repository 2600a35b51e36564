package io.github.catamail.doctor.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the {@code <Resource>} elements of a text, and where they stand in it: what is around them is to stay as it is, to the
 * last blank. Comments and CDATA are passed over. Knows as much of XML 1.0 as configuration files of Tomcat have.
 */
final class XmlScanner {
    private static final String ELEMENT = "Resource";

    /** XML 1.0, 4.6. */
    private static final Map<String, String> PREDEFINED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private final String text;
    private int position;

    private XmlScanner(String text) {
        this.text = text;
    }

    /**
     * Returns the elements in their order.
     *
     * @throws XmlException if the text is no XML
     */
    static List<ResourceElement> scan(String text) throws XmlException {
        return new XmlScanner(text).scan();
    }

    private List<ResourceElement> scan() throws XmlException {
        List<ResourceElement> found = new ArrayList<>();
        for (position = text.indexOf('<'); position >= 0; position = text.indexOf('<', position)) {
            int start = position;
            if (text.startsWith("<!--", start)) {
                skipPast("-->");
            } else if (text.startsWith("<![CDATA[", start)) {
                skipPast("]]>");
            } else if (text.startsWith("<?", start)) {
                skipPast("?>");
            } else if (text.startsWith("</", start) || text.startsWith("<!", start)) {
                skipPast(">");
            } else {
                position++;
                String name = name();
                Map<String, String> attributes = attributes();
                boolean empty = text.startsWith("/>", position);
                position += empty ? 2 : 1;
                if (name.equals(ELEMENT)) {
                    if (!empty) {
                        skipPast("</" + ELEMENT);
                        skipPast(">");
                    }
                    int lineStart = text.lastIndexOf('\n', start) + 1;
                    found.add(new ResourceElement(start, position, line(start), start - lineStart, attributes));
                }
            }
        }
        return found;
    }

    /** Reads attributes up to the end of the tag. */
    private Map<String, String> attributes() throws XmlException {
        Map<String, String> attributes = new LinkedHashMap<>();
        while (true) {
            skipBlanks();
            if (text.startsWith("/>", position) || text.startsWith(">", position)) {
                return attributes;
            }
            String name = name();
            skipBlanks();
            expectEquals(name);
            skipBlanks();
            char quote = position < text.length() ? text.charAt(position) : ' ';
            if (quote != '"' && quote != '\'') {
                throw wrong("the value of " + shown(name) + " has to stand in quotes");
            }
            int end = text.indexOf(quote, position + 1);
            if (end < 0) {
                throw wrong("the value of " + shown(name) + " has no quote at its end");
            }
            String raw = text.substring(position + 1, end);
            if (raw.indexOf('<') >= 0) {
                throw wrong("in the value of " + shown(name)
                        + " there is a <, which is written &lt; in XML, or a quote is missing");
            }
            if (attributes.putIfAbsent(name, decoded(name, raw)) != null) {
                throw wrong(shown(name) + " is written twice");
            }
            position = end + 1;
        }
    }

    private String decoded(String name, String raw) throws XmlException {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '&') {
                // Line breaks in attributes are blanks (XML 1.0, 3.3.3).
                decoded.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
                continue;
            }
            int end = raw.indexOf(';', i);
            if (end < 0) {
                throw wrong("in the value of " + shown(name) + " there is a &, which is written &amp; in XML");
            }
            decoded.append(character(name, raw.substring(i + 1, end)));
            i = end;
        }
        return decoded.toString();
    }

    private String character(String name, String entity) throws XmlException {
        String predefined = PREDEFINED.get(entity);
        if (predefined != null) {
            return predefined;
        }
        try {
            if (entity.startsWith("#x")) {
                return Character.toString(Integer.parseInt(entity.substring(2), 16));
            }
            if (entity.startsWith("#")) {
                return Character.toString(Integer.parseInt(entity.substring(1)));
            }
        } catch (IllegalArgumentException notANumber) {
            // Told below.
        }
        throw wrong("in the value of " + shown(name)
                + " there is an entity that is defined elsewhere, or a & that should be" + " written &amp;");
    }

    private String name() throws XmlException {
        int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || ".-_:".indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
        if (position == start) {
            throw wrong("there is no name where one has to be");
        }
        return text.substring(start, position);
    }

    private void expectEquals(String name) throws XmlException {
        if (!text.startsWith("=", position)) {
            throw wrong("there is no = behind " + shown(name) + "; a quote inside a value is written &quot;");
        }
        position++;
    }

    /** Returns the name as it is shown. Where a quote is missing or too many, what looks like a name may be part of a password. */
    private static String shown(String name) {
        return Converter.isKnown(name) ? "'" + name + "'" : "an attribute";
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private void skipPast(String end) throws XmlException {
        int found = text.indexOf(end, position);
        if (found < 0) {
            throw wrong("there is no " + end + " any more");
        }
        position = found + end.length();
    }

    private XmlException wrong(String message) {
        return new XmlException(line(position), message);
    }

    private int line(int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
