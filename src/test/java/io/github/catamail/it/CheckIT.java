package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.doctor.check.CheckResult;
import io.github.catamail.doctor.check.TreeCheck;
import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.testing.probe.LookUpProbe;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import io.github.catamail.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The check of a real Tomcat: nothing is said of a sound one, and of each mistake what it is. */
@ParameterizedClass
@EnumSource
final class CheckIT {
    private static final String RESOURCE = """
            <Resource name="mail/Session" type="jakarta.mail.Session" factory="io.github.catamail.MailSessionFactory"
                      host="smtp.example.com" user="app@example.com" password="secret"
                      from="app@example.com"/>
            """;
    private static final String LISTENER = "<Listener className=\"io.github.catamail.catalina.MailListener\"/>";

    @Parameter
    TomcatVersion version;

    private TomcatInstall install;

    /** As docs/getting-started.md has it. */
    @BeforeEach
    void install() throws Exception {
        install = version.install(Path.of("target", "it", "check-" + version))
                .ownApplications("ROOT", "docs", "examples", "host-manager", "manager")
                .everyContext(RESOURCE)
                .server(LISTENER);
        Files.setPosixFilePermissions(
                install.home().resolve("conf/context.xml"), PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void nothingIsSaidAgainstASoundOne() throws Exception {
        Process process = new ProcessBuilder(
                        "sh", install.home().resolve("bin/catamail.sh").toString(), "check", "--strict")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(output)
                .startsWith("Mail sessions in " + install.home() + "\n\n  mail/Session  (conf/context.xml:")
                .contains("\n      smtp.example.com:587, STARTTLS, user app@example.com\n")
                .contains("\n      found by all 5 web applications\n")
                .endsWith("\nNothing is wrong.\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void nothingIsWrittenIntoTheDirectory() throws Exception {
        List<String> before = files();

        check();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aMisspeltAttributeIsFound() throws Exception {
        install.edit("conf/context.xml", "host=", "hots=");

        assertThat(ids()).containsExactly("unknown-attribute", "missing-attribute");
    }

    @Test
    void aMissingFactoryIsFound() throws Exception {
        install.edit("conf/context.xml", "factory=\"io.github.catamail.MailSessionFactory\"", "");

        assertThat(ids()).containsExactly("missing-attribute");
    }

    @Test
    void theTypeOfTomcat9IsFound() throws Exception {
        install.edit("conf/context.xml", "jakarta.mail.Session", "javax.mail.Session");

        assertThat(ids()).containsExactly("wrong-type");
    }

    @Test
    void anAmpersandIsFound() throws Exception {
        install.edit("conf/context.xml", "\"secret\"", "\"sec&ret\"");

        assertThat(ids()).containsExactly("unreadable-file");
    }

    @Test
    void aJarThatIsMissingIsFound() throws Exception {
        Files.delete(install.jar("angus-activation"));

        assertThat(ids()).containsExactly("wrong-jars");
    }

    @Test
    void aJarThatIsThereTwiceIsFound() throws Exception {
        Path jar = install.jar("jakarta.mail");
        Files.copy(jar, jar.resolveSibling("jakarta.mail-2.0.2.jar"));

        assertThat(ids()).containsExactly("wrong-jars");
    }

    @Test
    void aMailJarInAnApplicationIsFoundWithoutTheListenerAndHarmlessWithIt() throws Exception {
        WebApp.named("shop")
                .library(install.jar("jakarta.mail"))
                .packInto(install.home().resolve("webapps"));

        assertThat(ids()).isEmpty();
        assertThat(check().notes())
                .singleElement()
                .asString()
                .startsWith("web application '/shop' bundles mail classes: jakarta.mail-");

        install.edit("conf/server.xml", LISTENER, "");

        assertThat(ids()).containsExactly("wrong-jars");
    }

    @Test
    void aMisspeltListenerIsFoundWithWhichTomcatDoesNotStart() throws Exception {
        install.edit("conf/server.xml", "catalina.MailListener", "MailListener");

        assertThat(ids()).containsExactly("wrong-listener");
    }

    @Test
    void aReferenceWithoutAResourceIsFound() throws Exception {
        install.deploy(WebApp.named("shop")
                .web("<resource-ref><res-ref-name>mail/Sesion</res-ref-name>"
                        + "<res-type>jakarta.mail.Session</res-type></resource-ref>"));

        assertThat(ids()).containsExactly("missing-resource");
    }

    @Test
    void aGlobalResourceWithoutALinkIsFound() throws Exception {
        install.global(RESOURCE.replace("mail/Session", "mail/Company"));
        Files.setPosixFilePermissions(
                install.home().resolve("conf/server.xml"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(ids()).containsExactly("unused-resource");
    }

    @Test
    void ofTwoOfOneNameTomcatTakesTheOneThatTheCheckSays() throws Exception {
        install.deploy(WebApp.named("shop")
                .classes(LookUpProbe.class)
                .context(RESOURCE.replace("smtp.example.com", "other.example.com")));

        CheckResult result = check();
        String log;
        try (RunningTomcat tomcat = install.start(TomcatVersion.java())) {
            log = tomcat.console();
        }

        assertThat(result.report().findings())
                .filteredOn(finding -> finding.topic().id().equals("duplicate-name"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("webapps/shop/META-INF/context.xml:2"));
        assertThat(log)
                .contains("mail/Session: smtp.example.com:587")
                .doesNotContain("mail/Session: other.example.com");
    }

    private List<String> ids() {
        return check().report().findings().stream()
                .map(finding -> finding.topic().id())
                .toList();
    }

    private CheckResult check() {
        Installation installation = new Installation(install.home(), install.home(), Map.of());
        return TreeCheck.run(TomcatTree.read(installation), SystemClock.utc());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(install.home())) {
            return all.map(file -> file + " " + file.toFile().lastModified() + " "
                            + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
