package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.probe.MailProbe;
import io.github.catamail.testing.tomcat.RunningTomcat;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.TomcatVersion;
import io.github.catamail.testing.tomcat.WebApp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that goes wrong: named at start-up where it can be seen there, and explained where it can not. */
@ParameterizedClass
@EnumSource
final class MisconfigurationIT {
    private static MailServers servers;
    private static RunningTomcat tomcat;

    @Parameter
    TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version) throws Exception {
        servers = new MailServers();
        TomcatInstall install = version.install(Path.of("target", "it", "misconfigured-" + version));
        servers.writeStores(install.home().resolve("conf"));
        MailResources resources = new MailResources(servers);
        install.global(resources.starttls("mail/Global"))
                .everyContext(resources.starttls("mail/Injected"))
                .deploy(WebApp.named("shop")
                        .classes(MailProbe.class)
                        .context(resources.broken() + resources.unlucky(deadPort())))
                .deploy(WebApp.named("bundled")
                        .library(install.jar("jakarta.mail"))
                        .context("<ResourceLink name=\"mail/Session\" global=\"mail/Global\""
                                + " type=\"jakarta.mail.Session\"/>"))
                .deploy(WebApp.named("copied").library(install.jar("catamail")));
        Path activation = install.jar("angus-activation");
        Files.copy(activation, activation.resolveSibling("angus-activation-2.0.2.jar"));
        tomcat = install.start(TomcatVersion.java());
    }

    // Free a moment ago, and nothing else asks for it.
    private static int deadPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() throws Exception {
        tomcat.close();
        servers.close();

        assertThat(tomcat.log()).contains("mail/Misspelt").doesNotContain(MailServers.secrets());
    }

    @Test
    void aUserWithoutAPasswordIsNamedAtStartUp() {
        assertAtStartUp(
                "mail/NoPassword: 'user' is \"app@example.com\" but 'password' is missing or blank. Give both to log in, or"
                        + " neither to send without a login [half-credentials]");
    }

    @Test
    void allThatIsWrongWithOneResourceIsNamedAtOnceAndAMisspeltPasswordNotShown() {
        assertThat(tomcat.console())
                .contains("In web application '/shop': mail/Misspelt: 3 problems in its configuration\n  - ")
                .contains("  - 'pasword' is not an attribute of Catamail; did you mean 'password'?")
                .contains("  - 'hots' is not an attribute of Catamail; did you mean 'host'?");
    }

    @Test
    void aFileThatIsNotThereIsNamedAtStartUp() {
        assertThat(tomcat.console())
                .containsPattern(
                        "SEVERE .*In web application '/shop': mail/NoFile: 'truststoreFile' \"conf/absent.p12\""
                                + " does not exist \\(.*conf.absent.p12\\).*\\[tls-file]");
    }

    @Test
    void aWrongPasswordOfAStoreIsNamedAtStartUp() {
        assertAtStartUp(
                "mail/WrongStorePassword: 'truststoreFile' \"conf/ca.p12\" does not open with 'truststorePassword':"
                        + " the password is wrong [tls-file]");
    }

    @Test
    void anExpiredCertificateOfOursIsNamedAtStartUp() {
        assertThat(tomcat.console())
                .containsPattern(
                        "WARNING .*mail/OldClient: 'keystoreFile' \"conf/old-client.p12\" holds the certificate"
                                + " CN=tomcat, which expired on .*\\[certificate-dates]");
    }

    @Test
    void aResourceWithoutAHostIsNamedAtStartUpAndAtTheLookUp() throws Exception {
        String report =
                "mail/NoHost: 'host' is missing: there is no server to send mail to. Add host=\"smtp.example.com\""
                        + " (or mail.smtp.host) [missing-attribute]";

        assertAtStartUp(report);
        assertThat(send("mail/NoHost")).isEqualTo("javax.naming.ConfigurationException: " + report);
    }

    @Test
    void aResourceOfTomcat9IsExplainedAtStartUpWithAndWithoutAFactory() {
        String explanation = ": 'type' is \"javax.mail.Session\", as it was up to Tomcat 9. Tomcat 10 and later use"
                + " \"jakarta.mail.Session\": change 'type', and <res-type> in web.xml. An application that itself uses"
                + " javax.mail must be converted [wrong-type]";

        assertAtStartUp("mail/Tomcat9" + explanation);
        assertAtStartUp("mail/Tomcat9WithFactory" + explanation);
    }

    @Test
    void nothingThatIsNamedAtStartUpComesWithAStackTrace() {
        assertThat(tomcat.console()).doesNotContain("\tat ");
    }

    @Test
    void aWrongPasswordIsExplained() throws Exception {
        assertThat(send("mail/WrongLogin"))
                .isEqualTo("jakarta.mail.AuthenticationFailedException: mail/WrongLogin: could not log in to localhost:"
                        + servers.starttls.port()
                        + " (STARTTLS, TLSv1.3) as app@example.com with LOGIN: the server said \"535 5.7.8"
                        + " Authentication credentials invalid\". Check 'user' and 'password' [auth-rejected]");
    }

    @Test
    void aDeadServerIsExplained() throws Exception {
        assertThat(send("mail/Dead"))
                .contains("mail/Dead: could not connect to localhost:")
                .endsWith(
                        "nothing accepts connections there (Connection refused). Check 'host' and 'port', and that the mail"
                                + " server is running [connect-failed]");
    }

    @Test
    void anExpiredCertificateOfTheServerIsExplained() throws Exception {
        assertThat(send("mail/Expired"))
                .contains("mail/Expired: no TLS connection with localhost:" + servers.expired.port() + " (STARTTLS)")
                .contains("the server's certificate, CN=localhost, expired on ")
                .endsWith("[certificate-dates]");
    }

    @Test
    void anUnknownAuthorityIsExplained() throws Exception {
        assertThat(send("mail/Untrusted"))
                .contains("goes back to CN=Catamail test CA, which is unknown to trust store conf/other.pem")
                .endsWith("[untrusted-certificate]");
    }

    @Test
    void anotherNameInTheCertificateIsExplained() throws Exception {
        assertThat(send("mail/WrongName"))
                .contains("the server's certificate is for localhost, not for 127.0.0.1")
                .endsWith("[hostname-mismatch]");
    }

    @Test
    void theWrongKindOfTlsIsExplained() throws Exception {
        assertThat(send("mail/WrongMode"))
                .contains("port " + servers.starttls.port() + " does not speak TLS from the first byte")
                .endsWith("[wrong-tls-mode]");
    }

    @Test
    void aServerThatDoesNotPassItsTestIsNamedAtStartUpAndAtTheLookUp() throws Exception {
        int port = servers.starttls.port();
        String report =
                "mail/Tested: the connection test failed, and 'validateOnStart' is \"fail\": no TLS connection with"
                        + " localhost:" + port + " (implicit TLS): port " + port
                        + " does not speak TLS from the first byte. Port "
                        + port + " speaks SMTP first and offers STARTTLS: set tls=\"starttls\" [wrong-tls-mode]";

        assertAtStartUp(report);
        assertThat(send("mail/Tested")).isEqualTo("javax.naming.ServiceUnavailableException: " + report);
    }

    @Test
    void aServerThatIsTestedInTheBackgroundIsNamedWhenTheTestIsOver() throws Exception {
        String report = "mail/Watched: connection test failed: no TLS connection with 127.0.0.1:"
                + servers.starttls.port()
                + " (STARTTLS): the server's certificate is for localhost, not for 127.0.0.1. Write"
                + " one of these names as 'host', or as 'tlsServerName' if the server is reached under another"
                + " [hostname-mismatch]";

        assertThat(tomcat.await(Pattern.compile("WARNING .*" + Pattern.quote(report))))
                .isNotNull();
    }

    @Test
    void aLoginThatIsNeededIsExplained() throws Exception {
        assertThat(send("mail/Anonymous"))
                .contains("the server wants a login: give 'user' and 'password'")
                .endsWith("[auth-needed]");
    }

    @Test
    void aClientCertificateThatIsNeededIsExplained() throws Exception {
        assertThat(send("mail/NoClient")).contains("'keystoreFile'").endsWith("[client-certificate]");
    }

    @Test
    void anApplicationThatBringsJakartaMailIsNamedAtStartUp() {
        assertThat(tomcat.console().lines())
                .filteredOn(line -> line.contains("application '/bundled'"))
                .singleElement()
                .asString()
                .contains(" WARNING ")
                .matches(
                        ".*web application '/bundled' bundles mail classes: jakarta\\.mail-.*\\.jar \\(Jakarta Mail API .*,"
                                + " Angus Mail .*\\)\\. They go before the server's, so that each look-up or injection of its mail"
                                + " sessions fails with a NamingException\\. Do one of these: put <Listener className=.* into"
                                + " <Server> in conf/server\\.xml, which is for all applications but those in its 'exclude'; or put <Loader loaderClass=.*"
                                + " into <Context> in the application's context\\.xml; or delete jakarta\\.mail-.*\\.jar"
                                + " and start the application anew \\[wrong-jars]");
    }

    @Test
    void anApplicationThatBringsCatamailIsNamedAtStartUp() {
        assertThat(tomcat.console().lines())
                .filteredOn(line -> line.contains("application '/copied'"))
                .singleElement()
                .asString()
                .contains(" WARNING ")
                .matches(
                        ".*web application '/copied' bundles mail classes: catamail-.*\\.jar \\(Catamail .*\\)\\. Its copy"
                                + " of Catamail takes the place of the server's: .*\\. Catamail belongs into the server's lib only:"
                                + " delete catamail-.*\\.jar \\[wrong-jars]");
    }

    @Test
    void aPieceThatIsTwiceInTheServersLibIsNamedOnce() throws Exception {
        assertThat(tomcat.console().lines())
                .filteredOn(line -> line.contains("more than one copy"))
                .singleElement()
                .asString()
                .contains(" WARNING ")
                .matches(".* the server's lib has more than one copy of Angus Activation"
                        + " \\(/.*/lib/angus-activation-2\\.0\\.3\\.jar, /.*/lib/angus-activation-2\\.0\\.2\\.jar\\), and which"
                        + " of them is used is chance: delete /.*/lib/angus-activation-2\\.0\\.2\\.jar \\[wrong-jars]");
    }

    private static void assertAtStartUp(String report) {
        assertThat(tomcat.console().lines())
                .filteredOn(line -> line.endsWith(" In web application '/shop': " + report))
                .singleElement()
                .asString()
                .contains(" SEVERE ");
    }

    /** Returns the first of the exceptions that sending ends with. */
    private static String send(String name) throws Exception {
        List<String> answer = tomcat.get("/shop/probe?do=send&via=static&subject=none&name=" + name)
                .lines()
                .toList();
        assertThat(answer).startsWith("FAILED");
        return answer.get(1);
    }
}
