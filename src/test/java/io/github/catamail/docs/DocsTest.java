package io.github.catamail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.Topic;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class DocsTest {
    static Stream<MarkdownPage> pages() throws IOException {
        return MarkdownPage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(MarkdownPage page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : page.links()) {
            if (!URI.create(link).isAbsolute() && !leadsSomewhere(page, link)) {
                broken.add(link);
            }
        }

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void punctuationIsAscii(MarkdownPage page) throws IOException {
        assertThat(Files.readString(page.file())).isASCII();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippetOfXmlIsWellFormed(MarkdownPage page) throws Exception {
        for (MarkdownPage.Block block : page.blocks()) {
            if (block.language().equals("xml")) {
                assertThat(xml(page, block)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyResourceCanBeUsedAsItStands(MarkdownPage page) throws Exception {
        for (MarkdownPage.Block block : page.blocks()) {
            for (Map<String, String> resource : resources(page, block)) {
                Problems problems = new Problems(where(page, block));
                SettingsParser.parse(resource, Path.of("").toAbsolutePath(), /* strictByDefault= */ true, problems);

                assertThat(problems.errors()).as(where(page, block)).isEmpty();
                assertThat(problems.warnings())
                        .as(where(page, block))
                        .noneMatch(warning -> warning.topic() == Topic.UNKNOWN_PROPERTY);
            }
        }
    }

    @Test
    void noSnippetWithAResourceEscapesTheTests() throws Exception {
        int found = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                // What the command writes is compared with what it really writes, by a test of its own.
                if (block.text().contains("<Resource ") && !block.language().equals("console")) {
                    assertThat(resources(page, block)).as(where(page, block)).isNotEmpty();
                    found++;
                }
            }
        }

        assertThat(found).isPositive();
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty()
                ? page.file()
                : page.file().toAbsolutePath().resolveSibling(path).normalize();
        if (hash < 0 || !Files.isRegularFile(target)) {
            return hash < 0 && Files.exists(target);
        }
        return MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
    }

    private static List<Map<String, String>> resources(MarkdownPage page, MarkdownPage.Block block)
            throws ParserConfigurationException, IOException {
        List<Map<String, String>> resources = new ArrayList<>();
        if (!block.language().equals("xml")) {
            return resources;
        }
        NodeList elements = xml(page, block).getElementsByTagName("Resource");
        for (int i = 0; i < elements.getLength(); i++) {
            NamedNodeMap attributes = elements.item(i).getAttributes();
            Map<String, String> resource = new LinkedHashMap<>();
            for (int j = 0; j < attributes.getLength(); j++) {
                resource.put(
                        attributes.item(j).getNodeName(), attributes.item(j).getNodeValue());
            }
            resources.add(resource);
        }
        return resources;
    }

    private static Element xml(MarkdownPage page, MarkdownPage.Block block)
            throws ParserConfigurationException, IOException {
        String document = "<snippet>" + block.text() + "</snippet>";
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(document)))
                    .getDocumentElement();
        } catch (SAXException malformed) {
            throw new AssertionError(where(page, block) + ": " + malformed.getMessage(), malformed);
        }
    }

    private static String where(MarkdownPage page, MarkdownPage.Block block) {
        return page.file() + ", line " + block.line();
    }
}
