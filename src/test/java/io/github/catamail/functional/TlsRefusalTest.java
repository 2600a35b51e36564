package io.github.catamail.functional;

import static io.github.catamail.functional.Localhost.AUTHORITY;
import static io.github.catamail.functional.Localhost.SERVER;
import static io.github.catamail.functional.Localhost.TRUST;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.overTls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsRefused;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsStripped;
import io.github.catamail.tls.CertificateSummary;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator reads when TLS does not come about. In every case nothing is sent. */
@Timeout(60)
final class TlsRefusalTest {
    private static final TestIdentity OTHER_AUTHORITY = TestCertificates.root("Other CA");

    @TempDir
    private static Path dir;

    // --- the wrong kind of TLS

    @Test
    void aPortThatSpeaksSmtpFirstIsNamed() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            MessagingException failure = failure(overTls(sink.port(), "implicit", TRUST), MessagingException.class);
            assertThat(failure)
                    .hasMessage("Session: no TLS connection with localhost:" + sink.port() + " (implicit TLS): port "
                            + sink.port() + " does not speak TLS from the first byte. Set tls=\"starttls\", or"
                            + " port=\"465\" [wrong-tls-mode]")
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void aServerThatOffersNoStarttlsGetsNeitherMailNorPassword() throws Exception {
        try (MisbehavingServer stripped = new StarttlsStripped()) {
            assertThat(failure(overTls(stripped.port(), "starttls", TRUST), MessagingException.class))
                    .hasMessage("Session: no TLS connection with localhost:" + stripped.port()
                            + " (STARTTLS): the server does"
                            + " not offer STARTTLS. Nothing was sent. If it speaks TLS from the first byte, set"
                            + " tls=\"implicit\"; only if the network up to the server can be trusted, tls=\"none\", which"
                            + " sends the password in clear [starttls-not-offered]");
            assertThat(stripped.sink().commands()).singleElement().asString().startsWith("EHLO ");
        }
    }

    @Test
    void aServerThatRefusesStarttlsGetsNeitherMailNorPassword() throws Exception {
        try (MisbehavingServer refused = new StarttlsRefused(SERVER.serverContext())) {
            assertThat(failure(overTls(refused.port(), "starttls", TRUST), MessagingException.class))
                    .hasMessage(
                            "Session: no TLS connection with localhost:" + refused.port()
                                    + " (STARTTLS): the server offers"
                                    + " STARTTLS but refused it with \"454 4.7.0 TLS not available due to local problem\". Nothing"
                                    + " was sent. Try again later, or try tls=\"implicit\" with port 465 [starttls-not-offered]");
            assertThat(refused.sink().commands()).hasSize(2);
        }
    }

    @Test
    void whatWasOfferedInClearIsForgottenAfterStarttls() throws Exception {
        SmtpSink.Builder builder = SmtpSink.builder()
                .starttls(SERVER.serverContext())
                .user(Sending.USER, Sending.PASSWORD)
                .authBeforeTls()
                .quirk(new Quirk() {
                    private int greetings;

                    @Override
                    public synchronized Reply reply(Moment moment, Reply usual) {
                        return moment.stage() == Stage.EHLO && ++greetings > 1
                                ? Reply.lines("501 5.5.4 Not again")
                                : usual;
                    }
                });
        try (SmtpSink sink = builder.start()) {
            assertThat(failure(
                            overTls(sink.port(), "starttls", TRUST).with("heloName", "app.example.com"),
                            MessagingException.class))
                    .hasMessage("Session: no SMTP session with localhost:" + sink.port()
                            + " (STARTTLS, TLSv1.3): the server"
                            + " said \"501 5.5.4 Not again\" to the name \"app.example.com\". The server refuses the name"
                            + " that this machine introduced itself with: set 'heloName' to its full host name"
                            + " [helo-refused]");
            assertThat(sink.logins()).isEmpty();
        }
    }

