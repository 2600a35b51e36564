package io.github.catamail.doctor.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Makes a tree of what a parser finds, each element with the line on which it begins. */
final class ElementBuilder extends DefaultHandler {
    static final String NO_ENTITY = "no entity ";

    private final List<String> lines;
    private final Place place;
    private final UnaryOperator<String> variables;
    private final boolean entities;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Locator locator;
    private @Nullable Element root;

    /** An element whose end has not come. */
    private record Open(
            String name,
            Map<String, String> attributes,
            Map<String, String> written,
            StringBuilder text,
            List<Element> children,
            Place place) {}

    ElementBuilder(String text, Place place, UnaryOperator<String> variables, boolean entities) {
        this.lines = text.lines().toList();
        this.place = place;
        this.variables = variables;
        this.entities = entities;
    }

    Element root() throws MalformedXmlException {
        if (root == null) {
            throw new MalformedXmlException(Flaw.EMPTY, 0, 0);
        }
        return root;
    }

    int line() {
        return locator == null ? 0 : locator.getLineNumber();
    }

    int column() {
        return locator == null ? 0 : locator.getColumnNumber();
    }

    @Override
    public void setDocumentLocator(Locator given) {
        locator = given;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes found) {
        Map<String, String> written = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            written.put(found.getQName(i), found.getValue(i));
            attributes.put(found.getQName(i), variables.apply(found.getValue(i)));
        }
        open.push(new Open(localName, attributes, written, new StringBuilder(), new ArrayList<>(), begin()));
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (!open.isEmpty()) {
            open.peek().text().append(characters, start, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        Open closed = open.pop();
        Element element = new Element(
                closed.name(),
                closed.attributes(),
                closed.written(),
                variables.apply(closed.text().toString()).strip(),
                List.copyOf(closed.children()),
                closed.place());
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children().add(element);
        }
    }

    /** The parser tells where the tag ends. No value contains a bracket, so that the last one before that begins it. */
    private Place begin() {
        Path other =
                locator == null || locator.getSystemId() == null ? null : XmlReader.localFile(locator.getSystemId());
        if (other != null && !other.equals(place.file())) {
            return new Place(other, place.shown() + " (" + other.getFileName() + ")", line());
        }
        int line = Math.min(line(), lines.size());
        if (line < 1) {
            return place;
        }
        String text = lines.get(line - 1);
        int bracket = text.lastIndexOf('<', Math.max(0, column() - 2));
        while (bracket < 0 && line > 1) {
            line--;
            bracket = lines.get(line - 1).lastIndexOf('<');
        }
        return place.at(line);
    }

    @Override
    public InputSource resolveEntity(@Nullable String publicId, String systemId) throws IOException {
        Path file = entities ? XmlReader.localFile(systemId) : null;
        if (file != null) {
            try (InputStream in = Files.newInputStream(file)) {
                InputSource source = new InputSource(new java.io.ByteArrayInputStream(in.readAllBytes()));
                source.setSystemId(systemId);
                return source;
            }
        }
        if (entities && publicId == null) {
            throw new IOException(NO_ENTITY + systemId);
        }
        // Such as the DTD of an old web.xml, which is not needed.
        return new InputSource(new StringReader(""));
    }

    @Override
    public void fatalError(SAXParseException malformed) throws SAXParseException {
        throw malformed;
    }
}
