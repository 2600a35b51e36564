package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.catamail.it.CommandProcess.Outcome;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code bin/catamail.sh} of the overlay in real Tomcats. */
final class CommandIT {
    private static final Path DIR = Path.of("target", "it", "command").toAbsolutePath();

    private final Map<String, String> environment = new HashMap<>();
    private Path from = Path.of("").toAbsolutePath();
    private String input = "";

    @BeforeAll
    static void onUnixOnly() {
        assumeTrue(File.separatorChar == '/', "catamail.sh needs a shell of Unix; nothing here runs catamail.bat");
    }

    @ParameterizedTest
    @EnumSource
    void itRunsInTomcatAsItIsUnzipped(TomcatVersion version) throws Exception {
        Path home = home(version, "plain-" + version);

        Outcome shown = run(home.resolve("bin/catamail.sh"), "--version");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .startsWith("Catamail       " + versionOfTheOverlay() + "\n")
                .contains("CATALINA_BASE  " + home + "\n", "CATALINA_HOME  " + home + "\n");
        assertThat(shown.err()).isEmpty();
        Outcome help = run(home.resolve("bin/catamail.sh"), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: catamail ").contains("explain", "convert");
        assertThat(run(home.resolve("bin/catamail.sh")).exitCode()).isEqualTo(64);
    }

    @ParameterizedTest
    @EnumSource
    void itExplainsWhatTomcatWrote(TomcatVersion version) throws Exception {
        Path home = home(version, "explain-" + version);
        input = """
                26-Nov-2026 09:16:40.002 SEVERE [exec-4] com.acme.Orders.confirm no mail
                jakarta.mail.AuthenticationFailedException: 535 5.7.8 Authentication credentials invalid
                """;

        Outcome log = run(home.resolve("bin/catamail.sh"), "explain");

        assertThat(log.exitCode()).as(log.err()).isZero();
        assertThat(log.out()).contains("line 2 at 26-Nov-2026 09:16:40.002", "Check 'user' and 'password'");
        assertThat(run(home.resolve("bin/catamail.sh"), "explain", "all is well")
                        .exitCode())
                .isEqualTo(2);
        // With blanks and quotes in an argument.
        assertThat(run(home.resolve("bin/catamail.sh"), "explain", "said \"535 5.7.8 it's $wrong\"")
                        .out())
                .contains("\"535 5.7.8 it's $wrong\"");
    }

    @Test
    void itConvertsWhatIsInTheConfiguration() throws Exception {
        TomcatInstall install = TomcatVersion.TOMCAT_11.install(DIR.resolve("convert"));
        install.everyContext("<Resource name=\"mail/Session\" type=\"jakarta.mail.Session\" mail.smtp.host=\"h\"/>");
        Path script = CommandProcess.script(install.home());

        Outcome shown = run(script, "convert", "mail/Session", "--write");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(Files.readString(install.home().resolve("conf/context.xml")))
                .contains("factory=\"io.github.catamail.MailSessionFactory\" host=\"h\"/>");
        assertThat(install.home().resolve("conf/context.xml.before-catamail")).exists();
    }

    @Test
    void itRunsFromAnyDirectoryWithBlanksInThePathAndThroughLinks() throws Exception {
        Path home = home(TomcatVersion.TOMCAT_11, "with a blank");
        from = Files.createDirectories(DIR.resolve("elsewhere"));
        Path link = from.resolve("catamail");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, home.resolve("bin/catamail.sh"));
        Path relative = from.resolve("second");
        Files.deleteIfExists(relative);
        Files.createSymbolicLink(relative, Path.of("catamail"));

        for (Path script : List.of(home.resolve("bin/catamail.sh"), link, relative)) {
            Outcome outcome = run(script, "--version");
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(outcome.out()).contains("CATALINA_BASE  " + home + "\n", "CATALINA_HOME  " + home + "\n");
        }
    }

    @Test
    void aBaseApartFromItsHomeIsNamedByTheEnvironment() throws Exception {
        Path home = home(TomcatVersion.TOMCAT_11, "home");
        Path base = emptyBase("base");
        environment.put("CATALINA_BASE", base.toString());

        Outcome outcome = run(home.resolve("bin/catamail.sh"), "--version");

        assertThat(outcome.out()).contains("CATALINA_BASE  " + base + "\n", "CATALINA_HOME  " + home + "\n");
    }

