package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.catalina.MailListener;
import io.github.catamail.catalina.MailSharingClassLoader;
import io.github.catamail.config.Credentials;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.HostOrder;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.PartialDelivery;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.StartValidation;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.tls.TlsContext;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.deploy.NamingResourcesImpl;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.ContextRuleSet;
import org.apache.catalina.startup.NamingRuleSet;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.ContextResourceLink;
import org.apache.tomcat.util.digester.Digester;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code conf-examples}, read as Tomcat reads it, up to sessions made from it. */
final class ConfExamplesTest {
    private static final Path EXAMPLES = Path.of("conf-examples");
    private static final String BASE_PROPERTY = "catalina.base";

    /** What each resource of each file means: name, servers, user, sender, and what TLS is made with. */
    private static final Map<String, List<String>> MEANINGS = Map.ofEntries(
            Map.entry(
                    "minimal.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from app@example.com; ")),
            Map.entry(
                    "tested-at-start.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from app@example.com; ")),
            Map.entry(
                    "gmail-smtps.xml",
                    List.of("mail/GmailSmtpServer: smtp.gmail.com:465, implicit TLS; someone@gmail.com; from"
                            + " someone@gmail.com; ")),
            Map.entry(
                    "microsoft365.xml",
                    List.of("mail/Session: smtp.office365.com:587, STARTTLS; app@example.com; from app@example.com; ")),
            Map.entry(
                    "relay-without-login.xml",
                    List.of("mail/Session: relay.example.com:25, no TLS; no login; from app@example.com; ")),
            Map.entry(
                    "private-ca-pkcs12.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from null; trust store"
                            + " conf/ca.p12 and the JVM's certificate authorities")),
            Map.entry(
                    "private-ca-pem.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from null; trust store"
                            + " conf/ca.pem")),
            Map.entry(
                    "mutual-tls.xml",
                    List.of(
                            "mail/Session: relay.example.com:587, STARTTLS; no login; from null; trust store conf/ca.pem,"
                                    + " client certificate CN=app")),
            Map.entry(
                    "global-resource-with-link/server.xml",
                    List.of("mail/GlobalSession: smtp.example.com:587, STARTTLS; app@example.com; from app@example.com;"
                            + " ")),
            Map.entry(
                    "amazon-ses.xml",
                    List.of("mail/Session: email-smtp.eu-west-1.amazonaws.com:587, STARTTLS; AKIAEXAMPLE; from"
                            + " app@example.com; ")),
            Map.entry(
                    "sendgrid.xml",
                    List.of("mail/Session: smtp.sendgrid.net:587, STARTTLS; apikey; from app@example.com; ")),
            Map.entry(
                    "limits.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from app@example.com; ")),
            Map.entry(
                    "servers-in-turn.xml",
                    List.of("mail/Session: relay1.example.com:25, no TLS relay2.example.com:25, no TLS"
                            + " relay3.example.com:25, no TLS; no login; from app@example.com; ")),
            Map.entry("global-resource-with-link/context.xml", List.of()),
            Map.entry("any-mail-jars/server.xml", List.of()),
            Map.entry(
                    "any-mail-jars/context.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from app@example.com; ")),
            Map.entry(
                    "two-servers.xml",
                    List.of(
                            "mail/Newsletter: bulk.example.com:587, STARTTLS; news@example.com; from news@example.com; ",
                            "mail/Session: smtp1.example.com:587, STARTTLS smtp2.example.com:465, implicit TLS;"
                                    + " app@example.com; from app@example.com; ")),
            Map.entry(
                    "context.xml",
                    List.of("mail/Session: smtp.example.com:587, STARTTLS; app@example.com; from app@example.com; ")),
            Map.entry(
                    "stock-resource-unchanged.xml",
                    List.of("mail/Session: smtp.example.com:465, implicit TLS; app@example.com; from null; ")));

    @TempDir
    private static Path base;

    private static String baseBefore;

    @BeforeAll
    static void makeTheFilesThatExamplesName() throws IOException {
        Path conf = Files.createDirectory(base.resolve("conf"));
        TestIdentity authority = TestCertificates.root("Example CA");
        authority.writeTrustPkcs12(conf.resolve("ca.p12"), "changeit");
        authority.writeTrustPem(conf.resolve("ca.pem"));
        authority.issue("app").mint().writePkcs12(conf.resolve("client.p12"), "changeit");
        baseBefore = System.getProperty(BASE_PROPERTY);
        System.setProperty(BASE_PROPERTY, base.toString());
    }

    @AfterAll
    static void putTheBaseBack() {
        if (baseBefore == null) {
            System.clearProperty(BASE_PROPERTY);
        } else {
            System.setProperty(BASE_PROPERTY, baseBefore);
        }
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(Files::isRegularFile)
                    // Not Tomcat's; PrometheusRulesTest reads it.
                    .filter(file -> !file.endsWith("prometheus-jmx-exporter.yml"))
                    .map(file -> EXAMPLES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFileIsKnownHere() throws IOException {
        assertThat(files()).containsExactlyInAnyOrderElementsOf(MEANINGS.keySet());
    }

    @ParameterizedTest
    @MethodSource("files")
    void meansWhatItSays(String file) throws Exception {
        assertThat(resources(file).map(resource -> meaning(resource.getName(), attributes(resource))))
                .containsExactlyInAnyOrderElementsOf(MEANINGS.getOrDefault(file, List.of()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void makesSessions(String file) throws Exception {
        for (ContextResource resource : resources(file).toList()) {
            Resource reference = Resource.withoutFactory();
            Map<String, String> attributes = attributes(resource);
            // The servers of the examples do not exist.
            attributes.remove("validateOnStart");
            attributes.forEach(reference::with);
            Session session = reference.session();

            assertThat(session.getTransport().getURLName().getProtocol()).isEqualTo("smtp");
            assertThat(session.getProperties().toString())
                    .doesNotContain("change-me")
                    .doesNotContain("changeit");
        }
    }

    @Test
    void limitsAreWhatTheExamplesSay() throws Exception {
        MailSettings limits = onlySettings("limits.xml");
        assertThat(limits.pool().maxTotal()).isEqualTo(2);
        assertThat(limits.pool().maxMessagesPerConnection()).isEqualTo(20);
        assertThat(limits.pool().maxRate()).hasToString("100/h");
        assertThat(limits.pool().maxWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limits.partial()).isEqualTo(PartialDelivery.SEND_AND_LOG);
        assertThat(onlySettings("amazon-ses.xml").pool().maxRate()).hasToString("14/s");
        assertThat(onlySettings("microsoft365.xml").pool().maxRate()).hasToString("30/m");
        assertThat(onlySettings("servers-in-turn.xml").hostOrder()).isEqualTo(HostOrder.ROUNDROBIN);
        assertThat(onlySettings("tested-at-start.xml").validateOnStart()).isEqualTo(StartValidation.WARN);
    }

    @Test
    void theLinkLeadsToTheGlobalResource() throws Exception {
        NamingResourcesImpl server = read("global-resource-with-link/server.xml");
        ContextResourceLink[] links =
                read("global-resource-with-link/context.xml").findResourceLinks();

        assertThat(links).hasSize(1);
        assertThat(links[0].getName()).isEqualTo("mail/Session");
        assertThat(links[0].getType()).isEqualTo("jakarta.mail.Session");
        assertThat(server.findResource(links[0].getGlobal())).isNotNull();
    }

    @Test
    void theListenerIsOneThatTomcatCanMakeAndSet() throws Exception {
        StandardServer server = new StandardServer();
        Digester digester = new Digester();
        digester.addObjectCreate("Server/Listener", null, "className");
        digester.addSetProperties("Server/Listener");
        digester.addSetNext("Server/Listener", "addLifecycleListener", "org.apache.catalina.LifecycleListener");
        digester.push(server);
        try (LogCapture log = LogCapture.of("org.apache.tomcat.util.digester")) {
            digester.parse(EXAMPLES.resolve("any-mail-jars/server.xml").toFile());

            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
        assertThat(server.findLifecycleListeners()).hasAtLeastOneElementOfType(MailListener.class);
    }

    @Test
    void theLoaderIsTheOneThatShares() throws Exception {
        StandardContext context = new StandardContext();
        Digester digester = new Digester();
        digester.addRuleSet(new ContextRuleSet("", /* create= */ false));
        digester.push(context);
        digester.parse(EXAMPLES.resolve("any-mail-jars/context.xml").toFile());

        assertThat(((WebappLoader) context.getLoader()).getLoaderClass())
                .isEqualTo(MailSharingClassLoader.class.getName());
    }

    @Test
    void allButTheUnchangedOneNameTheFactory() throws Exception {
        for (String file : files()) {
            for (ContextResource resource : resources(file).toList()) {
                assertThat(resource.getType()).isEqualTo("jakarta.mail.Session");
                assertThat(resource.getProperty("factory"))
                        .as(file)
                        .isEqualTo(
                                file.equals("stock-resource-unchanged.xml")
                                        ? null
                                        : "io.github.catamail.MailSessionFactory");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isPlainAsciiAndExplained(String file) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(file));

        assertThat(text).isASCII().startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    }

    private static MailSettings onlySettings(String file) throws Exception {
        List<ContextResource> resources = resources(file).toList();
        assertThat(resources).hasSize(1);
        Problems problems = new Problems("mail/Session");
        return Objects.requireNonNull(
                SettingsParser.parse(attributes(resources.get(0)), base, /* strictByDefault= */ true, problems));
    }

    private static String meaning(String name, Map<String, String> attributes) {
        Problems problems = new Problems(name);
        MailSettings settings = SettingsParser.parse(attributes, base, /* strictByDefault= */ true, problems);
        assertThat(problems.errors()).isEmpty();
        TlsContext tls = TlsContext.load(Objects.requireNonNull(settings).tls(), problems, Clock.systemUTC());
        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        Credentials login = settings.authentication().credentials();
        return name + ": "
                + settings.endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(" ")) + "; "
                + (login == null ? "no login" : login.user()) + "; from " + settings.from() + "; "
                + Objects.requireNonNull(tls).description();
    }

    private static Stream<ContextResource> resources(String file) throws Exception {
        return Arrays.stream(read(file).findResources());
    }

    /** The resources of a file as Tomcat itself reads them from context.xml and server.xml. */
    private static NamingResourcesImpl read(String file) throws Exception {
        StandardContext context = new StandardContext();
        NamingResourcesImpl naming = context.getNamingResources();
        Digester digester = new Digester();
        if (file.endsWith("server.xml")) {
            digester.addRuleSet(new NamingRuleSet("Server/GlobalNamingResources/"));
            digester.push(naming);
        } else {
            digester.addRuleSet(new ContextRuleSet("", /* create= */ false));
            digester.addRuleSet(new NamingRuleSet("Context/"));
            digester.push(context);
        }
        digester.parse(EXAMPLES.resolve(file).toFile());
        return naming;
    }

    /** What Tomcat hands on to the factory. */
    private static Map<String, String> attributes(ContextResource resource) {
        Map<String, String> attributes = new TreeMap<>();
        for (Iterator<String> names = resource.listProperties(); names.hasNext(); ) {
            String name = names.next();
            attributes.put(name, String.valueOf(resource.getProperty(name)));
        }
        return attributes;
    }
}
