package io.github.catamail.doctor.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceFileTest {
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE Context>
            <Context reloadable = 'true'>
              <!-- <Resource name="commented" type="jakarta.mail.Session"/> -->
              <Resource name="mail/One" type="jakarta.mail.Session"
                        password="a&amp;b &lt;&gt; &quot;&apos; &#228;&#xe4;" mail.smtp.host='h'/>
              <![CDATA[ <Resource name="quoted"/> ]]>
              <ResourceLink name="mail/Link" global="mail/One"/>
              <Resource
                  name="jdbc/Two"></Resource>
            </Context>
            """;

    @TempDir
    private Path dir;

    private static ResourceFile file(String text) throws XmlException {
        return ResourceFile.of(text.getBytes(UTF_8));
    }

    @Test
    void resourcesAreFoundAndNothingElse() throws XmlException {
        List<ResourceElement> resources = file(FILE).resources();

        assertThat(resources).extracting(ResourceElement::name).containsExactly("mail/One", "jdbc/Two");
        assertThat(resources.get(0).line()).isEqualTo(5);
        assertThat(resources.get(0).column()).isEqualTo(2);
        assertThat(resources.get(0).attributes())
                .containsExactly(
                        entry("name", "mail/One"),
                        entry("type", "jakarta.mail.Session"),
                        entry("password", "a&b <> \"' \u00e4\u00e4"),
                        entry("mail.smtp.host", "h"));
        assertThat(resources.get(0).toString()).doesNotContain("a&b");
    }

    @Test
    void allButTheResourceStaysAsItIs() throws Exception {
        ResourceFile before = file(FILE);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", "mail/One");
        attributes.put("password", "a&b <> \"'\n");
        Path path = dir.resolve("context.xml");
        Files.writeString(path, FILE);

        before.with(before.resources().get(0), attributes).replace(path);

        int start = FILE.indexOf("<Resource name=\"mail/One\"");
        int end = FILE.indexOf("/>", start) + 2;
        String expected = FILE.substring(0, start)
                + "<Resource name=\"mail/One\" password=\"a&amp;b &lt;> &quot;'&#10;\"/>" + FILE.substring(end);
        assertThat(path).hasContent(expected);
        assertThat(ResourceFile.read(path).resources().get(0).attributes()).isEqualTo(attributes);
    }

    @Test
    void theFileAsItWasIsKeptWithItsPermissions() throws Exception {
        Path path = dir.resolve("server.xml");
        Files.writeString(path, FILE);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        }

        Path first = file(FILE).replace(path);
        Path second = file(FILE).replace(path);

        assertThat(first).hasFileName("server.xml.before-catamail").hasContent(FILE);
        assertThat(second).hasFileName("server.xml.before-catamail-2");
        if (posix) {
            for (Path each : List.of(path, first, second)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-r-----");
            }
        }
    }

    @Test
    void theEncodingIsTheOneThatTheFileNames() throws Exception {
        String text =
                "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<Context>\r\n  <Resource name='m\u00fcll'/>\r\n</Context>\r\n";
        Path path = dir.resolve("context.xml");
        Files.write(path, text.getBytes(ISO_8859_1));
        ResourceFile before = ResourceFile.read(path);
        assertThat(before.resources().get(0).name()).isEqualTo("m\u00fcll");
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", "m\u00fcll");
        attributes.put("description", "x".repeat(90));

        before.with(before.resources().get(0), attributes).replace(path);

        assertThat(Files.readString(path, ISO_8859_1))
                .isEqualTo(
                        "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<Context>\r\n  <Resource name=\"m\u00fcll\"\r\n"
                                + "            description=\"" + "x".repeat(90) + "\"/>\r\n</Context>\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`<a>\n<Resource name=x/>` | line 2: the value of 'name' has to stand in quotes",
                "`<Resource name=\"x/>` | line 1: the value of 'name' has no quote at its end",
                "`<Resource name/>` | line 1: there is no = behind 'name'; a quote inside a value is written &quot;",
                "`<Resource name=\"x\" name=\"y\"/>` | line 1: 'name' is written twice",
                "`<Resource password=\"a&b\"/>`"
                        + " | line 1: in the value of 'password' there is a &, which is written &amp; in XML",
                "`<Resource password=\"a&b;\"/>` | line 1: in the value of 'password' there is an entity that is defined"
                        + " elsewhere, or a & that should be written &amp;",
                "`<Resource a=\"x>\n<b c=\"d\"/>` | line 1: in the value of an attribute there is a <, which is written &lt; in XML,"
                        + " or a quote is missing",
                "`<!-- <Resource/>` | line 1: there is no --> any more",
                "`<Resource name=\"x\">` | line 1: there is no </Resource any more",
                "`\n\n< a>` | line 3: there is no name where one has to be",
                "`<?xml version=\"1.0\" encoding=\"klingon\"?>` | line 1: the encoding klingon is not known",
            })
    void whatIsNoXmlIsToldWithItsLine(String text, String message) {
        assertThatThrownBy(() -> file(text)).isInstanceOf(XmlException.class).hasMessage(message);
    }

    @Test
    void longResourcesAreBrokenIntoLines() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (char c = 'a'; c <= 'i'; c++) {
            attributes.put(c + "ttribute", "value of it");
        }

        assertThat(ResourceText.of(attributes, 2)).isEqualTo("""
                <Resource attribute="value of it" bttribute="value of it" cttribute="value of it"
                            dttribute="value of it" ettribute="value of it" fttribute="value of it"
                            gttribute="value of it" httribute="value of it" ittribute="value of it"/>""");
    }

    @Test
    void secretsAreHiddenAndReferencesAreNot() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("user", "u");
        attributes.put("password", "s3cret");
        attributes.put("truststorePassword", " ${store.password} ");
        attributes.put("keystorePassword", "${a}s3cret");

        assertThat(ResourceText.hidden(attributes))
                .containsExactly(
                        entry("user", "u"),
                        entry("password", "***"),
                        entry("truststorePassword", " ${store.password} "),
                        entry("keystorePassword", "***"));
    }
}
