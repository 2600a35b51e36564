package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.catamail.it.CommandProcess.Outcome;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten mistakes that are often made, each in a Tomcat as it is unzipped, with the overlay. What {@code catamail.sh} says of it is
 * followed word for word, and then a message arrives. Nobody has to read a log, let alone a stack trace.
 */
@Timeout(120)
final class TenMistakesIT {
    private static final String TO = "joe@example.com";
    private static final String RIGHT_TYPE = "type=\"jakarta.mail.Session\"";
    private static final String FACTORY = " factory=\"io.github.catamail.MailSessionFactory\"";

    private static MailServers servers;
    private static TomcatInstall tomcat;
    private static Path script;
    private static String untouched;

    @BeforeAll
    static void unzip() throws Exception {
        assumeTrue(File.separatorChar == '/', "catamail.sh needs a shell of Unix; nothing here runs catamail.bat");
        servers = new MailServers();
        tomcat = TomcatVersion.TOMCAT_11.install(Path.of("target", "it", "ten-mistakes"));
        tomcat.server("<Listener className=\"io.github.catamail.catalina.MailListener\"/>");
        servers.authority.writeTrustPem(tomcat.home().resolve("conf/ca.pem"));
        script = CommandProcess.script(tomcat.home());
        untouched = Files.readString(tomcat.home().resolve("conf/context.xml"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void aWrongPort() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        String right = resource(servers.starttls);
        write(right.replace("\"" + servers.starttls.port() + "\"", "\"" + unused + "\""));

        Outcome test = failing("test");

        assertThat(test.flowing())
                .contains(
                        "FAIL TCP",
                        "ERROR mail/Session could not connect to localhost:" + unused
                                + " (STARTTLS): nothing accepts connections there (Connection refused)"
                                + " Fix: Check 'host' and 'port', and that the mail server is running.",
                        "See: docs/errors.md#connect-failed");
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void starttlsWhereTlsBeginsWithTheFirstByte() throws Exception {
        String wrong = resource(servers.implicit);
        write(wrong);

        Outcome test = failing("test");

        assertThat(test.flowing())
                .contains(
                        "FAIL Greeting",
                        "ERROR mail/Session no greeting from localhost:"
                                + servers.implicit.port() + " (STARTTLS) Fix: Port " + servers.implicit.port()
                                + " speaks TLS from the first byte: set tls=\"implicit\" See: docs/errors.md#wrong-tls-mode");
        assertSendsWith(wrong.replace("tls=\"starttls\"", "tls=\"implicit\""), servers.implicit);
    }

    @Test
    void starttlsOnPort465IsSeenWithoutAConnection() throws Exception {
        write(resource(servers.implicit).replace("\"" + servers.implicit.port() + "\"", "\"465\""));

        Outcome check = run("check");

        assertThat(check.exitCode()).isZero();
        assertThat(check.flowing())
                .contains(
                        "WARNING conf/context.xml:31 mail/Session: 'tls' is \"starttls\", but port 465 is for TLS from"
                                + " the first byte. Remove 'tls', unless this server is different");
    }

    @Test
    void aPrivateAuthority() throws Exception {
        String wrong = resource(servers.starttls)
                .replace(" tls=\"starttls\"", "")
                .replace(" truststoreFile=\"conf/ca.pem\"", "");
        write(wrong);

        Outcome test = failing("test");

        assertThat(test.flowing())
                .contains(
                        "FAIL TLS",
                        "the server's certificate, CN=localhost, goes back to CN=Catamail test CA, which is unknown to"
                                + " the JVM's certificate authorities Fix: If it is the right server (SHA-256 ",
                        "put the certificate of its issuer into a file and name it with 'truststoreFile'.",
                        "See: docs/errors.md#untrusted-certificate");
        // The command that it names, as it stands there; --yes is the answer to the question about the fingerprint.
        Path file = tomcat.home().resolve("conf/mail-ca.pem");
        Files.deleteIfExists(file);
        String arguments = found(
                "bin/catamail\\.sh (fetch-cert localhost:\\d+ --starttls --out conf/mail-ca\\.pem)", test.flowing());
        Outcome fetched = run((arguments + " --yes").split(" "));
        assertThat(fetched.exitCode()).as(fetched.out()).isZero();
        assertThat(fetched.flowing()).contains("The one to trust: certificate 2 It is the root of the server's chain.");
        String attributes =
                found("Add to the <Resource>, or change there (.+\") No errors, 1 warning\\.", fetched.flowing());
        assertSendsWith(wrong.replace("/>", " " + attributes + "/>"), servers.starttls);
    }

    @Test
    void aWrongPassword() throws Exception {
        String right = resource(servers.starttls);
        write(right.replace(MailServers.PASSWORD, "hunter2-zZ"));

        Outcome test = failing("test");

        assertThat(test.flowing())
                .contains(
                        "FAIL AUTH",
                        "could not log in to localhost:" + servers.starttls.port() + " (STARTTLS, TLSv1.3) as "
                                + MailServers.USER + " with LOGIN: the server said \"535 5.7.8 Authentication"
                                + " credentials invalid\" Fix: Check 'user' and 'password'"
                                + " See: docs/errors.md#auth-rejected")
                .doesNotContain("hunter2-zZ");
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void aMissingFactory() throws Exception {
        String right = resource(servers.starttls);
        write(right.replace(FACTORY, ""));
        String advice =
                "ERROR conf/context.xml:31 mail/Session: it has attributes of Catamail but no 'factory', so that"
                        + " Tomcat's own factory takes it and ignores them"
                        + " Fix: add factory=\"io.github.catamail.MailSessionFactory\" See: docs/errors.md#missing-attribute";

        assertBothSay(advice);
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void theTypeOfTomcat9() throws Exception {
        String right = resource(servers.starttls);
        write(right.replace(RIGHT_TYPE, "type=\"javax.mail.Session\""));
        String advice =
                "ERROR conf/context.xml:31 mail/Session: 'type' is \"javax.mail.Session\", as it was up to Tomcat"
                        + " 9. Tomcat 10 and later use \"jakarta.mail.Session\": change 'type', and <res-type> in web.xml.";

        assertBothSay(advice);
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void aMisspeltAttribute() throws Exception {
        String right = resource(servers.starttls);
        write(right.replace(" password=", " passwort="));
        String advice = "mail/Session: 'passwort' is not an attribute of Catamail; did you mean 'password'?";

        assertThat(failing("check").flowing()).contains("ERROR conf/context.xml:31 " + advice);
        assertThat(failing("test").flowing())
                .contains("'passwort' is not an attribute of Catamail; did you mean 'password'?");
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void aHostThatIsNotThere() throws Exception {
        String right = resource(servers.starttls);
        write(right.replace("host=\"localhost\"", "host=\"smtp.example.invalid\""));

        Outcome test = failing("test");

        assertThat(test.flowing())
                .contains(
                        "FAIL DNS",
                        "ERROR mail/Session could not connect to smtp.example.invalid:"
                                + servers.starttls.port()
                                + " (STARTTLS): the name \"smtp.example.invalid\" has no address"
                                + " Fix: Check 'host', and that this machine can resolve it See: docs/errors.md#unknown-host");
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void aJarThatIsThereTwice() throws Exception {
        String right = resource(servers.starttls);
        write(right);
        Path jar = Path.of(System.getProperty("catamail.mailJars"), "jakarta.mail-2.0.2.jar");
        Path second = Files.copy(jar, tomcat.home().resolve("lib").resolve(jar.getFileName()));
        try {
            for (String command : new String[] {"check", "test"}) {
                Outcome outcome = run(command, "--strict");
                // Whether the old one is used, which is an error, is chance.
                assertThat(outcome.exitCode()).as(outcome.out()).isBetween(1, 2);
                assertThat(outcome.flowing())
                        .contains("WARNING lib the server's lib has more than one copy of ")
                        .contains("and which of them is used is chance: delete " + second + " See:"
                                + " docs/errors.md#wrong-jars");
            }
        } finally {
            Files.delete(second);
        }
        assertSendsWith(right, servers.starttls);
    }

    @Test
    void anExpiredCertificate() throws Exception {
        write(resource(servers.expired));

        Outcome test = failing("test");

        assertThat(test.flowing())
                .containsPattern("FAIL TLS .* issued by CN=Catamail test CA, expired on \\d{4}-\\d\\d-\\d\\d")
                .containsPattern("the server's certificate, CN=localhost, expired on \\d{4}-\\d\\d-\\d\\d"
                        + " Fix: Have the certificate renewed on the server; check the clock of this machine"
                        + " See: docs/errors\\.md#certificate-dates");
        // As the people of the server do.
        TestIdentity renewed =
                servers.authority.issue("localhost").dns("localhost").mint();
        try (SmtpSink again = SmtpSink.builder()
                .user(MailServers.USER, MailServers.PASSWORD)
                .requireAuth()
                .starttls(renewed.serverContext())
                .requireTls()
                .start()) {
            assertSendsWith(resource(again), again);
        }
    }

    /** Returns the right one. */
    private static String resource(SmtpSink server) {
        return "<Resource name=\"mail/Session\" " + RIGHT_TYPE + FACTORY + " host=\"localhost\" port=\"" + server.port()
                + "\" tls=\"starttls\" user=\"" + MailServers.USER + "\" password=\"" + MailServers.PASSWORD
                + "\" truststoreFile=\"conf/ca.pem\"/>";
    }

    private static void write(String resource) throws Exception {
        Files.writeString(
                tomcat.home().resolve("conf/context.xml"), untouched.replace("</Context>", resource + "\n</Context>"));
    }

    private static void assertSendsWith(String resource, SmtpSink server) throws Exception {
        write(resource);
        int before = server.mails().size();

        Outcome sent = run("test", "mail/Session", "--to", TO);

        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out()).endsWith("\nNothing is wrong.\n");
        assertThat(server.mails()).hasSize(before + 1);
        assertThat(server.mails().get(before).to()).containsExactly(TO);
    }

    private static void assertBothSay(String advice) throws Exception {
        assertThat(failing("check").flowing()).contains(advice);
        assertThat(failing("test").flowing()).contains(advice);
    }

    private static Outcome failing(String... arguments) throws Exception {
        Outcome outcome = run(arguments);
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(2);
        return outcome;
    }

    /** Runs it, and looks at what is to be true of all output in a pipe. */
    private static Outcome run(String... arguments) throws Exception {
        Outcome outcome = CommandProcess.run(tomcat.home(), Map.of(), "", script, arguments);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .matches("(?s)[\\n\\x20-\\x7e]*")
                .doesNotContain("Exception", "\tat ")
                .doesNotContain(MailServers.PASSWORD);
        assertThat(outcome.out().lines().filter(line -> line.length() > 80))
                .allSatisfy(line -> assertThat(line.strip())
                        .as("only a word that cannot be broken may be longer than a line")
                        .doesNotContain(" "));
        return outcome;
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
