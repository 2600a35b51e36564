package io.github.catamail.doctor.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TomcatTreeTest {
    private static final String FACTORY = "factory=\"io.github.catamail.MailSessionFactory\"";

    @TempDir
    Path base;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void writeTheFilesOfTheServer() throws IOException {
        server("", "");
        context("conf/context.xml", resource("mail/All"));
    }

    @Test
    void whatIsForEveryApplicationIsSeenBeforeThereIsOne() throws IOException {
        assertThat(read().applications()).isEmpty();
        assertThat(read().mailSessions())
                .extracting(MailDeclaration::name, MailDeclaration::isGlobal, MailDeclaration::users)
                .containsExactly(tuple("mail/All", false, List.of()));

        Files.createDirectories(base.resolve("webapps/shop"));

        assertThat(read().mailSessions())
                .extracting(MailDeclaration::name, MailDeclaration::users)
                .containsExactly(tuple("mail/All", List.of(new MailDeclaration.User("/shop", "mail/All"))));
    }

    @Test
    void applicationsAreFoundInAllPlaces() throws IOException {
        server("", """
                <Context path="/inside" docBase="%s"/>
                <Context path="" docBase="front"/>
                <Context docBase="named"/>
                """.formatted(base.resolve("elsewhere")));
        context("conf/Catalina/localhost/a#b.xml", "");
        context("conf/Catalina/localhost/outside.xml", "docBase=\"" + base.resolve("elsewhere") + "\"", "");
        for (String directory :
                List.of("elsewhere", "webapps/front", "webapps/named", "webapps/shop##2", "webapps/META-INF")) {
            Files.createDirectories(base.resolve(directory));
        }
        WebApp.named("packed").packInto(base.resolve("webapps"));
        Files.writeString(base.resolve("webapps/readme.txt"), "no application");

        assertThat(read().applications())
                .extracting(application -> application.name() + " " + shown(application.files()))
                .containsExactly(
                        "/inside elsewhere",
                        "/ webapps/front",
                        "/named webapps/named",
                        "/a/b null",
                        "/outside elsewhere",
                        "/front webapps/front",
                        "/packed webapps/packed.war",
                        "/shop##2 webapps/shop##2");
    }

    @Test
    void aDocBaseAmongTheApplicationsIsIgnoredAsInTomcat() throws IOException {
        context("conf/Catalina/localhost/shop.xml", "docBase=\"other\"", "");
        Files.createDirectories(base.resolve("webapps/other"));
        Files.createDirectories(base.resolve("webapps/shop"));

        assertThat(application("/shop").files()).isEqualTo(base.resolve("webapps/shop"));
    }

    @Test
    void whatIsUnpackedCountsOnlyWhereItIsThatOfTheArchive() throws IOException {
        Path war = WebApp.named("shop").context(resource("mail/New")).packInto(base.resolve("webapps"));
        context("webapps/shop/META-INF/context.xml", resource("mail/Old"));
        Path tracker = Files.createFile(base.resolve("webapps/shop/META-INF/war-tracker"));
        Files.setLastModifiedTime(tracker, FileTime.from(Instant.EPOCH));
        assertThat(names("/shop")).containsExactly("mail/All", "mail/New");

        Files.setLastModifiedTime(tracker, Files.getLastModifiedTime(war));

        assertThat(names("/shop")).containsExactly("mail/All", "mail/Old");
    }

    @Test
    void aContextFileOfTheServerStandsInPlaceOfTheApplicationsOwn() throws IOException {
        context("webapps/shop/META-INF/context.xml", resource("mail/Own"));
        assertThat(names("/shop")).containsExactly("mail/All", "mail/Own");

        context("conf/Catalina/localhost/shop.xml", resource("mail/OfTheServer"));

        assertThat(names("/shop")).containsExactly("mail/All", "mail/OfTheServer");
    }

    @Test
    void whereTomcatReadsNoContextFilesOfApplicationsNoneIsRead() throws IOException {
        server("deployXML=\"false\" deployIgnore=\"old.*\"", "");
        context("webapps/shop/META-INF/context.xml", resource("mail/Own"));
        Files.createDirectories(base.resolve("webapps/older"));

        assertThat(names("/shop")).containsExactly("mail/All");
        assertThat(read().applications()).hasSize(1);
    }

    @Test
    void whatStandsInServerXmlIsReadFirst() throws IOException {
        server("", "<Context path=\"/shop\">" + resource("mail/All").replace("one.", "two.") + "</Context>");

        assertThat(application("/shop").names().find("mail/All"))
                .satisfies(found -> assertThat(found.place().shown()).isEqualTo("conf/server.xml"));
        assertThat(application("/shop").names().shadows())
                .singleElement()
                .satisfies(
                        shadow -> assertThat(shadow.ignored().place().shown()).isEqualTo("conf/context.xml"));
    }

    @Test
    void referencesOfBothKindsAreRead() throws IOException {
        Files.createDirectories(base.resolve("webapps/shop/WEB-INF"));
        Files.writeString(base.resolve("webapps/shop/WEB-INF/web.xml"), """
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN"
                  "http://java.sun.com/dtd/web-app_2_3.dtd">
                <web-app>
                  <resource-ref>
                    <res-ref-name>mail/A</res-ref-name>
                    <res-type>jakarta.mail.Session</res-type>
                    <lookup-name>java:global/mail</lookup-name>
                  </resource-ref>
                  <resource-env-ref>
                    <resource-env-ref-name>mail/B</resource-env-ref-name>
                    <resource-env-ref-type>jakarta.mail.Session</resource-env-ref-type>
                  </resource-env-ref>
                </web-app>
                """);

        assertThat(application("/shop").references())
                .extracting(reference -> reference + " " + reference.type() + " " + reference.attributes())
                .containsExactly(
                        "mail/A in webapps/shop/WEB-INF/web.xml:4 jakarta.mail.Session {lookup-name=java:global/mail}",
                        "mail/B in webapps/shop/WEB-INF/web.xml:9 jakarta.mail.Session {}");
    }

    @Test
    void mailSessionsComeOnceWithAllWhoFindThem() throws IOException {
        Files.writeString(
                base.resolve("conf/server.xml"),
                Files.readString(base.resolve("conf/server.xml"))
                        .replace(
                                "<Service ",
                                "<GlobalNamingResources>" + resource("mail/Company")
                                        + "</GlobalNamingResources><Service "));
        context("webapps/shop/META-INF/context.xml", link("mail/Session", "mail/Company"));
        context("webapps/blog/META-INF/context.xml", resource("mail/Blog").replace(FACTORY, ""));

        assertThat(read().mailSessions())
                .extracting(mail -> mail + " " + mail.isGlobal() + mail.isOurs() + mail.strictByDefault() + " "
                        + mail.users().stream()
                                .map(user -> user.application() + "=" + user.name())
                                .toList())
                .containsExactly(
                        "mail/Company in conf/server.xml:2 truetruetrue [/shop=mail/Session]",
                        "mail/All in conf/context.xml:2 falsetruetrue [/blog=mail/All, /shop=mail/All]",
                        "mail/Blog in webapps/blog/META-INF/context.xml:2 falsefalsefalse [/blog=mail/Blog]");
    }

    @Test
    void theSystemPropertyMakesThemOurs() throws IOException {
        context("conf/context.xml", resource("mail/All").replace(FACTORY, ""));
        Files.createDirectories(base.resolve("webapps/shop"));
        Files.writeString(
                base.resolve("conf/catalina.properties"),
                "jakarta.mail.Session.Factory=io.github.catamail.MailSessionFactory\n");

        assertThat(read().mailSessions()).singleElement().satisfies(mail -> {
            assertThat(mail.isOurs()).isTrue();
            assertThat(mail.strictByDefault()).isFalse();
        });
    }

    @Test
    void whatCatalinaPropertiesSetsGoesBeforeArgumentsAndTheEnvironmentBeforeTheScript() throws IOException {
        Files.writeString(base.resolve("conf/catalina.properties"), "# a comment\na = properties\n");
        Files.createDirectories(base.resolve("bin"));
        Files.writeString(base.resolve("bin/setenv.sh"), "CATALINA_OPTS='-Da=script -Db=script -Dc=script'\n");
        assertThat(read().property("b")).isEqualTo("script");

        environment.put("CATAMAIL_CATALINA_OPTS", "-Da=environment -Db=environment");
        environment.put("CATAMAIL_JAVA_OPTS", "");
        TomcatTree tree = read();

        assertThat(List.of(tree.property("a"), tree.property("b"))).containsExactly("properties", "environment");
        assertThat(tree.property("c")).isNull();
        assertThat(tree.options())
                .extracting(option -> option.name() + " " + option.place() + " " + option.isArgument())
                .containsExactly(
                        "a bin/setenv.sh:1 true", "b bin/setenv.sh:1 true", "a conf/catalina.properties:2 false");
    }

    @Test
    void anotherFileCanStandForCatalinaProperties() throws IOException {
        Files.writeString(base.resolve("conf/other.properties"), "a=other\n");
        environment.put("CATAMAIL_CATALINA_OPTS", "-Dcatalina.config=other.properties");
        assertThat(read().property("a")).isEqualTo("other");

        environment.put(
                "CATAMAIL_CATALINA_OPTS",
                "-Dcatalina.config=" + base.resolve("conf/other.properties").toUri());

        assertThat(read().property("a")).isEqualTo("other");
    }

    @Test
    void propertiesThatAreMalformedAreToldAndTheRestIsRead() throws IOException {
        Files.writeString(base.resolve("conf/catalina.properties"), "a=1\nb=C:\\users\n");

        assertThat(read().findings())
                .extracting(finding -> finding.where() + ": " + finding.what())
                .containsExactly(
                        "conf/catalina.properties: a backslash and a \"u\" in this file are followed by no four"
                                + " digits, and what comes after them does not count");
        assertThat(read().property("a")).isEqualTo("1");
    }

    @Test
    void aDirectoryWithNothingInItIsTold(@TempDir Path empty) {
        TomcatTree tree = TomcatTree.read(new Installation(empty, empty, Map.of()));

        assertThat(tree.findings())
                .extracting(finding -> finding.where() + ": " + finding.what())
                .containsExactly("conf/server.xml: this file is not there");
        assertThat(tree.mailSessions()).isEmpty();
    }

    @Test
    void whatTheServersOwnWebXmlAsksForEveryApplicationAsksFor() throws IOException {
        web("conf/web.xml", "mail/Server", "mail/Shop");
        web("conf/Catalina/localhost/web.xml.default", "mail/Host");
        web("webapps/shop/WEB-INF/web.xml", "mail/Shop");
        web("webapps/shop/WEB-INF/tomcat-web.xml", "mail/Tomcat");
        Files.createDirectories(base.resolve("webapps/blog"));

        assertThat(application("/shop").references())
                .extracting(reference -> reference.name() + " " + reference.place())
                .containsExactly(
                        "mail/Shop webapps/shop/WEB-INF/web.xml:2",
                        "mail/Tomcat webapps/shop/WEB-INF/tomcat-web.xml:2",
                        "mail/Host conf/Catalina/localhost/web.xml.default:2",
                        "mail/Server conf/web.xml:2");
        assertThat(application("/blog").references())
                .extracting(Declaration::name)
                .containsExactly("mail/Host", "mail/Server", "mail/Shop");
    }

    private void web(String file, String... references) throws IOException {
        Files.createDirectories(base.resolve(file).getParent());
        Files.writeString(
                base.resolve(file),
                Stream.of(references)
                        .map(name -> "<resource-ref><res-ref-name>" + name
                                + "</res-ref-name><res-type>jakarta.mail.Session</res-type></resource-ref>\n")
                        .collect(Collectors.joining("", "<web-app>\n", "</web-app>\n")));
    }

    private TomcatTree read() {
        return TomcatTree.read(new Installation(base, base, environment));
    }

    private Application application(String name) {
        return read().applications().stream()
                .filter(application -> application.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String application) {
        return application(application).names().declarations().stream()
                .map(Declaration::name)
                .toList();
    }

    private String shown(@Nullable Path file) {
        return file == null ? "null" : base.relativize(file).toString();
    }

    private void server(String host, String contexts) throws IOException {
        Files.createDirectories(base.resolve("conf"));
        Files.writeString(base.resolve("conf/server.xml"), """
                <Server>
                  <Service name="Catalina">
                    <Engine name="Catalina">
                      <Host name="localhost" appBase="webapps" %s>
                %s
                      </Host>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(host, contexts));
    }

    private void context(String file, String elements) throws IOException {
        context(file, "", elements);
    }

    private void context(String file, String attributes, String elements) throws IOException {
        Files.createDirectories(base.resolve(file).getParent());
        Files.writeString(base.resolve(file), "<Context " + attributes + ">\n" + elements + "\n</Context>\n");
    }

    private static String resource(String name) {
        return "<Resource name=\"" + name + "\" type=\"jakarta.mail.Session\" " + FACTORY
                + " host=\"one.example.com\"/>";
    }

    private static String link(String name, String global) {
        return "<ResourceLink name=\"" + name + "\" global=\"" + global + "\" type=\"jakarta.mail.Session\"/>";
    }
}
