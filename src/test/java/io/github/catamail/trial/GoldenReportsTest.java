package io.github.catamail.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.smtp.Submission;
import io.github.catamail.testing.HangingLookup;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.TestProxy;
import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.DrippingServer;
import io.github.catamail.testing.smtp.misbehaviour.GarbageGreeting;
import io.github.catamail.testing.smtp.misbehaviour.Greets421;
import io.github.catamail.testing.smtp.misbehaviour.Greets554;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.NeverAccepts;
import io.github.catamail.testing.smtp.misbehaviour.NoAuthOffered;
import io.github.catamail.testing.smtp.misbehaviour.OffersOnly;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import io.github.catamail.testing.smtp.misbehaviour.RejectsAuth;
import io.github.catamail.testing.smtp.misbehaviour.Replies421;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsRefused;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsStripped;
import io.github.catamail.testing.smtp.misbehaviour.Xoauth2Says334Json;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the test of a connection reports of servers good and bad, word for word. The texts are files beside this class. */
@Timeout(60)
final class GoldenReportsTest {
    private static final String USER = MisbehavingServer.USER;
    private static final String PASSWORD = MisbehavingServer.PASSWORD;

    @TempDir
    private static Path dir;

    private static TestIdentity authority;
    private static TestIdentity server;
    private static Path trust;

    @BeforeAll
    static void mint() {
        authority = TestCertificates.root("Test CA");
        trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        server = authority.issue("mail").ip("127.0.0.1").dns("mail.example.com").mint();
    }

    // --- what works

    @Test
    void aServerWithStarttlsThatTakesEverything() throws Exception {
        try (SmtpSink sink = submission().starttls(server.serverContext()).start()) {
            assertGolden("starttls", overTls(sink.port(), "starttls"), null, sink.port());
            assertThat(sink.mails()).isEmpty();
            sink.awaitOpenConnections(0);
            assertThat(sink.commands()).endsWith("MAIL FROM:<" + USER + ">", "RCPT TO:<" + USER + ">", "RSET", "QUIT");
        }
    }

    @Test
    void aServerWithTlsFromTheFirstByte() throws Exception {
        try (SmtpSink sink =
                submission().implicitTls(server.withoutRoot().serverContext()).start()) {
            assertGolden("implicit", overTls(sink.port(), "implicit"), null, sink.port());
        }
    }

