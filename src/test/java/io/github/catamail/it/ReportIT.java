package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.StubJar;
import io.github.catamail.testing.probe.LookUpProbe;
import io.github.catamail.testing.probe.MailProbe;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines at start-up about applications that bundle mail, in every form, packed and not, with the listener and without. */
@ParameterizedClass
@MethodSource("setUps")
final class ReportIT {
    private static final String CURES = " Do one of these: put"
            + " <Listener className=\"io.github.catamail.catalina.MailListener\"/> into <Server> in conf/server.xml, which"
            + " is for all applications but those in its 'exclude'; or put"
            + " <Loader loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\"/> into <Context> in the"
            + " application's context.xml; or ";
    private static final String ANEW = " and start the application anew";
    private static final String HARMLESS = " They are harmless: its class loader takes those of the server instead.";
    private static final String NO_SESSION =
            " They go before the server's, so that each look-up or injection of its mail sessions fails with a"
                    + " NamingException." + CURES;
    private static final String NO_MULTIPART =
            " They go before the server's, so that messages of several parts fail with"
                    + " \"no object DCH for MIME type multipart/mixed\", and attachments that it makes with a DataHandler fail with a"
                    + " LinkageError." + CURES;
    private static final String COPY =
            " Its copy of Catamail takes the place of the server's: it makes the sessions of this"
                    + " application, and the global ones that this application is the first to look up, which others then share"
                    + " until it is stopped. Catamail belongs into the server's lib only: delete ";

    // For the packed ones: Tomcat looks for annotations in directories, of which these archives have no entries.
    private static final String SERVLETS = servlet(LookUpProbe.class, "/look-up") + servlet(MailProbe.class, "/probe");

    private static MailServers servers;
    private static RunningTomcat tomcat;
    private static TomcatInstall install;

    @Parameter(0)
    TomcatVersion version;

    @Parameter(1)
    boolean listener;

