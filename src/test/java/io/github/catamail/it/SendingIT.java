package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.probe.LibraryProbe;
import io.github.catamail.testing.probe.MailProbe;
import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import jakarta.mail.internet.MimeMultipart;
import java.io.File;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that works: declared wherever Tomcat allows it, sent by every way that applications take. */
@ParameterizedClass
@EnumSource
final class SendingIT {
    private static final List<String> LIBRARIES = List.of(
            "spring-",
            "micrometer-",
            "commons-email2-",
            "simple-java-mail-",
            "core-module-",
            "jmail-",
            "slf4j-",
            "jetbrains-runtime-annotations-",
            "throwing-function-");

    private static MailServers servers;
    private static RunningTomcat tomcat;

    @Parameter
    TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version) throws Exception {
        servers = new MailServers();
        TomcatInstall install = version.install(Path.of("target", "it", "sending-" + version));
        servers.writeStores(install.home().resolve("conf"));
        MailResources resources = new MailResources(servers);
        install.global(resources.starttls("mail/Global"))
                .everyContext(resources.starttls("mail/Injected") + resources.starttls("mail/Everywhere"))
                .host("<Context path=\"/inserver\" docBase=\""
                        + probe("inserver")
                                .unpackInto(
                                        Files.createDirectories(install.home().resolve("apps"))) + "\">"
                        + resources.starttls("mail/Session") + "</Context>")
                .context(
                        "inconf",
                        "<Context docBase=\""
                                + probe("inconf").unpackInto(install.home().resolve("apps")) + "\">"
                                + resources.starttls("mail/Session") + "</Context>")
                .deploy(
                        probe("probe")
                                .context(resources.all()
                                        + "<ResourceLink name=\"mail/Linked\" global=\"mail/Global\""
                                        + " type=\"jakarta.mail.Session\"/>")
                                .web(
                                        "<resource-ref><res-ref-name>mail/Referenced</res-ref-name>"
                                                + "<res-type>jakarta.mail.Session</res-type><res-auth>Container</res-auth></resource-ref>"))
                .deploy(libraries("libraries").context(resources.starttls("mail/Session")))
                .manager("boss", "boss");
        probe("packed")
                .context(resources.starttls("mail/Session"))
                .packInto(install.home().resolve("webapps"));
        tomcat = install.start(
                TomcatVersion.java(), "-Djakarta.mail.Session.Factory=io.github.catamail.MailSessionFactory");
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() throws Exception {
        tomcat.close();
        servers.close();

        assertThat(tomcat.log())
                .contains("mail/Global: localhost:" + servers.starttls.port())
                .doesNotContain(MailServers.secrets())
                .doesNotContain("SEVERE", "memory leak", "has failed to stop");
    }

    private static WebApp probe(String name) throws Exception {
        return WebApp.named(name).classes(MailProbe.class);
    }

    private static WebApp libraries(String name) throws Exception {
        WebApp app = probe(name).classes(LibraryProbe.class);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (LIBRARIES.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
                app.library(jar);
            }
        }
        return app;
    }

    @ParameterizedTest
    @CsvSource({
        "probe, mail/Linked",
        "inserver, mail/Session",
        "inconf, mail/Session",
        "packed, mail/Session",
        "probe, mail/Everywhere",
        "packed, mail/Everywhere",
        "probe, mail/Injected",
        "probe, mail/Referenced",
        "probe, mail/Swapped"
    })
    void aSessionWorksWhereverItIsDeclared(String app, String name) throws Exception {
        String subject = subject();

        assertThat(send(app, name, "static", subject)).isEqualTo("sent");

        assertArrivedWhole(servers.starttls, subject);
    }

    static Stream<List<String>> resourcesAndWays() {
        return MailResources.NAMES.stream()
                .flatMap(name -> Stream.of("static", "session", "address", "smtp", "smtps")
                        .map(way -> List.of(name, way)));
    }

    @ParameterizedTest
    @MethodSource("resourcesAndWays")
    void everyWayOfSendingArrives(List<String> resourceAndWay) throws Exception {
        String name = resourceAndWay.get(0);
        String subject = subject();

        assertThat(send("probe", name, resourceAndWay.get(1), subject)).isEqualTo("sent");

        ReceivedMail mail = assertArrivedWhole(new MailResources(servers).sink(name), subject);
        if (name.startsWith("mail/Plain")) {
            assertThat(mail.tls()).isNull();
            assertThat(mail.login()).isNull();
        } else {
            assertThat(mail.tls()).isNotNull();
            assertThat(mail.login().user()).isEqualTo(MailServers.USER);
            assertThat(mail.tls().clientCertificate()).isEqualTo(name.startsWith("mail/Mutual") ? "CN=tomcat" : null);
        }
    }

    @Test
    void aThreadOfNobodySendsToo() throws Exception {
        String subject = subject();

        assertThat(get("/probe/probe?do=background&name=mail/Linked&subject=" + encode(subject)))
                .isEqualTo("sent");

        assertArrivedWhole(servers.starttls, subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring", "commons-email", "simple-java-mail"})
    void librariesSend(String library) throws Exception {
        String subject = subject();

        assertThat(get("/libraries/library?name=mail/Session&with=" + library + "&subject=" + encode(subject)))
                .isEqualTo("sent");

        ReceivedMail mail = MailServers.mail(servers.starttls, subject);
        assertThat(mail.to()).containsExactly("joe@example.com");
        assertThat(mail.login().user()).isEqualTo(MailServers.USER);
        assertThat(mail.raw()).contains("multipart/").contains("text/html");
    }

    @ParameterizedTest
    @MethodSource("names")
    void noSecretIsAmongTheProperties(String name) throws Exception {
        assertThat(get("/probe/probe?do=properties&name=" + name))
                .contains("mail.smtp.host=localhost")
                .doesNotContain(MailServers.secrets());
    }

    static List<String> names() {
        return MailResources.NAMES;
    }

    @Test
    void noMBeanOfAResourceShowsThePassword() throws Exception {
        String all =
                "/probe/probe?do=mbean&name=" + encode("*:type=Resource,class=jakarta.mail.Session,*") + "&attribute=";

        assertThat(get(all + "password"))
                .contains("resourcetype=Global")
                .contains("context=/inserver")
                .contains("context=/probe")
                .contains("[hidden]")
                .doesNotContain(MailServers.secrets());
        assertThat(get(all + "truststorePassword")).contains("[hidden]").doesNotContain(MailServers.secrets());
        assertThat(get(all + "user")).contains(MailServers.USER);
    }

    @Test
    void theManagerShowsNoPassword() throws Exception {
        assertThat(manager("jmxproxy?get=Catalina:type=Resource,resourcetype=Global,class=jakarta.mail.Session,name="
                        + encode("\"mail/Global\"") + "&att=password"))
                .startsWith("OK")
                .contains("[hidden]");
        assertThat(manager("jmxproxy?qry=" + encode("*:*")))
                .startsWith("OK")
                .contains("mail/Global")
                .doesNotContain(MailServers.secrets());
        assertThat(manager("text/resources"))
                .contains("mail/Global:jakarta.mail.Session")
                .doesNotContain(MailServers.secrets());
    }

    @Test
    void afterAReloadAllIsAsBefore() throws Exception {
        String subject = subject();

        assertThat(manager("text/reload?path=/packed")).startsWith("OK");

        assertThat(send("packed", "mail/Session", "static", subject)).isEqualTo("sent");
        assertArrivedWhole(servers.starttls, subject);
        noMBeanOfAResourceShowsThePassword();
    }

    private static ReceivedMail assertArrivedWhole(SmtpSink sink, String subject) throws Exception {
        ReceivedMail mail = MailServers.mail(sink, subject);
        assertThat(mail.from()).isEqualTo("app@example.com");
        assertThat(mail.to()).containsExactly("joe@example.com");
        MimeMultipart mixed = (MimeMultipart) mail.message().getContent();
        assertThat(mixed.getCount()).isEqualTo(2);
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("Grüße aus Tomcat");
        assertThat(alternative.getBodyPart(1).getContent()).isEqualTo("<p>Grüße aus <b>Tomcat</b></p>");
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("table.csv");
        assertThat(mixed.getBodyPart(1).getContent()).isEqualTo("a,b\r\n1,2\r\n");
        return mail;
    }

    private static String send(String app, String name, String way, String subject) throws Exception {
        return get("/" + app + "/probe?do=send&name=" + name + "&via=" + way + "&subject=" + encode(subject));
    }

    private static String get(String path) throws Exception {
        return tomcat.get(path).strip();
    }

    private static String manager(String path) throws Exception {
        return tomcat.get("/manager/" + path, "boss", "boss");
    }

    private static String subject() {
        return "Prüfung " + UUID.randomUUID();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
