package io.github.catamail.functional;

import static io.github.catamail.functional.Diagnosis.assertError;
import static io.github.catamail.functional.Diagnosis.assertNoError;
import static io.github.catamail.functional.Diagnosis.findings;
import static io.github.catamail.functional.Localhost.AUTHORITY;
import static io.github.catamail.functional.Localhost.SERVER;
import static io.github.catamail.functional.Localhost.TRUST;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.overTls;
import static io.github.catamail.functional.Sending.send;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.MailSessionFactory;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.check.TreeCheck;
import io.github.catamail.doctor.tree.Installation;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import io.github.catamail.testing.tomcat.FixtureTree;
import io.github.catamail.tls.CertificateSummary;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.naming.CompositeName;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The errors of Jakarta Mail and Java that administrators meet when mail cannot be set up, each brought about, and what is
 * said in their place: configuration, network and TLS. What servers reply is in {@link EveryKnownReplyTest}.
 */
@Timeout(60)
final class EveryKnownErrorTest {
    @TempDir
    private static Path dir;

    /** {@code Unsupported or unrecognized SSL message}. */
    @Test
    void tlsFromTheFirstByteOnAPortWithStarttlsNamesTls() throws Exception {
        try (SmtpSink sink = withUser().starttls(SERVER.serverContext()).start()) {
            String what = "no TLS connection with localhost:" + sink.port() + " (implicit TLS): port " + sink.port()
                    + " does not speak TLS from the first byte";
            assertError(
                    overTls(sink.port(), "implicit", TRUST),
                    Topic.WRONG_TLS_MODE,
                    what,
                    "Port " + sink.port() + " speaks SMTP first and offers STARTTLS: set tls=\"starttls\"");
            assertThat(failure(overTls(sink.port(), "implicit", TRUST), MessagingException.class))
                    .hasMessage("Session: " + what + ". Set tls=\"starttls\", or port=\"465\" [wrong-tls-mode]");

            assertNoError(overTls(sink.port(), "starttls", TRUST));
        }
    }

    /** {@code Exception reading response}, {@code Read timed out}. */
    @Test
    void noTlsOnAPortThatWaitsForItNamesTls() throws Exception {
        try (SmtpSink sink = withUser().implicitTls(SERVER.serverContext()).start()) {
            assertError(
                    withLogin(sink.port()).with("readTimeout", "2s"),
                    Topic.WRONG_TLS_MODE,
                    "no greeting from localhost:" + sink.port() + " (no TLS)",
                    "Port " + sink.port() + " speaks TLS from the first byte: set tls=\"implicit\"");

            assertNoError(overTls(sink.port(), "implicit", TRUST));
        }
    }

    /** The same, from a firewall. Nothing tells it from a slow server. */
    @Test
    void aPortThatSaysNothingNamesTheTimeoutAndTls() throws Exception {
        try (MisbehavingServer silent = SilentServer.at(Stage.GREETING)) {
            Resource resource = withLogin(silent.port()).with("readTimeout", "400ms");
            String what = "no greeting from localhost:" + silent.port() + " (no TLS) within 400 ms ('readTimeout')";
            String cure = "If this port speaks TLS from the first byte, set tls=\"implicit\"; else a firewall or an"
                    + " overloaded server holds the connection";
            assertError(resource, Topic.TIMEOUT, what, cure);
            assertThat(failure(resource, MessagingException.class))
                    .hasMessage("Session: " + what + ". " + cure + " [timeout]");
        }
    }

    /** {@code Got bad greeting from SMTP host ... response: [EOF]}. */
    @Test
    void aServerThatClosesBeforeItGreetsAsksWhetherThisMachineIsAllowed() throws Exception {
        try (MisbehavingServer closing = ClosingServer.at(Stage.GREETING)) {
            assertError(
                    withLogin(closing.port()),
                    Topic.CONNECTION_CLOSED,
                    "no greeting from localhost:" + closing.port() + " (no TLS): the server closed the connection",
                    "Is this machine allowed to use it? If the port speaks TLS from the first byte, set"
                            + " tls=\"implicit\"");
        }
    }

