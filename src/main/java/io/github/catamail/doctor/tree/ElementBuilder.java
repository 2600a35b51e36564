package io.github.catamail.doctor.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    private final Map<Place, List<String>> lines = new HashMap<>();
    private final Place place;
    private final @Nullable Function<Path, Place> others;
    private final UnaryOperator<String> variables;
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

    /**
     * Makes a builder.
     *
     * @param text what is read
     * @param place where it stands
     * @param others how other files are shown that it refers to; null if it may not
     */
    ElementBuilder(String text, Place place, @Nullable Function<Path, Place> others, UnaryOperator<String> variables) {
        this.lines.put(place, text.lines().toList());
        this.place = place;
        this.others = others;
        this.variables = variables;
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
        Place file = file();
        List<String> text = lines.getOrDefault(file, List.of());
        int line = Math.min(line(), text.size());
        if (line < 1) {
            return file;
        }
        int bracket = text.get(line - 1).lastIndexOf('<', Math.max(0, column() - 2));
        while (bracket < 0 && line > 1) {
            line--;
            bracket = text.get(line - 1).lastIndexOf('<');
        }
        return file.at(line);
    }

    /** Returns the file that is being read, which may be one that an entity stands for. */
    private Place file() {
        Path read =
                locator == null || locator.getSystemId() == null ? null : XmlReader.localFile(locator.getSystemId());
        return others == null || read == null || read.equals(place.file()) ? place : others.apply(read);
    }

    @Override
    public InputSource resolveEntity(@Nullable String publicId, String systemId) throws IOException {
        Path file = others == null ? null : XmlReader.localFile(systemId);
        if (others != null && file != null) {
            byte[] bytes = Files.readAllBytes(file);
            lines.put(others.apply(file), new String(bytes, UTF_8).lines().toList());
            InputSource source = new InputSource(new ByteArrayInputStream(bytes));
            source.setSystemId(systemId);
            return source;
        }
        if (others != null && publicId == null) {
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