    @Test
    void inABaseOfItsOwnItAsksForItsHome() throws Exception {
        Path home = bareHome("bare home");
        Path base = emptyBase("base with the overlay");
        unzipOverlay(base);
        Path script = CommandProcess.script(base);

        Outcome lost = run(script, "--version");
        environment.put("CATALINA_HOME", home.toString());
        Outcome found = run(script, "--version");

        assertThat(lost)
                .isEqualTo(new Outcome(
                        64,
                        "",
                        "catamail: " + base
                                + " has no bin/setclasspath.sh, so that it is a CATALINA_BASE, and CATALINA_HOME"
                                + " is not set.\n"
                                + "catamail: Set it to the directory that Tomcat itself is in: CATALINA_HOME=/opt/tomcat "
                                + script + " ...\n"));
        assertThat(found.exitCode()).as(found.err()).isZero();
        assertThat(found.out()).contains("CATALINA_BASE  " + base + "\n", "CATALINA_HOME  " + home + "\n");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        Path home = home(TomcatVersion.TOMCAT_11, "missing");
        Path script = home.resolve("bin/catamail.sh");

        environment.put("CATALINA_HOME", DIR.resolve("nowhere").toString());
        assertThat(run(script, "--version"))
                .isEqualTo(new Outcome(
                        64,
                        "",
                        "catamail: CATALINA_HOME is " + DIR.resolve("nowhere")
                                + ", and there is no such directory.\n"));

        environment.put("CATALINA_HOME", DIR.toString());
        assertThat(run(script, "--version").err())
                .startsWith("catamail: CATALINA_HOME is " + DIR + ", but there is no bin/setclasspath.sh in it");

        environment.put("CATALINA_HOME", bareHome("without catamail").toString());
        Outcome outcome = run(script, "--version");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).startsWith("catamail: There is no catamail-<version>.jar in ");

        environment.put("CATALINA_HOME", home.toString());
        environment.put("JRE_HOME", DIR.toString());
        Outcome withoutJava = run(script, "--version");
        assertThat(withoutJava.exitCode()).isEqualTo(64);
        assertThat(withoutJava.out()).isEmpty();
        assertThat(withoutJava.err())
                .contains("The JRE_HOME environment variable is not defined correctly")
                .endsWith("catamail: No Java was found. Set JAVA_HOME or JRE_HOME, best in " + home
                        + "/bin/setenv.sh.\n");
    }

    @Test
    void setenvIsReadAndItsOptionsOfTheServerAreNotThoseOfTheCommand() throws Exception {
        Path home = home(TomcatVersion.TOMCAT_11, "setenv");
        // No JVM starts with these options.
        Files.writeString(
                home.resolve("bin/setenv.sh"),
                "JRE_HOME='" + TomcatVersion.java() + "'\nCATALINA_OPTS='-Xno-such-option'\nJAVA_OPTS='-Xnor-this'\n");
        environment.put("JRE_HOME", DIR.toString());

        Outcome outcome = run(home.resolve("bin/catamail.sh"), "--version");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(" (" + TomcatVersion.java().toRealPath());
    }

    @Test
    void aClosedInputIsAnEmptyOne() throws Exception {
        Path script = home(TomcatVersion.TOMCAT_11, "closed input").resolve("bin/catamail.sh");

        Outcome outcome = run(Path.of("/bin/sh"), "-c", "exec '" + script + "' explain <&-");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("0 lines, and no error of mail among them that is known.");
    }

    @Test
    void withoutTheMailJarsItStartsAndExplainsAllTheSame() throws Exception {
        TomcatInstall install = TomcatVersion.TOMCAT_11.install(DIR.resolve("without mail jars"));
        for (String jar : List.of("jakarta.mail", "jakarta.activation-api", "angus-activation")) {
            Files.delete(install.jar(jar));
        }
        Path script = CommandProcess.script(install.home());

        assertThat(run(script, "--help").exitCode()).isZero();
        Outcome explained = run(script, "explain", "java.lang.NoClassDefFoundError: jakarta/mail/Authenticator");
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        assertThat(explained.out().replaceAll("\\s+", " ")).contains("unzip the Catamail overlay");
        for (String reply : List.of(
                "535 5.7.8 no", "334 eyJzdGF0dXMiOiI0MDAifQ==", "java.net.ConnectException: Connection refused")) {
            assertThat(run(script, "explain", reply).exitCode()).as(reply).isZero();
        }
    }

    private Outcome run(Path script, String... arguments) throws IOException, InterruptedException {
        return CommandProcess.run(from, environment, input, script, arguments);
    }

    private static Path home(TomcatVersion version, String name) throws IOException {
        Path home = version.install(DIR.resolve(name)).home();
        CommandProcess.script(home);
        return home;
    }

    /** A Tomcat without Catamail. */
    private static Path bareHome(String name) throws IOException {
        TomcatInstall install = TomcatVersion.TOMCAT_11.install(DIR.resolve(name));
        for (String jar : List.of("catamail", "jakarta.mail", "jakarta.activation-api", "angus-activation")) {
            Files.delete(install.jar(jar));
        }
        return install.home();
    }

    private static Path emptyBase(String name) throws IOException {
        Path base = DIR.resolve(name);
        Files.createDirectories(base.resolve("conf"));
        return base;
    }

    private static void unzipOverlay(Path dir) throws IOException {
        try (ZipFile zip = new ZipFile(TomcatVersion.overlay().toFile());
                Stream<? extends ZipEntry> entries = zip.stream()) {
            for (ZipEntry entry : entries.filter(each -> !each.isDirectory()).toList()) {
                Path file = dir.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var content = zip.getInputStream(entry)) {
                    Files.copy(content, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static String versionOfTheOverlay() {
        return TomcatVersion.overlay()
                .getFileName()
                .toString()
                .replace("catamail-", "")
                .replace("-tomcat.zip", "");
    }
}