    static Stream<Arguments> setUps() {
        return Stream.of(TomcatVersion.values())
                .flatMap(version -> Stream.of(Arguments.of(version, true), Arguments.of(version, false)));
    }

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version, boolean listener) throws Exception {
        servers = new MailServers();
        Path dir = Path.of("target", "it", "report-" + version + (listener ? "-listener" : ""));
        install = version.install(dir);
        servers.writeStores(install.home().resolve("conf"));
        install.edit("conf/server.xml", "unpackWARs=\"true\"", "unpackWARs=\"false\"")
                .global(new MailResources(servers).starttls("mail/Global"))
                .everyContext("<ResourceLink name='mail/Session' global='mail/Global' type='jakarta.mail.Session'/>"
                        + "<ResourceLink name='mail/Injected' global='mail/Global' type='jakarta.mail.Session'/>");
        if (listener) {
            install.edit(
                    "conf/server.xml",
                    "<GlobalNamingResources>",
                    "<Listener className=\"io.github.catamail.catalina.MailListener\"/>\n<GlobalNamingResources>");
        }
        deploy(Path.of("target", "it", "report-jars"));
        tomcat = install.start(TomcatVersion.java());
    }

    private static void deploy(Path jars) throws Exception {
        Path webapps = install.home().resolve("webapps");
        for (String form : List.of("unpacked", "packed")) {
            for (WebApp app : List.of(
                    WebApp.named(form + "-nothing")
                            .classes(LookUpProbe.class, MailProbe.class)
                            .web(SERVLETS),
                    WebApp.named(form + "-bundle")
                            .classes(LookUpProbe.class, MailProbe.class)
                            .web(SERVLETS)
                            .library(install.jar("jakarta.mail"))
                            .library(install.jar("jakarta.activation-api"))
                            .library(install.jar("angus-activation")),
                    WebApp.named(form + "-jaxb")
                            .library(install.jar("jakarta.activation-api"))
                            .library(install.jar("angus-activation")),
                    WebApp.named(form + "-shaded").library(shaded().in(jars)),
                    WebApp.named(form + "-classes")
                            .classes(LookUpProbe.class)
                            .library(split(jars))
                            .text("WEB-INF/classes/org/eclipse/angus/mail/imap/IMAPStore.class", ""),
                    WebApp.named(form + "-old").library(jakartaMail20(jars)),
                    WebApp.named(form + "-javax").library(javaxMail().in(jars)),
                    WebApp.named(form + "-copy").library(install.jar("catamail")))) {
                if (form.equals("packed")) {
                    app.packInto(webapps);
                } else {
                    app.unpackInto(webapps);
                }
            }
        }
        WebApp.named("parallel##2").library(split(jars)).unpackInto(webapps);
        WebApp.named("converted")
                .library(javaxMail().in(jars))
                .packInto(Files.createDirectories(install.home().resolve("webapps-javaee")));
    }

    private static String servlet(Class<?> type, String path) {
        // Under the name that its annotation gives it too.
        String name = "<servlet-name>" + type.getName() + "</servlet-name>";
        return "<servlet>" + name + "<servlet-class>" + type.getName() + "</servlet-class></servlet><servlet-mapping>"
                + name + "<url-pattern>" + path + "</url-pattern></servlet-mapping>";
    }

    private static StubJar shaded() throws IOException {
        return StubJar.named("acme-all-3.0.jar")
                .types("jakarta.mail.Session", "org.eclipse.angus.mail.smtp.SMTPTransport")
                .pom("com.acme", "acme-all", "3.0")
                .pom("jakarta.mail", "jakarta.mail-api", "2.1.3");
    }

    private static Path split(Path jars) throws IOException {
        return StubJar.named("jakarta.mail-api-2.1.3.jar")
                .types("jakarta.mail.Session")
                .pom("jakarta.mail", "jakarta.mail-api", "2.1.3")
                .in(jars);
    }

    private static Path jakartaMail20(Path jars) throws IOException {
        return StubJar.named("jakarta.mail-2.0.1.jar")
                .types("jakarta.mail.Session", "com.sun.mail.smtp.SMTPTransport")
                .pom("com.sun.mail", "jakarta.mail", "2.0.1")
                .in(jars);
    }

    private static StubJar javaxMail() throws IOException {
        return StubJar.named("mail-1.4.7.jar")
                .types("javax.mail.Session", "com.sun.mail.smtp.SMTPTransport")
                .manifest("Implementation-Title", "javax.mail")
                .manifest("Implementation-Version", "1.4.7")
                .pom("javax.mail", "mail", "1.4.7");
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() throws Exception {
        tomcat.close();
        servers.close();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anApplicationWithoutMailIsNotMentioned(String form) {
        assertThat(tomcat.console()).doesNotContain("'/" + form + "-nothing'");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theWholeBundleIsNamed(String form) throws Exception {
        String mail = name("jakarta.mail");
        String activation = name("jakarta.activation-api");
        String implementation = name("angus-activation");

        assertReported(
                form + "-bundle",
                implementation + " (Angus Activation " + version(implementation) + "), " + activation
                        + " (Jakarta Activation API " + version(activation) + "), " + mail + " (Jakarta Mail API 2.1.5,"
                        + " Angus Mail " + version(mail) + ").",
                NO_SESSION + "delete " + implementation + " and " + activation + " and " + mail + ANEW);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void activationThatComesWithXmlLibrariesIsNamed(String form) throws Exception {
        String activation = name("jakarta.activation-api");
        String implementation = name("angus-activation");

        assertReported(
                form + "-jaxb",
                implementation + " (Angus Activation " + version(implementation) + "), " + activation
                        + " (Jakarta Activation API " + version(activation) + ").",
                NO_MULTIPART + "delete " + implementation + " and " + activation + ANEW);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void mailInsideAnotherJarIsNamed(String form) {
        assertReported(
                form + "-shaded",
                "inside acme-all-3.0.jar (Jakarta Mail API 2.1.3, Angus Mail).",
                NO_SESSION + "take the mail and activation classes out of the application: inside acme-all-3.0.jar");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void mailUnderWebInfClassesIsNamed(String form) {
        assertReported(
                form + "-classes",
                "WEB-INF/classes (Angus Mail), jakarta.mail-api-2.1.3.jar (Jakarta Mail API 2.1.3).",
                NO_SESSION + "take the mail and activation classes out of the application: WEB-INF/classes and"
                        + " jakarta.mail-api-2.1.3.jar");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void jakartaMail20IsNamed(String form) {
        assertReported(
                form + "-old",
                "jakarta.mail-2.0.1.jar (Jakarta Mail API 2.0.1, com.sun.mail 2.0.1).",
                NO_SESSION + "delete jakarta.mail-2.0.1.jar" + ANEW);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void javaxMailIsNamedAndHarmless(String form) {
        assertThat(line("/" + form + "-javax"))
                .contains(" INFO ")
                .endsWith(
                        " bundles mail classes: mail-1.4.7.jar (com.sun.mail 1.4.7, javax.mail 1.4.7). They are harmless:"
                                + " javax.mail is another API than the server's, which the application can use by itself, but not"
                                + " with a session of the server.");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aCopyOfCatamailIsNamed(String form) throws Exception {
        String copy = name("catamail");

        assertThat(line("/" + form + "-copy"))
                .contains(listener ? " INFO " : " WARNING ")
                .endsWith(" bundles mail classes: " + copy + " (Catamail " + version(copy) + ")."
                        + (listener
                                ? " Its copy of Catamail is not used; " + copy + " can be deleted."
                                : COPY + copy + " [wrong-jars]"));
    }

    @Test
    void javaxMailThatTomcatConvertedIsNamed() {
        assertReported(
                "converted",
                "mail-1.4.7.jar (Jakarta Mail API converted from javax.mail 1.4.7, com.sun.mail 1.4.7).",
                // To delete it would not help: Tomcat leaves javax.activation as it is.
                NO_SESSION.replaceFirst("; or $", ""));
    }

    @Test
    void parallelVersionsAreToldApart() {
        assertReported(
                "parallel##2",
                "jakarta.mail-api-2.1.3.jar (Jakarta Mail API 2.1.3).",
                NO_SESSION + "delete jakarta.mail-api-2.1.3.jar" + ANEW);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aLookUpWorksOrSaysWhyNot(String form) throws Exception {
        String answer = tomcat.get("/" + form + "-bundle/look-up?name=mail/Session");

        if (listener) {
            assertThat(answer).isEqualTo("jakarta.mail.Session\n");
        } else {
            assertThat(answer)
                    .startsWith("FAILED\njavax.naming.ConfigurationException: mail/Session: web application '/" + form
                            + "-bundle' brings Jakarta Mail itself (" + name("jakarta.mail")
                            + "), to which a session of"
                            + " the server is of another class: put <Listener className=")
                    .endsWith(" [wrong-jars]\n");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anInjectionWorksOrSaysWhyNot(String form) throws Exception {
        if (listener) {
            assertThat(tomcat.get("/" + form + "-bundle/probe?do=lookup&name=mail/Session"))
                    .isEqualTo("jakarta.mail.Session\n");
        } else {
            assertThat(catchThrowable(() -> tomcat.get("/" + form + "-bundle/probe?do=lookup&name=mail/Session")))
                    .hasMessageContaining(" brings Jakarta Mail itself (" + name("jakarta.mail") + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anotherApplicationIsNotTouchedByThat(String form) throws Exception {
        assertThat(tomcat.get("/" + form + "-nothing/probe?do=lookup&name=mail/Session"))
                .isEqualTo("jakarta.mail.Session\n");
    }

    @Test
    void thatIsAllThatIsSaid() {
        assertThat(tomcat.console().lines().filter(line -> line.contains("bundles mail classes")))
                .hasSize(16);
        assertThat(tomcat.console().lines().filter(line -> line.contains(" SEVERE ") && line.contains("catamail")))
                .isEmpty();
        assertThat(tomcat.console()).doesNotContain("more than one copy");
    }

    static List<String> forms() {
        return List.of("unpacked", "packed");
    }

    private void assertReported(String app, String files, String withoutListener) {
        String line = line("/" + app);
        assertThat(line).contains(listener ? " INFO " : " WARNING ");
        assertThat(line)
                .endsWith("web application '/" + app + "' bundles mail classes: " + files
                        + (listener ? harmless(files) : withoutListener + " [wrong-jars]"));
    }

    private static String harmless(String files) {
        return HARMLESS
                + (files.contains("com.sun.mail")
                        ? " What it asks of com.sun.mail classes themselves, as with SMTPMessage, does not reach the"
                                + " server's."
                        : "");
    }

    /** Returns the one line about what an application bundles. */
    private static String line(String app) {
        List<String> lines = tomcat.console()
                .lines()
                .filter(line -> line.contains("application '" + app + "' bundles "))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static String name(String jar) throws IOException {
        return install.jar(jar).getFileName().toString();
    }

    private static String version(String file) {
        Matcher matcher = Pattern.compile("-(\\d.*)\\.jar$").matcher(file);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