    // --- the server's certificate

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void anUnknownIssuerIsNamedWithWhatToTrust(String mode) throws Exception {
        TestIdentity stranger =
                OTHER_AUTHORITY.issue("localhost").dns("localhost").mint();
        assertRefused(
                mode,
                stranger,
                "the server's certificate, CN=localhost, goes back to CN=Other CA, which is unknown to trust store "
                        + TRUST
                        + ". If it is the right server (SHA-256 " + fingerprint(stranger)
                        + "), put the certificate of its issuer into a file and name it with 'truststoreFile'. The file is"
                        + " written by: bin/catamail.sh fetch-cert localhost:PORT --MODE --out conf/mail-ca.pem"
                        + " [untrusted-certificate]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aChainWithoutItsIssuerIsNamed(String mode) throws Exception {
        TestIdentity withoutIssuer = OTHER_AUTHORITY
                .intermediate("Sub CA")
                .issue("localhost")
                .dns("localhost")
                .mint()
                .withoutIssuers();
        assertRefused(
                mode,
                withoutIssuer,
                "the server sent its certificate, CN=localhost, without that of its issuer, CN=Sub CA, which is unknown to"
                        + " trust store " + TRUST + ". If it is the right server (SHA-256 " + fingerprint(withoutIssuer)
                        + "), put the certificate of its issuer into a file and name it with 'truststoreFile'. The file is"
                        + " written by: bin/catamail.sh fetch-cert localhost:PORT --MODE --out conf/mail-ca.pem"
                        + " [untrusted-certificate]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aSelfSignedCertificateIsNamed(String mode) throws Exception {
        TestIdentity alone =
                TestCertificates.selfSigned("localhost").dns("localhost").mint();
        assertRefused(
                mode,
                alone,
                "the server's certificate, CN=localhost, is signed by itself and is unknown to trust store " + TRUST
                        + ". If it is the right server (SHA-256 " + fingerprint(alone)
                        + "), put the certificate of its issuer into a file and name it with 'truststoreFile'. The file is"
                        + " written by: bin/catamail.sh fetch-cert localhost:PORT --MODE --out conf/mail-ca.pem"
                        + " [untrusted-certificate]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aCertificateForOtherNamesIsNamedWithThem(String mode) throws Exception {
        assertRefused(
                mode,
                AUTHORITY
                        .issue("mail.example.com")
                        .dns("mail.example.com")
                        .dns("smtp.example.com")
                        .mint(),
                "the server's certificate is for mail.example.com, smtp.example.com, not for localhost. Write one of these"
                        + " names as 'host', or as 'tlsServerName' if the server is reached under another"
                        + " [hostname-mismatch]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void anExpiredCertificateIsNamedWithItsDate(String mode) throws Exception {
        TestIdentity expired =
                AUTHORITY.issue("localhost").dns("localhost").expired().mint();
        LocalDate end = expired.certificate()
                .getNotAfter()
                .toInstant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        assertRefused(
                mode,
                expired,
                "the server's certificate, CN=localhost, expired on " + end
                        + ". Have the certificate renewed on the server; check the clock of this machine"
                        + " [certificate-dates]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aCertificateOfTheFutureIsNamedWithItsDate(String mode) throws Exception {
        TestIdentity early =
                AUTHORITY.issue("localhost").dns("localhost").notYetValid().mint();
        LocalDate start = early.certificate()
                .getNotBefore()
                .toInstant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        assertRefused(
                mode,
                early,
                "the server's certificate, CN=localhost, is not valid before " + start
                        + ". Have the certificate renewed on the server; check the clock of this machine"
                        + " [certificate-dates]");
    }

    private static void assertRefused(String mode, TestIdentity presented, String why) throws Exception {
        try (SmtpSink sink = listening(mode, SmtpSink.builder(), presented).start()) {
            assertThat(failure(overTls(sink.port(), mode, TRUST), MessagingException.class))
                    .hasMessage("Session: no TLS connection with localhost:" + sink.port() + " (" + label(mode) + "): "
                            + why.replace("PORT", Integer.toString(sink.port())).replace("MODE", mode))
                    .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
            // There is no second try with the trust of the JVM.
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.mails()).isEmpty();
        }
    }

    // --- the client's certificate

    @ParameterizedTest
    @CsvSource({"starttls, TLSv1.2", "starttls, TLSv1.3", "implicit, TLSv1.2", "implicit, TLSv1.3"})
    void aServerThatWantsAClientCertificateGetsTheAttributeNamed(String mode, String version) throws Exception {
        try (SmtpSink sink = wantingCertificate(mode, version)) {
            assertThat(failure(overTls(sink.port(), mode, TRUST), MessagingException.class))
                    .hasMessage(
                            tried(sink, mode, version) + "the server said \"Received fatal alert: bad_certificate\". It"
                                    + " seems to want a client certificate: name one with 'keystoreFile' [client-certificate]")
                    .hasRootCauseInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aClientCertificateThatTheServerDoesNotAskForIsNotSentAndSaidSo(String mode) throws Exception {
        Path stranger = OTHER_AUTHORITY.issue("app").mint().withoutRoot().writePem(dir.resolve("stranger.pem"));
        try (SmtpSink sink = wantingCertificate(mode, "TLSv1.3")) {
            assertThat(failure(
                            overTls(sink.port(), mode, TRUST).with("keystoreFile", stranger.toString()),
                            MessagingException.class))
                    .hasMessage(
                            tried(sink, mode, "TLSv1.3") + "the server said \"Received fatal alert: bad_certificate\"."
                                    + " The client certificate of 'keystoreFile' was not sent, because the server asked for none, or"
                                    + " only for certificates of other issuers: have its issuer made known to the server, or name"
                                    + " another with 'keystoreFile' [client-certificate]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aClientCertificateThatTheServerRefusesIsNamed(String mode) throws Exception {
        Path expired = AUTHORITY.issue("app").expired().mint().writePem(dir.resolve("expired.pem"));
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (SmtpSink sink = wantingCertificate(mode, version)) {
                assertThat(failure(
                                overTls(sink.port(), mode, TRUST).with("keystoreFile", expired.toString()),
                                MessagingException.class))
                        .hasMessage(tried(sink, mode, version) + "the server said \"Received fatal alert:"
                                + " certificate_unknown\". It does not accept the client certificate of 'keystoreFile',"
                                + " which may be expired or issued by an authority that the server does not know; one of an"
                                + " issuer that the server does not ask for is not even sent [client-certificate]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatBreaksRightAfterTheHandshakePointsToTheClientCertificate(boolean reset) throws Exception {
        Path own = AUTHORITY.issue("app").mint().writePem(dir.resolve("app.pem"));
        SmtpSink.Builder base = SmtpSink.builder().implicitTls(SERVER.serverContext());
        try (MisbehavingServer closing =
                reset ? ClosingServer.resettingAt(Stage.GREETING, base) : ClosingServer.at(Stage.GREETING, base)) {
            String tried = "Session: no SMTP session with localhost:" + closing.port() + " (implicit TLS, TLSv1.3): the"
                    + " connection broke right after the TLS handshake ("
                    + (reset ? "Connection reset" : "closed by the server") + "). ";
            Resource resource = overTls(closing.port(), "implicit", TRUST);
            assertThat(failure(resource, MessagingException.class))
                    .hasMessage(tried
                            + "The server may want a client certificate ('keystoreFile'), or not allow this machine"
                            + " to use it [connection-closed]");
            assertThat(failure(resource.with("keystoreFile", own.toString()), MessagingException.class))
                    .hasMessage(tried
                            + "The client certificate of 'keystoreFile' was not sent, because the server asked for"
                            + " none, or only for certificates of other issuers: have its issuer made known to the server,"
                            + " or name another with 'keystoreFile' [client-certificate]");
        }
    }

    // --- versions, and the rest

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aPinnedVersionThatTheServerDoesNotSpeakIsNamed(String mode) throws Exception {
        try (SmtpSink sink = listening(mode, SmtpSink.builder().tlsProtocols("TLSv1.3"), SERVER)
                .start()) {
            assertThat(failure(
                            overTls(sink.port(), mode, TRUST).with("tlsProtocols", "TLSv1.2"),
                            MessagingException.class))
                    .hasMessage("Session: no TLS connection with localhost:" + sink.port() + " (" + label(mode)
                            + "): Received fatal alert: protocol_version. Remove 'tlsProtocols' and 'tlsCipherSuites', so"
                            + " that all versions of this JVM are offered [tls-version]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aServerThatHangsUpInTheHandshakeIsNamed(String mode) throws Exception {
        try (MisbehavingServer closing =
                ClosingServer.at(Stage.TLS_HANDSHAKE, listening(mode, SmtpSink.builder(), SERVER))) {
            assertThat(failure(overTls(closing.port(), mode, TRUST), MessagingException.class))
                    .hasMessage("Session: no TLS connection with localhost:" + closing.port() + " (" + label(mode)
                            + "): the server closed the connection in the middle of the handshake. "
                            + (mode.equals("implicit")
                                    ? "If port " + closing.port() + " speaks SMTP first, set tls=\"starttls\""
                                    : "Something between this machine and the server may interfere with STARTTLS")
                            + ". If it wants a client certificate, name one with 'keystoreFile'. Else look into the"
                            + " server's log [tls-failed]");
        }
    }

    @Test
    void aFailureAfterTheHandshakeIsNoFailureOfTls() throws Exception {
        SmtpSink.Builder base =
                listening("starttls", SmtpSink.builder(), SERVER).user(Sending.USER, Sending.PASSWORD);
        try (MisbehavingServer closing = ClosingServer.resettingAt(Stage.FINAL_DOT, base)) {
            assertThat(failure(overTls(closing.port(), "starttls", TRUST), MessagingException.class))
                    .hasMessage("Session: sent a whole message to localhost:" + closing.port()
                            + " (STARTTLS, TLSv1.3), then"
                            + " the connection broke (Connection reset). The message may or may not have been accepted: look"
                            + " for it in the server's log before sending it again [outcome-unknown]");
        }
        try (MisbehavingServer refusing = Rejects.at(Stage.MAIL, base, "451 4.3.0 Later")) {
            assertThat(failure(overTls(refusing.port(), "starttls", TRUST), MessagingException.class))
                    .hasMessage(
                            "Session: could not send through localhost:" + refusing.port() + " (STARTTLS, TLSv1.3): to"
                                    + " MAIL FROM the server said \"451 4.3.0 Later\". The message was not sent: the refusal is"
                                    + " temporary; try again later [message-refused]");
        }
    }

    private static SmtpSink wantingCertificate(String mode, String version) {
        SmtpSink.Builder builder =
                SmtpSink.builder().needClientCertificate().tlsProtocols(version).user(Sending.USER, Sending.PASSWORD);
        return (mode.equals("implicit")
                        ? builder.implicitTls(SERVER.serverContext(AUTHORITY))
                        : builder.starttls(SERVER.serverContext(AUTHORITY)))
                .start();
    }

    /** In TLS 1.3 the handshake is done for the client when the server judges its certificate. */
    private static String tried(SmtpSink sink, String mode, String version) {
        String address = "localhost:" + sink.port() + " (" + label(mode);
        return version.equals("TLSv1.3")
                ? "Session: no SMTP session with " + address + ", TLSv1.3): "
                : "Session: no TLS connection with " + address + "): ";
    }

    private static SmtpSink.Builder listening(String mode, SmtpSink.Builder builder, TestIdentity identity) {
        return mode.equals("implicit")
                ? builder.implicitTls(identity.serverContext())
                : builder.starttls(identity.serverContext());
    }

    private static String label(String mode) {
        return mode.equals("implicit") ? "implicit TLS" : "STARTTLS";
    }

    private static String fingerprint(TestIdentity identity) {
        return CertificateSummary.of(identity.certificate()).sha256();
    }
}