    /** {@code Couldn't connect to host, port: localhost, 25}. */
    @ParameterizedTest
    @ValueSource(strings = {"", "mail.smtps.port"})
    void aMissingHostIsNamedBeforeAnyConnection(String other) {
        Resource resource = other.isEmpty() ? Resource.mail() : Resource.mail().with(other, "465");
        String what = "'host' is missing: there is no server to send mail to. Add host=\"smtp.example.com\" (or"
                + " mail.smtp.host)";
        assertError(resource, Topic.MISSING_ATTRIBUTE, what, "");
        assertThatThrownBy(resource::session)
                .isInstanceOf(NamingException.class)
                .hasMessage("Session: " + what + " [missing-attribute]");
    }

    @Test
    void aMissingHostIsToldOfWhereItMeansThisMachine() {
        assertThat(findings(Resource.withoutFactory().with("mail.smtp.port", "1")))
                .contains(new Finding(
                        Severity.WARNING,
                        Topic.MISSING_ATTRIBUTE,
                        "mail/Session",
                        "'host' is missing: there is no server to send mail to. Add host=\"smtp.example.com\" (or"
                                + " mail.smtp.host). Until then mail goes to localhost",
                        ""));
    }

    /** {@code PKIX path building failed}. Nothing falls back to the trust of the JVM. */
    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void anUnknownAuthorityIsNamedWithTheTrustStoreThatWasSearched(String mode) throws Exception {
        TestIdentity stranger = TestCertificates.root("Other CA")
                .issue("localhost")
                .dns("localhost")
                .mint();
        try (SmtpSink sink = listening(mode, withUser(), stranger).start()) {
            assertError(
                    overTls(sink.port(), mode, TRUST),
                    Topic.UNTRUSTED_CERTIFICATE,
                    tried(sink, mode) + "the server's certificate, CN=localhost, goes back to CN=Other CA, which is"
                            + " unknown to trust store " + TRUST,
                    "If it is the right server (SHA-256 "
                            + CertificateSummary.of(stranger.certificate()).sha256()
                            + "), put the certificate of its issuer into a file and name it with 'truststoreFile'."
                            + " The file is written by: bin/catamail.sh fetch-cert localhost:" + sink.port() + " --"
                            + mode + " --out conf/mail-ca.pem");
            assertThat(sink.connections()).isEqualTo(1);

            Path right = stranger.writeTrustPem(dir.resolve(mode + "-right.pem"));
            assertNoError(overTls(sink.port(), mode, right));
        }
    }

    /** {@code No subject alternative DNS name matching ... found}. */
    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aCertificateForOtherNamesIsNamedWithThem(String mode) throws Exception {
        TestIdentity other = AUTHORITY
                .issue("mail.example.com")
                .dns("mail.example.com")
                .dns("smtp.example.com")
                .mint();
        try (SmtpSink sink = listening(mode, withUser(), other).start()) {
            assertError(
                    overTls(sink.port(), mode, TRUST),
                    Topic.HOSTNAME_MISMATCH,
                    tried(sink, mode) + "the server's certificate is for mail.example.com, smtp.example.com, not for"
                            + " localhost",
                    "Write one of these names as 'host', or as 'tlsServerName' if the server is reached under another");

            assertNoError(overTls(sink.port(), mode, TRUST).with("tlsServerName", "mail.example.com"));
        }
    }

    /** {@code Server is not trusted: localhost}. Here that does not happen: the attribute is told to have no effect. */
    @Test
    void aListOfTrustedHostsWithoutThisOneIsToBeRemovedAndDoesNoHarm() throws Exception {
        try (SmtpSink sink = listening("implicit", withUser(), SERVER).start()) {
            Resource resource =
                    overTls(sink.port(), "implicit", TRUST).with("mail.smtp.ssl.trust", "other.example.com");
            assertThat(findings(resource))
                    .containsExactly(new Finding(
                            Severity.WARNING,
                            Topic.NO_EFFECT,
                            "mail/Session",
                            "'mail.smtp.ssl.trust' is \"other.example.com\" and has no effect: it does not name the host."
                                    + " Remove it",
                            ""));
            send(resource);
            assertThat(sink.awaitMail(1)).hasSize(1);
        }
    }

