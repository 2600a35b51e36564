package io.github.catamail.testing;

import static io.github.catamail.testing.smtp.RawClient.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.catamail.testing.smtp.AuthAttempt;
import io.github.catamail.testing.smtp.RawClient;
import io.github.catamail.testing.smtp.TlsFacts;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

final class SmtpSinkSecurityTest {
    private static final TestIdentity ROOT = TestCertificates.root("Test CA");
    private static final SSLContext SERVER =
            ROOT.issue("localhost").dns("localhost").mint().serverContext(ROOT);
    private static final SSLContext CLIENT = ROOT.issue("client").mint().serverContext(ROOT);
    private static final SSLContext STRANGER =
            TestCertificates.selfSigned("stranger").mint().serverContext(ROOT);

    @Test
    void afterStarttlsAllIsForgottenAndTheFactsOfTlsAreKept() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .starttls(SERVER)
                        .requireTls()
                        .wantClientCertificate()
                        .start();
                RawClient client = ready(sink)) {
            assertThat(client.ask("MAIL FROM:<a@example.com>"))
                    .isEqualTo("530 5.7.0 Must issue a STARTTLS command first");
            assertThat(client.ask("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
            client.handshake(CLIENT);
            assertThat(client.ask("MAIL FROM:<a@example.com>")).isEqualTo("503 5.5.1 Say EHLO first");
            assertThat(client.ask("EHLO client.test")).doesNotContain("STARTTLS");
            begin(client);
            client.ask(".");

            TlsFacts tls = sink.mails().get(0).tls();
            assertThat(tls).isNotNull();
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
            assertThat(tls.cipherSuite()).startsWith("TLS_AES_");
            assertThat(tls.clientCertificate()).isEqualTo("CN=client");
        }
    }

    @Test
    void whatComesInClearAfterStarttlsIsThrownAway() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().starttls(SERVER).start();
                RawClient client = ready(sink)) {
            client.send("STARTTLS\r\nRSET\r\n");
            client.reply();
            client.handshake(CLIENT);

            assertThat(client.ask("NOOP")).isEqualTo("250 2.0.0 Ok");
            assertThat(sink.commands()).containsExactly("EHLO client.test", "STARTTLS", "NOOP");
        }
    }

    @Test
    void implicitTlsBeginsWithTheFirstByte() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .implicitTls(SERVER)
                        .tlsProtocols("TLSv1.2")
                        .needClientCertificate()
                        .start();
                RawClient client = RawClient.connect(sink.host(), sink.port()).handshake(CLIENT)) {
            assertThat(client.reply()).isEqualTo("220 sink.test ESMTP");
            client.ask("EHLO client.test");
            begin(client);
            client.ask(".");

            assertThat(sink.mails().get(0).tls()).extracting("protocol").isEqualTo("TLSv1.2");
        }
    }

    @Test
    void aClientWithoutATrustedCertificateIsTurnedAwayWhereOneIsNeeded() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .implicitTls(SERVER)
                        .tlsProtocols("TLSv1.2")
                        .needClientCertificate()
                        .start();
                RawClient client = RawClient.connect(sink.host(), sink.port())) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> client.handshake(STRANGER));
            assertThat(sink.awaitFailedHandshakes(1)).hasSize(1);
        }
    }

    @Test
    void aLoginByPlainIsKeptAndItsSecretIsNotInTheTranscript() throws Exception {
        try (SmtpSink sink = withLogin().start();
                RawClient client = ready(sink)) {
            assertThat(client.ask("MAIL FROM:<a@example.com>")).isEqualTo("530 5.7.0 Authentication required");
            assertThat(client.ask("AUTH PLAIN " + base64("\0app@example.com\0wrong")))
                    .isEqualTo("535 5.7.8 Authentication credentials invalid");
            assertThat(client.ask("AUTH PLAIN")).isEqualTo("334 ");
            assertThat(client.ask(base64("\0app@example.com\0secret")))
                    .isEqualTo("235 2.7.0 Authentication successful");
            begin(client);
            client.ask(".");

            AuthAttempt right = new AuthAttempt(1, "PLAIN", "app@example.com", "secret", true);
            assertThat(sink.logins())
                    .containsExactly(new AuthAttempt(1, "PLAIN", "app@example.com", "wrong", false), right);
            assertThat(sink.mails().get(0).login()).isEqualTo(right);
            assertThat(right).hasToString("PLAIN of app@example.com on connection 1, right");
            assertThat(sink.commands()).contains("AUTH PLAIN ***", "AUTH PLAIN", "***");
        }
    }

    @Test
    void aLoginByLoginIsAskedForNameAndPassword() throws Exception {
        try (SmtpSink sink = withLogin().start();
                RawClient client = ready(sink)) {
            assertThat(client.ask("AUTH LOGIN")).isEqualTo("334 " + base64("Username:"));
            assertThat(client.ask(base64("app@example.com"))).isEqualTo("334 " + base64("Password:"));
            assertThat(client.ask("*")).isEqualTo("501 5.7.0 Authentication aborted");
            assertThat(client.ask("AUTH LOGIN " + base64("app@example.com"))).isEqualTo("334 " + base64("Password:"));
            assertThat(client.ask(base64("secret"))).isEqualTo("235 2.7.0 Authentication successful");
            assertThat(client.ask("AUTH LOGIN")).isEqualTo("503 5.5.1 Not now");
        }
    }

    @Test
    void aWrongTokenIsExplainedInAChallengeBeforeItIsRefused() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().token("app@example.com", "t1").start();
                RawClient client = RawClient.connect(sink.host(), sink.port())) {
            client.reply();
            assertThat(client.ask("EHLO client.test")).endsWith("250 AUTH XOAUTH2 OAUTHBEARER");
            String wrong = base64("user=app@example.com\1auth=Bearer t0\1\1");
            assertThat(client.ask("AUTH XOAUTH2 " + wrong)).startsWith("334 eyJzdGF0dXMiOiI0MDAi");
            assertThat(client.ask("")).isEqualTo("535 5.7.8 Authentication credentials invalid");
            String right = base64("n,a=app@example.com,\1host=localhost\1port=587\1auth=Bearer t1\1\1");
            assertThat(client.ask("AUTH OAUTHBEARER " + right)).isEqualTo("235 2.7.0 Authentication successful");
        }
    }

    @Test
    void authIsOfferedOnlyInTlsUnlessToldOtherwise() throws Exception {
        try (SmtpSink sink = withLogin().starttls(SERVER).start();
                SmtpSink careless = withLogin().starttls(SERVER).authBeforeTls().start();
                RawClient client = ready(sink);
                RawClient trusting = ready(careless)) {
            assertThat(client.ask("EHLO client.test")).doesNotContain("AUTH");
            assertThat(client.ask("AUTH LOGIN"))
                    .isEqualTo("538 5.7.11 Encryption required for requested authentication mechanism");
            assertThat(trusting.ask("EHLO client.test")).endsWith("250 AUTH PLAIN LOGIN");
            assertThat(trusting.ask("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
        }
    }

    private static SmtpSink.Builder withLogin() {
        return SmtpSink.builder().user("app@example.com", "secret").requireAuth();
    }

    /** Returns a client that has said EHLO. */
    private static RawClient ready(SmtpSink sink) throws IOException {
        RawClient client = RawClient.connect(sink.host(), sink.port());
        client.reply();
        client.ask("EHLO client.test");
        return client;
    }

    /** Brings a client to the point where the message is to follow. */
    private static void begin(RawClient client) throws IOException {
        client.ask("MAIL FROM:<a@example.com>");
        client.ask("RCPT TO:<b@example.com>");
        client.ask("DATA");
    }
}
