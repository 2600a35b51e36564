package io.github.catamail.doctor.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML, without a word to the network: the only other files that are read are those on this machine which a file of the
 * server refers to by an entity, as Tomcat reads them.
 */
final class XmlReader {
    private static final String FEATURES = "http://xml.org/sax/features/";

    private final UnaryOperator<String> variables;
    private final Function<Path, Place> places;

    /**
     * Makes a reader.
     *
     * @param variables replaces the variables in a text
     * @param places how other files are shown
     */
    XmlReader(UnaryOperator<String> variables, Function<Path, Place> places) {
        this.variables = variables;
        this.places = places;
    }

    /**
     * Reads a file.
     *
     * @param entities whether it may refer to other files of this machine
     */
    Element read(byte[] bytes, Place place, boolean entities) throws MalformedXmlException {
        ElementBuilder builder =
                new ElementBuilder(new String(bytes, UTF_8), place, entities ? places : null, variables);
        InputSource source = new InputSource(new ByteArrayInputStream(bytes));
        source.setSystemId(place.file().toUri().toString());
        try {
            parser(entities).parse(source, builder);
        } catch (SAXParseException malformed) {
            throw new MalformedXmlException(
                    Flaw.of(String.valueOf(malformed.getMessage())),
                    malformed.getLineNumber(),
                    malformed.getColumnNumber());
        } catch (IOException | SAXException unreadable) {
            // Bytes that are of no encoding, or an entity that cannot be read.
            boolean entity = String.valueOf(unreadable.getMessage()).startsWith(ElementBuilder.NO_ENTITY);
            throw new MalformedXmlException(
                    entity ? Flaw.ENTITY : Flaw.CHARACTER, builder.line(), entity ? builder.column() : 0);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK has an XML parser", impossible);
        } catch (RuntimeException bug) {
            // That of the JDK has been seen to throw others on files that are no XML.
            throw new MalformedXmlException(Flaw.OTHER, builder.line(), builder.column());
        }
        return builder.root();
    }

    private static SAXParser parser(boolean entities) throws ParserConfigurationException, SAXException {
        // That of the JDK: another one on the class path may not know these features.
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(FEATURES + "external-general-entities", entities);
        factory.setFeature(FEATURES + "external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        SAXParser parser = factory.newSAXParser();
        parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, entities ? "file" : "");
        parser.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
        return parser;
    }

    /** Returns the file that a system id names, if it is one of this machine. */
    static @Nullable Path localFile(String systemId) {
        try {
            URI uri = URI.create(systemId);
            Path file = "file".equals(uri.getScheme()) && uri.getAuthority() == null ? Path.of(uri) : null;
            return file != null && Files.isRegularFile(file) ? file : null;
        } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
            return null;
        }
    }
}
