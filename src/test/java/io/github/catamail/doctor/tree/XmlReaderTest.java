package io.github.catamail.doctor.tree;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XmlReaderTest {
    private static final String SOUND = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment -->
            <Context>
              <Resource name="mail/Session" type="jakarta.mail.Session"
                        description="ä &lt; &amp; ${variable}"
                        password="secret"/>
              <WatchedResource>
                WEB-INF/web.xml
              </WatchedResource><Loader
                delegate="true"/>
            </Context>
            """;

    @TempDir
    Path dir;

    @Test
    void anElementBeginsAtTheLineOfItsBracket() throws Exception {
        Element root = read(SOUND);

        assertThat(root.place()).hasToString("conf/context.xml:3");
        assertThat(root.children())
                .extracting(element -> element.name() + " " + element.place().line())
                .containsExactly("Resource 4", "WatchedResource 7", "Loader 9");
    }

    @Test
    void variablesAreReplacedAndWhatIsWrittenIsKept() throws Exception {
        Element resource = read(SOUND).at("Resource").findFirst().orElseThrow();

        assertThat(resource.attributes()).containsEntry("description", "ä < & VALUE");
        assertThat(resource.written()).containsEntry("description", "ä < & ${variable}");
    }

    @Test
    void textHasNoBlanksAround() throws Exception {
        assertThat(read(SOUND).textOf("WatchedResource")).isEqualTo("WEB-INF/web.xml");
    }

    @Test
    void anElementTellsNoAttribute() throws Exception {
        assertThat(read(SOUND).children())
                .hasToString(
                        "[<Resource> in conf/context.xml:4, <WatchedResource> in conf/context.xml:7, <Loader> in conf/context.xml:9]");
    }

    @Test
    void otherEncodingsAreRead() throws Exception {
        byte[] bytes = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><Context docBase=\"ä\"/>".getBytes(UTF_16);

        assertThat(reader().read(bytes, place(), false).attributes()).containsEntry("docBase", "ä");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <Context a="x&y"/>                       | AMPERSAND
            <Context a="x& y"/>                      | AMPERSAND
            <Context a="x<y"/>                       | ANGLE
            <Context a="x" a="y"/>                   | TWICE
            <Context a="x"y"/>                       | UNQUOTED
            <Context a=x/>                           | UNQUOTED
            <Context a="x"b="y"/>                    | UNQUOTED
            <Context><Resources></Context>           | UNCLOSED
            <Context>< Resources/></Context>         | NAMELESS
            <Context>                                | EMPTY
            x<Context/>                              | BEFORE
            <Context/>x                              | AFTER
            <Context a="&#1;"/>                      | CHARACTER
            """)
    void eachMistakeIsSaidInWordsOfOurOwn(String text, Flaw flaw) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedXmlException.class)
                .hasMessage(flaw.toString());
    }

    @Test
    void anEmptyFileIsToldAsThat() {
        assertThatThrownBy(() -> read("")).hasMessage(Flaw.EMPTY.toString());
    }

    @Test
    void bytesThatAreNoTextAreToldAsThat() {
        byte[] bytes = {'<', 'a', ' ', 'b', '=', '"', (byte) 0xC3, (byte) 0x28, '"', '/', '>'};

        assertThatThrownBy(() -> reader().read(bytes, place(), false)).hasMessage(Flaw.CHARACTER.toString());
    }

    @Test
    void aFileOfTheServerMayReferToAnother() throws Exception {
        Files.writeString(dir.resolve("more.xml"), "<Resource\n  name='a'/>\n<Resource name='b'/>");

        Element root = reader().read(bytes(referring("more.xml")), place(), true);

        assertThat(root.children())
                .extracting(element -> element.attribute("name") + " " + element.place())
                .containsExactly("a other:more.xml:1", "b other:more.xml:3");
    }

    @Test
    void oneThatIsNotThereIsToldAndNothingIsAskedOfANetwork() {
        for (String other :
                List.of("missing.xml", "http://127.0.0.1:9/x.xml", "file://server/x.xml", "jar:file:x!/y")) {
            assertThatThrownBy(() -> reader().read(bytes(referring(other)), place(), true))
                    .as(other)
                    .isInstanceOf(MalformedXmlException.class)
                    .hasMessage(Flaw.ENTITY.toString());
        }
    }

    @Test
    void aFileOfAnApplicationMayNotReferToAnother() throws Exception {
        Files.writeString(dir.resolve("more.xml"), "<Resource name='a'/>");

        assertThat(reader().read(bytes(referring("more.xml")), place(), false).children())
                .isEmpty();
    }

    @Test
    void theDtdOfAnOldFileIsNotLookedFor() throws Exception {
        assertThat(read("<!DOCTYPE web-app PUBLIC \"-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN\""
                                + " \"http://127.0.0.1:9/dtd/web-app_2_3.dtd\"><web-app/>")
                        .name())
                .isEqualTo("web-app");
    }

    @Test
    void entitiesThatGrowWithoutEndAreRefused() {
        StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'x'>");
        for (int i = 1; i < 40; i++) {
            text.append("<!ENTITY e")
                    .append(i)
                    .append(" '&e")
                    .append(i - 1)
                    .append(";&e")
                    .append(i - 1)
                    .append(";'>");
        }
        text.append("]><a>&e39;</a>");

        assertThatThrownBy(() -> read(text.toString())).isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void elementsInElementsWithoutEndDoNoHarm() throws Exception {
        assertThat(read("<a>".repeat(50_000) + "</a>".repeat(50_000)).children())
                .hasSize(1);
    }

    @Test
    void nothingButMalformedXmlComesOfDamage() throws Exception {
        Random random = new Random(20261126);
        byte[] sound = bytes(SOUND);
        int malformed = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = sound.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                reader().read(damaged, place(), random.nextBoolean());
            } catch (MalformedXmlException expected) {
                malformed++;
                assertThat(expected.getMessage())
                        .doesNotContain("secret", "mail/Session")
                        .isNotBlank();
            }
        }
        assertThat(malformed).isBetween(1000, 2999);
    }

    private Element read(String text) throws MalformedXmlException {
        return reader().read(bytes(text), place(), false);
    }

    private XmlReader reader() {
        return new XmlReader(
                text -> text.replace("${variable}", "VALUE"),
                other -> new Place(other, "other:" + other.getFileName(), 0));
    }

    private Place place() {
        return new Place(dir.resolve("context.xml"), "conf/context.xml", 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String referring(String file) {
        return "<!DOCTYPE Context [<!ENTITY more SYSTEM \"" + file + "\">]>\n<Context>&more;</Context>";
    }
}