    @Test
    void aMessageIsSentAndItsNamesAreTold() throws Exception {
        try (SmtpSink sink = submission().starttls(server.serverContext()).start()) {
            Resource resource = overTls(sink.port(), "starttls").with("from", "Shop <shop@example.com>");
            List<Report> reports = Trials.run(resource, "joe@example.com");

            ReceivedMail taken = sink.awaitMail(1).get(0);
            MimeMessage mail = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(taken.raw().getBytes(StandardCharsets.ISO_8859_1)));
            List<String> details = reports.get(0).steps().stream()
                    .filter(step -> step.name().equals("Message"))
                    .findFirst()
                    .orElseThrow()
                    .details();
            assertThat(details)
                    .containsExactly(
                            "Message-ID " + mail.getMessageID(), "the server said: 250 2.0.0 Ok: queued as 1-1");
            assertThat(reports.get(0).findings()).isEmpty();
            assertThat(taken.to()).containsExactly("joe@example.com");
            assertThat(taken.from()).isEqualTo("shop@example.com");
            assertThat(mail.getMessageID()).matches("<catamail-test\\.[0-9a-f-]{36}@example\\.com>");
            assertThat(mail.getSentDate()).isNotNull();
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getSubject()).isEqualTo("Test of mail/Session through 127.0.0.1:" + sink.port());
            assertThat(mail.getContentType()).startsWith("multipart/mixed");
            assertThat(taken.raw())
                    .contains(
                            "This message was sent by Catamail on app.example.com to test the mail session mail/Session.",
                            "Content-Disposition: attachment; filename=catamail-test.txt")
                    .doesNotContain(PASSWORD);
            assertThat(taken.login()).isNotNull();
        }
    }

    @Test
    void aRelayThatWantsNoLogin() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            assertGolden("relay", Trials.at(sink.port()), null, sink.port());
            assertGolden("relay-to", Trials.at(sink.port()), "joe@example.com", sink.port());
        }
    }

    @Test
    void aServerBehindAProxy() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                TestProxy proxy = TestProxy.socks(sink.port())) {
            Resource resource = Trials.at(sink.port())
                    .with("mail.smtp.socks.host", "127.0.0.1")
                    .with("mail.smtp.socks.port", Integer.toString(proxy.port()));
            assertGolden("proxy", resource, null, sink.port(), proxy.port());
        }
    }

    // --- nothing there

    @Test
    void aNameWithoutAnAddress() throws Exception {
        assertGolden("unknown-host", Resource.mail().at("nowhere.invalid", 587).with("heloName", Trials.MACHINE), null);
    }

    @Test
    void aNameServiceThatDoesNotAnswer() throws Exception {
        Resource resource = Resource.mail().at("mail.example.com", 587).with("connectTimeout", "100ms");
        try (HangingLookup hanging = new HangingLookup()) {
            Submission submission = Trials.asking(hanging, Trials.submission(resource));
            check("silent-name-service", Trials.run(submission, resource, null, List.of(1)));
        }
    }

    /** A login goes on: what is not known is only how to introduce this machine. */
    @Test
    void aNameServiceThatDoesNotAnswerForThisMachineItself() throws Exception {
        try (HangingLookup hanging = new HangingLookup();
                SmtpSink sink = SmtpSink.builder().start()) {
            Resource resource = Resource.mail().at("127.0.0.1", sink.port()).with("connectTimeout", "100ms");
            Submission submission = Trials.asking(hanging, Trials.submission(resource));
            check("silent-own-name", Trials.run(submission, resource, "joe@example.com", List.of(1)), sink.port());
        }
    }

    @Test
    void aPortWhereNothingListensAndOthersThatDo() throws Exception {
        int dead;
        try (ServerSocket gone = new ServerSocket(0)) {
            dead = gone.getLocalPort();
        }
        Resource resource = inClear(dead);
        check("dead-port", Trials.run(Trials.submission(resource), resource, null, List.of(dead)), dead);
        try (SmtpSink sink = submission().start()) {
            List<Report> reports = Trials.run(Trials.submission(resource), resource, null, List.of(dead, sink.port()));
            check("other-port", reports, dead, sink.port());
            assertThat(Trials.run(inClear(sink.port()), null).get(0).findings()).isEmpty();
        }
    }

    @Test
    void aPortThatDoesNotAnswer() throws Exception {
        try (NeverAccepts mute = new NeverAccepts()) {
            Resource resource = inClear(mute.port()).with("connectTimeout", "300ms");
            check(
                    "no-answer",
                    Trials.run(Trials.submission(resource), resource, null, List.of(mute.port())),
                    mute.port());
        }
    }

    // --- the wrong kind of TLS

    @Test
    void implicitTlsAtAPortWithStarttls() throws Exception {
        try (SmtpSink sink = submission().starttls(server.serverContext()).start()) {
            assertGolden("implicit-at-starttls", overTls(sink.port(), "implicit"), null, sink.port());
            assertThat(sink.logins()).isEmpty();
            assertThat(Trials.run(overTls(sink.port(), "starttls"), null).get(0).findings())
                    .isEmpty();
        }
    }

    @Test
    void implicitTlsAtAPortInClear() throws Exception {
        try (SmtpSink sink = submission().start()) {
            assertGolden("implicit-at-clear", overTls(sink.port(), "implicit"), null, sink.port());
            assertThat(sink.logins()).isEmpty();
        }
    }

    @Test
    void starttlsAtAPortWithImplicitTlsIsFoundOutBeforeTheTimeoutEnds() throws Exception {
        try (SmtpSink sink = submission().implicitTls(server.serverContext()).start()) {
            Instant begin = Instant.now();
            assertGolden(
                    "starttls-at-implicit",
                    overTls(sink.port(), "starttls").with("readTimeout", "30s"),
                    null,
                    sink.port());
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(sink.logins()).isEmpty();
            assertThat(Trials.run(overTls(sink.port(), "implicit"), null).get(0).findings())
                    .isEmpty();
        }
    }

    @Test
    void noTlsAtAPortWithImplicitTls() throws Exception {
        try (SmtpSink sink = submission().implicitTls(server.serverContext()).start()) {
            // Even where the certificate is not trusted it is plain what the port speaks.
            assertGolden("clear-at-implicit", inClear(sink.port()).with("readTimeout", "2s"), null, sink.port());
        }
    }

    @Test
    void aPortWithoutStarttls() throws Exception {
        try (StarttlsStripped stripped = new StarttlsStripped();
                StarttlsRefused refused = new StarttlsRefused(server.serverContext())) {
            assertGolden("starttls-not-offered", overTls(stripped.port(), "starttls"), null, stripped.port());
            assertGolden("starttls-refused", overTls(refused.port(), "starttls"), null, refused.port());
            assertThat(stripped.sink().logins()).isEmpty();
        }
    }

    // --- certificates

    @Test
    void certificatesThatAreNotAccepted() throws Exception {
        TestIdentity other = TestCertificates.root("Other CA");
        assertCertificate(
                "expired", authority.issue("mail").ip("127.0.0.1").expired().mint());
        assertCertificate(
                "self-signed",
                TestCertificates.selfSigned("mail").ip("127.0.0.1").mint());
        assertCertificate(
                "wrong-name", authority.issue("mail").dns("mail.example.com").mint());
        assertCertificate(
                "incomplete-chain",
                authority
                        .intermediate("Sub CA")
                        .issue("mail")
                        .ip("127.0.0.1")
                        .mint()
                        .withoutIssuers());
        assertCertificate("unknown-issuer", other.issue("mail").ip("127.0.0.1").mint());
    }

    private static void assertCertificate(String name, TestIdentity presented) throws Exception {
        try (SmtpSink sink = submission().starttls(presented.serverContext()).start()) {
            assertGolden(name, overTls(sink.port(), "starttls"), null, sink.port());
            assertThat(sink.logins()).isEmpty();
        }
    }

    @Test
    void aServerThatWantsAClientCertificate() throws Exception {
        try (SmtpSink sink = submission()
                .implicitTls(server.serverContext(authority))
                .tlsProtocols("TLSv1.2")
                .needClientCertificate()
                .start()) {
            assertGolden("client-certificate-needed", overTls(sink.port(), "implicit"), null, sink.port());
            Path own = authority.issue("app").mint().writePem(dir.resolve("app.pem"));
            assertGolden(
                    "client-certificate",
                    overTls(sink.port(), "implicit").with("keystoreFile", own.toString()),
                    null,
                    sink.port());
        }
    }

    @Test
    void certificatesThatSoonEnd() throws Exception {
        Instant soon = Instant.now().plus(Duration.ofDays(10)).plus(Duration.ofHours(1));
        TestIdentity ending =
                authority.issue("mail").ip("127.0.0.1").validUntil(soon).mint();
        Path own = authority.issue("app").validUntil(soon).mint().writePem(dir.resolve("ending.pem"));
        try (SmtpSink sink = submission().implicitTls(ending.serverContext()).start()) {
            assertGolden(
                    "soon-ending",
                    overTls(sink.port(), "implicit").with("keystoreFile", own.toString()),
                    null,
                    sink.port());
        }
    }

    @Test
    void checksThatAreSwitchedOff() throws Exception {
        TestIdentity stranger =
                TestCertificates.selfSigned("mail").dns("mail.example.com").mint();
        try (SmtpSink sink = submission().implicitTls(stranger.serverContext()).start()) {
            Resource trusting = login(sink.port()).with("tls", "implicit").with("mail.smtp.ssl.trust", "*");
            assertGolden("any-certificate", trusting, null, sink.port());
        }
        try (SmtpSink sink = submission()
                .implicitTls(
                        authority.issue("mail").dns("mail.example.com").mint().serverContext())
                .start()) {
            assertGolden(
                    "any-name", overTls(sink.port(), "implicit").with("tlsVerifyHostname", "false"), null, sink.port());
        }
    }

    // --- the login

    @Test
    void aWrongPasswordIsTriedOnceAtOneServer() throws Exception {
        try (SmtpSink one = submission().start();
                SmtpSink other = submission().start()) {
            Resource resource = Resource.mail()
                    .with("host", "127.0.0.1:" + one.port() + ", 127.0.0.1:" + other.port())
                    .with("user", USER)
                    .with("password", "wr0ng-Pa55")
                    .with("tls", "none")
                    .with("heloName", Trials.MACHINE);
            assertGolden("wrong-password", resource, null, one.port(), other.port());
            assertThat(one.logins()).hasSize(1);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void aServerWithoutTheLoginThatIsWanted() throws Exception {
        try (NoAuthOffered none = new NoAuthOffered();
                OffersOnly others = new OffersOnly("XOAUTH2", "GSSAPI")) {
            assertGolden("auth-not-offered", inClear(none.port()), null, none.port());
            try (SmtpSink overTls =
                    submission().starttls(server.serverContext()).start()) {
                assertGolden("auth-over-tls-only", inClear(overTls.port()), null, overTls.port());
            }
            assertGolden("no-common-mechanism", inClear(others.port()), null, others.port());
        }
    }

    @Test
    void refusalsOfWellKnownServers() throws Exception {
        try (RejectsAuth google = RejectsAuth.gmailAppPasswordRequired();
                RejectsAuth microsoft = RejectsAuth.microsoftTenantDisabled();
                Xoauth2Says334Json token = new Xoauth2Says334Json()) {
            assertGolden("google-app-password", inClear(google.port()), null, google.port());
            assertGolden("microsoft-disabled", inClear(microsoft.port()), null, microsoft.port());
            assertGolden("expired-token", inClear(token.port()).with("authMechanisms", "XOAUTH2"), null, token.port());
        }
    }

    @Test
    void aServerThatWantsALoginAndGetsNone() throws Exception {
        try (SmtpSink sink = submission().start()) {
            assertGolden("login-needed", Trials.at(sink.port()).with("from", USER), null, sink.port());
        }
    }

    // --- the dialogue

    @Test
    void serversThatFallSilent() throws Exception {
        for (Stage stage : List.of(Stage.GREETING, Stage.EHLO, Stage.AUTH, Stage.MAIL, Stage.RCPT)) {
            try (SilentServer silent = SilentServer.at(stage)) {
                assertGolden(
                        "silent-at-" + stage.name().toLowerCase(Locale.ROOT),
                        inClear(silent.port()).with("readTimeout", "400ms"),
                        null,
                        silent.port());
            }
        }
        try (DrippingServer dripping = DrippingServer.at(Stage.EHLO)) {
            assertGolden("dripping", inClear(dripping.port()).with("readTimeout", "400ms"), null, dripping.port());
        }
    }

    @Test
    void serversThatHangUp() throws Exception {
        try (ClosingServer greeting = ClosingServer.at(Stage.GREETING);
                ClosingServer auth = ClosingServer.at(Stage.AUTH);
                ClosingServer message = ClosingServer.at(Stage.FINAL_DOT);
                Replies421 mail = Replies421.at(Stage.MAIL)) {
            assertGolden("closed-at-greeting", inClear(greeting.port()), null, greeting.port());
            assertGolden("closed-at-auth", inClear(auth.port()), null, auth.port());
            assertGolden("closed-after-message", inClear(message.port()), "joe@example.com", message.port());
            assertGolden("goodbye-at-mail", inClear(mail.port()), null, mail.port());
        }
    }

    @Test
    void serversThatDoNotWantThisMachine() throws Exception {
        try (Greets554 refusing = new Greets554();
                Greets421 busy = new Greets421();
                GarbageGreeting web = new GarbageGreeting();
                Rejects name = Rejects.ehloName()) {
            assertGolden("greets-554", inClear(refusing.port()), null, refusing.port());
            assertGolden("greets-421", inClear(busy.port()), null, busy.port());
            assertGolden("web-server", inClear(web.port()), null, web.port());
            assertGolden("ehlo-refused", inClear(name.port()), null, name.port());
        }
    }

    @Test
    void aRefusedSenderIsAWarningUnlessAMessageIsToBeSent() throws Exception {
        try (Rejects sender = Rejects.mail("553 5.7.1 Sender address rejected: not owned by user")) {
            assertGolden("sender-refused", inClear(sender.port()), null, sender.port());
            assertGolden("sender-refused-to", inClear(sender.port()), "joe@example.com", sender.port());
        }
    }

    @Test
    void aRefusedRecipientIsAWarningUnlessItWasNamed() throws Exception {
        try (Rejects recipient = Rejects.recipient("550 5.1.1 User unknown");
                Rejects relay = Rejects.recipient("554 5.7.1 Relay access denied")) {
            assertGolden("recipient-refused", inClear(recipient.port()), null, recipient.port());
            assertGolden("recipient-refused-to", inClear(recipient.port()), "joe@example.com", recipient.port());
            assertGolden("relay-denied", Trials.at(relay.port()).with("from", USER), null, relay.port());
        }
    }

    @Test
    void aRefusedMessage() throws Exception {
        try (Rejects refusing = Rejects.message("552 5.3.4 Message size exceeds fixed limit")) {
            assertGolden("message-refused", inClear(refusing.port()), "joe@example.com", refusing.port());
        }
    }

    // --- resources

    private static SmtpSink.Builder submission() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static Resource login(int port) {
        return Trials.at(port).with("user", USER).with("password", PASSWORD);
    }

    private static Resource inClear(int port) {
        return login(port).with("tls", "none");
    }

    private static Resource overTls(int port, String tls) {
        return login(port).with("tls", tls).with("truststoreFile", trust.toString());
    }

    private static void assertGolden(String name, Resource resource, @Nullable String to, int... ports)
            throws Exception {
        check(name, Trials.run(resource, to), ports);
    }

    private static void check(String name, List<Report> reports, int... ports) throws IOException {
        String text = Trials.masked(reports, ports).replace(trust.toString(), "ca.pem");

        assertThat(text).as(name).isEqualTo(Trials.golden(name)).doesNotContain(PASSWORD, "wr0ng-Pa55");
        assertThat(reports)
                .flatExtracting(Report::findings)
                .extracting(Finding::where)
                .allMatch("mail/Session"::equals);
    }
}
