package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.StubJar;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code catamail test}, in a Tomcat that is just its files. */
@Timeout(60)
final class TestCommandTest {
    private static final String USER = "app@example.com";
    private static final String PASSWORD = "s3cret-Pa55";

    @TempDir
    private Path tomcat;

    @Test
    void everyStepIsShown() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().user(USER, PASSWORD).requireAuth().start()) {
            write(resource("mail/Session", sink.port(), "user=\"" + USER + "\" password=\"" + PASSWORD + "\""));
            CommandRun.Outcome outcome = run("test");

            assertThat(withoutTimes(outcome.out(), sink.port())).isEqualTo("""
                    mail/Session: 127.0.0.1:PORT, no TLS, user app@example.com
                    OK    DNS
                            127.0.0.1
                    OK    TCP
                            127.0.0.1 answers
                    OK    Greeting
                            220 sink.test ESMTP
                    OK    EHLO
                            introduced as app.example.com
                            offers PIPELINING, SIZE 35882577, 8BITMIME, DSN, ENHANCEDSTATUSCODES,
                            CHUNKING, SMTPUTF8, AUTH PLAIN LOGIN
                    OK    AUTH
                            LOGIN as app@example.com: 235 2.7.0 Authentication successful
                    OK    Sender and recipient
                            from app@example.com ('user') to itself, as no recipient was named
                            MAIL FROM: 250 2.1.0 Ok
                            RCPT TO: 250 2.1.5 Ok
                    --    Message
                            no recipient was named
                    OK    QUIT

                    Nothing is wrong.
                    """);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void whatIsWrongIsSaidWithWhatToChangeAndThatHelps() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        authority.writeTrustPem(tomcat.resolve("ca.pem"));
        TestIdentity server = authority.issue("mail").ip("127.0.0.1").mint();
        try (SmtpSink sink = SmtpSink.builder().starttls(server.serverContext()).start()) {
            write(resource("mail/Session", sink.port(), "truststoreFile=\"ca.pem\"", "implicit"));
            CommandRun.Outcome outcome = run("test");

            assertThat(withoutTimes(outcome.out(), sink.port())).contains("""
                    FAIL  TLS
                    OK    Other TLS mode
                            port PORT speaks SMTP first and offers STARTTLS: set tls="starttls"
                    """).endsWith("""

                    ERROR    mail/Session
                             no TLS connection with 127.0.0.1:PORT (implicit TLS): port PORT does
                             not speak TLS from the first byte
                             Fix: Port PORT speaks SMTP first and offers STARTTLS: set
                                  tls="starttls"
                             See: docs/errors.md#wrong-tls-mode

                    1 error, no warnings.
                    """);
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.ERRORS);

            write(resource("mail/Session", sink.port(), "truststoreFile=\"ca.pem\"", "starttls"));
            assertThat(run("test").exitCode()).isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void aMessageIsSentOnlyIfSomebodyIsNamed() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            write(resource("mail/Session", sink.port(), ""));
            assertThat(run("test", "mail/Session").exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(sink.mails()).isEmpty();
            CommandRun.Outcome outcome = run("test", "mail/Session", "--to", "joe@example.com");

            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(sink.awaitMail(1).get(0).to()).containsExactly("joe@example.com");
            assertThat(outcome.out()).contains("the server said: 250 2.0.0 Ok: queued as 2-1\n");
        }
    }

    @Test
    void anAddressThatIsNoneIsAWrongCall() throws Exception {
        write(resource("mail/Session", 25, ""));
        CommandRun.Outcome outcome = run("test", "--to", "joe");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--to: 'to' is \"joe\" and must be a mail address such as joe@example.com");
    }

    @Test
    void aPasswordThatIsNotWrittenIsAskedForAndShownNowhere() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().user(USER, PASSWORD).requireAuth().start()) {
            write(resource("mail/Session", sink.port(), "user=\"" + USER + "\""));
            CommandRun asked = command().answers(PASSWORD);
            CommandRun.Outcome outcome = asked.run("test");

            assertThat(asked.questions()).containsExactly("Password of app@example.com for mail/Session: ");
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(outcome.out()).doesNotContain(PASSWORD).contains("""
                    mail/Session in conf/server.xml:3
                    !!    Configuration

                    WARNING  conf/server.xml:3
                             mail/Session: 'user' is there and 'password' is not, so that Tomcat has
                             no such session. The test goes on with the password that was given to
                             it
                             Fix: Write that 'password' into the <Resource>
                             See: docs/errors.md#half-credentials
                    """);
            assertThat(sink.logins()).hasSize(1);

            CommandRun.Outcome nobody = run("test");
            assertThat(nobody.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(nobody.err())
                    .contains("there is no terminal to ask for the password of app@example.com for mail/Session on: use"
                            + " --password-file or --password-env");
        }
    }

    @Test
    void anotherPasswordCanBeTriedInPlaceOfTheWrittenOne() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().user(USER, PASSWORD).requireAuth().start()) {
            write(resource("mail/Session", sink.port(), "mail.smtp.user=\"" + USER + "\" mail.smtp.password=\"old\""));
            assertThat(run("test").exitCode()).isEqualTo(ExitCode.ERRORS);
            CommandRun.Outcome outcome =
                    command().env("MAIL_PASSWORD", PASSWORD).run("test", "--password-env", "MAIL_PASSWORD");

            assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void withoutANameAllAreTested() throws Exception {
        try (SmtpSink one = SmtpSink.builder().start();
                SmtpSink two = SmtpSink.builder().start()) {
            write(resource("mail/One", one.port(), "") + resource("mail/Two", two.port(), ""));
            assertThat(run("test").out())
                    .contains("mail/One in conf/server.xml:3\n", "mail/Two in conf/server.xml:")
                    .endsWith("\nNothing is wrong.\n");
            assertThat(run("test", "mail/Two").out()).doesNotContain("mail/One");
            assertThat(one.connections()).isEqualTo(1);
            assertThat(two.connections()).isEqualTo(2);
        }
    }

    @Test
    void aNameThatIsNotThereIsAnsweredWithThoseThatAre() throws Exception {
        write(resource("mail/One", 25, "") + resource("mail/Two", 25, ""));
        CommandRun.Outcome outcome = run("test", "mail/Session");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .contains("there is no mail session 'mail/Session' in " + tomcat + "; there is mail/One, mail/Two");
        assertThat(run("test", "mail/Tow").err())
                .contains("there is no mail session 'mail/Tow' in " + tomcat + "; did you mean 'mail/Two'?");
        write("");
        assertThat(run("test").err()).contains("there is no mail session in " + tomcat + ": the command check says");
    }

    @Test
    void aConfigurationThatIsWrongIsNotTested() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            write(resource("mail/Session", sink.port(), "hots=\"x\""));
            CommandRun.Outcome outcome = run("test");

            assertThat(outcome.exitCode()).isEqualTo(ExitCode.ERRORS);
            assertThat(outcome.out()).startsWith("""
                    mail/Session
                    FAIL  Configuration

                    ERROR    mail/Session
                             'hots' is not an attribute of Catamail; did you mean 'host'?
                    """);
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void noPasswordIsAskedForWhereItsAttributeIsMisspelt() throws Exception {
        write(resource("mail/Session", 25, "user=\"" + USER + "\" passwort=\"" + PASSWORD + "\""));
        CommandRun.Outcome outcome = run("test");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(outcome.out())
                .contains("'passwort' is not an attribute of Catamail; did you mean")
                .doesNotContain(PASSWORD);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aSessionThatTomcatDoesNotHaveIsNotSaidToBeRightBecauseItsServerIs() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            String right = resource("mail/Session", sink.port(), "");
            write(right.replace("jakarta.mail.Session", "javax.mail.Session"));
            CommandRun.Outcome old = run("test");

            assertThat(old.exitCode()).isEqualTo(ExitCode.ERRORS);
            assertThat(old.out()).startsWith("""
                    mail/Session in conf/server.xml:3
                    FAIL  Configuration

                    ERROR    conf/server.xml:3
                             mail/Session: 'type' is "javax.mail.Session", as it was up to Tomcat 9.
                    """).contains("OK    Greeting").endsWith("\n1 error, no warnings.\n");

            write(right.replace(" factory=\"io.github.catamail.MailSessionFactory\"", ""));
            CommandRun.Outcome others = run("test");

            assertThat(others.exitCode()).isEqualTo(ExitCode.ERRORS);
            assertThat(others.out()).startsWith("""
                    mail/Session in conf/server.xml:3, which goes to another factory; tested as
                    Catamail would use it

                    mail/Session in conf/server.xml:3
                    FAIL  Configuration

                    ERROR    conf/server.xml:3
                             mail/Session: it has attributes of Catamail but no 'factory', so that
                             Tomcat's own factory takes it and ignores them
                             Fix: add factory="io.github.catamail.MailSessionFactory"
                    """).contains("OK    Greeting").endsWith("\n1 error, no warnings.\n");
        }
    }

    @Test
    void aFileThatCannotBeReadIsTheReasonWhyThereIsNoSession() {
        CommandRun.Outcome outcome = run("test");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(outcome.out()).contains("ERROR    conf/server.xml\n         this file is not there\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aJarThatIsThereTwiceIsNamed() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            write(resource("mail/Session", sink.port(), ""));
            Path lib = Files.createDirectories(tomcat.resolve("lib"));
            for (String jar : new String[] {"jakarta.mail-2.0.1.jar", "jakarta.mail-2.0.5.jar"}) {
                StubJar.named(jar).types("jakarta.mail.Session").in(lib);
            }

            assertThat(run("test").out())
                    .contains("the server's lib has more than one copy of")
                    .endsWith("\nNo errors, 1 warning.\n");
        }
    }

    @Test
    void machinesGetTheSame() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            write(resource("mail/Session", sink.port(), "from=\"" + USER + "\""));
            JsonObject json = new JsonObject(run("test", "--json").out());

            assertThat(json.getInteger("exitCode")).isEqualTo(ExitCode.FINE);
            JsonObject report = json.getJsonArray("reports").getJsonObject(0);
            assertThat(report.getString("subject"))
                    .isEqualTo("mail/Session: 127.0.0.1:" + sink.port() + ", no TLS, no login");
            assertThat(report.getJsonArray("steps").getJsonObject(1).getString("name"))
                    .isEqualTo("TCP");
            assertThat(report.getJsonArray("steps").getJsonObject(1).getJsonArray("details"))
                    .isEqualTo(new JsonArray().add("127.0.0.1 answers"));
        }
    }

    @Test
    void whatIsWaitedForIsShownOnATerminal() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            write(resource("mail/Session", sink.port(), ""));
            assertThat(command()
                            .answers()
                            .env("CATAMAIL_COLUMNS", "100")
                            .run("test")
                            .out())
                    .contains("mail/Session: 127.0.0.1:" + sink.port() + ", no TLS, no login: Greeting ...");
            assertThat(run("test").out()).doesNotContain("Greeting ...");
        }
    }

    @Test
    void optionsOfTheJvmThatTheTestDoesNotHaveAreNamed() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            write(resource("mail/Session", sink.port(), ""));
            assertThat(command()
                            .env("CATAMAIL_CATALINA_OPTS", "-Djavax.net.ssl.trustStore=/opt/ca.jks")
                            .run("test")
                            .out())
                    .contains("Tomcat is started with -Djavax.net.ssl.trustStore, and this test was not: it");
        }
    }

    private CommandRun command() {
        return new CommandRun().property("catalina.base", tomcat);
    }

    private CommandRun.Outcome run(String... args) {
        return command().run(args);
    }

    private void write(String resources) throws IOException {
        Path conf = Files.createDirectories(tomcat.resolve("conf"));
        Files.writeString(
                conf.resolve("server.xml"),
                "<Server>\n  <GlobalNamingResources>\n" + resources + "  </GlobalNamingResources>\n"
                        + "  <Service name=\"Catalina\"><Engine name=\"Catalina\" defaultHost=\"localhost\">\n"
                        + "    <Host name=\"localhost\" appBase=\"webapps\"/></Engine></Service>\n</Server>\n");
    }

    private static String resource(String name, int port, String more) {
        return resource(name, port, more, "none");
    }

    private static String resource(String name, int port, String more, String tls) {
        return "    <Resource name=\"" + name + "\" type=\"jakarta.mail.Session\""
                + " factory=\"io.github.catamail.MailSessionFactory\" host=\"127.0.0.1\" port=\"" + port + "\" tls=\""
                + tls + "\" heloName=\"app.example.com\" " + more + "/>\n";
    }

    private static String withoutTimes(String out, int port) {
        return out.replaceAll("(?m) +(<?\\d+ ms|\\d+\\.\\d s)$", "").replaceAll("\\b" + port + "\\b", "PORT");
    }
}