    /** {@code No appropriate protocol}. */
    @Test
    void aVersionThatIsSwitchedOffIsNamedBeforeAnyConnection() throws Exception {
        try (SmtpSink sink = listening("implicit", withUser(), SERVER).start()) {
            String what = "'tlsProtocols' names only TLSv1, which this JVM has switched off"
                    + " (jdk.tls.disabledAlgorithms): drop 'tlsProtocols', or add TLSv1.2 and TLSv1.3 to it";
            assertError(
                    overTls(sink.port(), "implicit", TRUST).with("mail.smtp.ssl.protocols", "TLSv1"),
                    Topic.TLS_VERSION,
                    what,
                    "");
            assertThat(sink.connections()).isZero();
        }
    }

    /** {@code Could not convert socket to TLS}: the cause itself is told. */
    @Test
    void aPinnedVersionThatTheServerDoesNotSpeakIsNamedAfterStarttls() throws Exception {
        try (SmtpSink sink = listening("starttls", withUser().tlsProtocols("TLSv1.3"), SERVER)
                .start()) {
            Resource resource = overTls(sink.port(), "starttls", TRUST).with("tlsProtocols", "TLSv1.2");
            String what = tried(sink, "starttls") + "Received fatal alert: protocol_version";
            String cure = "Remove 'tlsProtocols' and 'tlsCipherSuites', so that all versions of this JVM are offered";
            assertError(resource, Topic.TLS_VERSION, what, cure);
            assertThat(failure(resource, MessagingException.class))
                    .hasMessage("Session: " + what + ". " + cure + " [tls-version]")
                    .hasMessageNotContaining("Could not convert socket to TLS");
        }
    }

    /** {@code 501 ... HELO}. */
    @Test
    void aNameThatTheServerDoesNotTakeIsNamedWithHeloName() throws Exception {
        try (MisbehavingServer refusing = Rejects.ehloName()) {
            assertError(
                    withLogin(refusing.port()).with("heloName", "build7"),
                    Topic.HELO_REFUSED,
                    "no SMTP session with localhost:" + refusing.port() + " (no TLS): the server said \"501"
                            + " Syntactically invalid HELO argument(s)\" to the name \"build7\"",
                    "The server refuses the name that this machine introduced itself with: set 'heloName' to its full"
                            + " host name");
        }
    }

    /** {@code Could not create resource instance}. */
    @Test
    void aSessionOfTomcat9IsNamedWithItsType() throws Exception {
        try (FixtureTree tree = FixtureTree.make("javax-type")) {
            Installation installation = new Installation(tree.base(), tree.base(), tree.environment());
            Clock clock = Clock.fixed(FixtureTree.NOW, ZoneOffset.UTC);
            assertThat(TreeCheck.run(TomcatTree.read(installation), clock)
                            .report()
                            .findings())
                    .filteredOn(finding -> finding.topic() == Topic.WRONG_TYPE)
                    .singleElement()
                    .extracting(Finding::what)
                    .asString()
                    .endsWith("'type' is \"javax.mail.Session\", as it was up to Tomcat 9. Tomcat 10 and later use"
                            + " \"jakarta.mail.Session\": change 'type', and <res-type> in web.xml. An application that"
                            + " itself uses javax.mail must be converted");
        }
        Reference old = new Reference("javax.mail.Session", MailSessionFactory.class.getName(), null);
        assertThatThrownBy(() ->
                        new MailSessionFactory().getObjectInstance(old, new CompositeName().add("Session"), null, null))
                .isInstanceOf(NamingException.class)
                .hasMessage(
                        "Session: 'type' is \"javax.mail.Session\", as it was up to Tomcat 9. Tomcat 10 and later use"
                                + " \"jakarta.mail.Session\": change 'type', and <res-type> in web.xml. An application that"
                                + " itself uses javax.mail must be converted [wrong-type]");
    }

    private static SmtpSink.Builder withUser() {
        return SmtpSink.builder().user(Sending.USER, Sending.PASSWORD);
    }

    private static SmtpSink.Builder listening(String mode, SmtpSink.Builder builder, TestIdentity identity) {
        return mode.equals("implicit")
                ? builder.implicitTls(identity.serverContext())
                : builder.starttls(identity.serverContext());
    }

    private static String tried(SmtpSink sink, String mode) {
        return "no TLS connection with localhost:" + sink.port() + " ("
                + (mode.equals("implicit") ? "implicit TLS" : "STARTTLS") + "): ";
    }
}
