package io.github.catamail.doctor.certificate;

import static io.github.catamail.doctor.certificate.Fetching.fetcher;
import static io.github.catamail.doctor.certificate.Fetching.only;
import static io.github.catamail.doctor.certificate.Fetching.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.smtp.NameService;
import io.github.catamail.testing.HangingLookup;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.MailboxServer;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.DrippingServer;
import io.github.catamail.testing.smtp.misbehaviour.Greets554;
import io.github.catamail.testing.smtp.misbehaviour.InjectsAfterStarttls;
import io.github.catamail.testing.smtp.misbehaviour.NeverAccepts;
import io.github.catamail.testing.smtp.misbehaviour.SilentServer;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsRefused;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsStripped;
import io.github.catamail.time.SystemClock;
import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that show no certificate, and what is said of each. Nothing takes longer than the time-outs allow. */
@Timeout(60)
final class UnwillingServersTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final TestIdentity SERVER =
            TestCertificates.selfSigned("localhost").dns("localhost").mint();

    private static FetchedChain guessing(int port) {
        return fetcher().fetch(to(port).within(SHORT, SHORT));
    }

    private static FetchedChain starttls(int port) {
        return fetcher().fetch(to(port).within(SHORT, SHORT).secured(ConnectionSecurity.STARTTLS));
    }

    private static FetchedChain implicit(int port) {
        return fetcher().fetch(to(port).within(SHORT, SHORT).secured(ConnectionSecurity.IMPLICIT_TLS));
    }

    @Test
    void aRefusedConnectionSaysThatNothingListensAndWhatElseDoes() throws IOException {
        int closed = closedPort();
        int alsoClosed = closedPort();
        try (SmtpSink sink = SmtpSink.builder().start()) {
            FetchedChain chain = fetcher(closed, alsoClosed, sink.port()).fetch(to(closed));

            assertThat(only(chain))
                    .isEqualTo(
                            "ERROR localhost:PORT: Connection refused: nothing listens at 127.0.0.1:PORT. The port is"
                                    + " wrong, or the mail server is not running there. There something answers on the usual port "
                                    + sink.port() + " [connect-failed]");
            assertThat(chain.certificates()).isEmpty();
        }
    }

    @Test
    void whereNoUsualPortAnswersThatIsSaidToo() throws IOException {
        int other = closedPort();
        assertThat(only(fetcher(other).fetch(to(closedPort()))))
                .endsWith("not running there. None of the usual ports answers there (" + other + ") [connect-failed]");
    }

    @Test
    void noAnswerPointsToAFirewall() throws IOException {
        try (NeverAccepts server = new NeverAccepts()) {
            assertThat(only(guessing(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: no answer from 127.0.0.1:PORT within 400 ms. A firewall drops what is"
                                    + " sent there, or the address is wrong [connect-failed]");
        }
    }

    @Test
    void aNameWithoutAnAddressIsNamed() {
        CertificateFetcher fetcher = new CertificateFetcher(
                Ticker.system(),
                SystemClock.utc(),
                new NameService(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        Ticker.system()),
                new UsualPorts(request -> List.of()));
        assertThat(only(fetcher.fetch(CertificateRequest.to("mial.example.com:465"))))
                .isEqualTo(
                        "ERROR mial.example.com:PORT: the name \"mial.example.com\" has no address. Check the name, and"
                                + " that this machine can resolve it [unknown-host]");
    }

    @Test
    void aNameServiceThatHangsIsNotWaitedFor() {
        try (HangingLookup hanging = new HangingLookup()) {
            CertificateFetcher fetcher = new CertificateFetcher(
                    Ticker.system(),
                    SystemClock.utc(),
                    new NameService(hanging, Ticker.system()),
                    new UsualPorts(request -> List.of()));
            assertThat(only(fetcher.fetch(
                            CertificateRequest.to("mail.example.com:465").within(SHORT, SHORT))))
                    .isEqualTo("ERROR mail.example.com:PORT: the name service of this machine did not say within 400 ms"
                            + " which address \"mail.example.com\" has. Look after the name service (/etc/resolv.conf): its"
                            + " servers may be dead. Until it answers, write the address in place of the name, and the"
                            + " name with --tls-server-name [slow-name-service]");
        }
    }

    @Test
    void allAddressesOfANameAreTried() throws IOException {
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 77});
        try (SmtpSink sink = SmtpSink.builder().starttls(SERVER.serverContext()).start()) {
            CertificateFetcher fetcher = new CertificateFetcher(
                    Ticker.system(),
                    SystemClock.utc(),
                    new NameService(
                            host -> new InetAddress[] {other, InetAddress.getLoopbackAddress()}, Ticker.system()),
                    new UsualPorts(request -> List.of()));
            FetchedChain chain = fetcher.fetch(to(sink.port()));

            assertThat(chain.certificates()).hasSize(1);
            assertThat(chain.report().steps().get(1).details())
                    .containsExactly(
                            "127.0.0.77:" + sink.port() + ": Connection refused",
                            "connected to 127.0.0.1:" + sink.port());
        }
    }

    @Test
    void aServerThatHangsUpBeforeItsGreetingIsNamed() {
        try (ClosingServer server = ClosingServer.at(Stage.GREETING)) {
            assertThat(only(starttls(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the server closed the connection before it said anything. It may not"
                                    + " allow this machine to use it, or the port is for something else. If the port speaks TLS from"
                                    + " the first byte, use --implicit [connection-closed]");
            assertThat(only(guessing(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the server closed the connection before it said anything, and it does"
                                    + " not speak TLS from the first byte either. It may not allow this machine to use it, or the"
                                    + " port is for something else [connection-closed]");
        }
    }

    @Test
    void aMuteServerIsGivenUp() {
        try (SilentServer server = SilentServer.at(Stage.GREETING)) {
            assertThat(only(guessing(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the server took the connection and sent no greeting within 400 ms, and"
                                    + " it does not speak TLS from the first byte either. It is overloaded, or something between,"
                                    + " such as a firewall, holds the connection [timeout]");
        }
    }

    @Test
    void aServerThatFallsSilentAtEhloIsGivenUp() {
        try (SilentServer server = SilentServer.at(Stage.EHLO)) {
            assertThat(only(guessing(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: no complete reply to EHLO within 400 ms. The server is overloaded, or"
                                    + " something between swallows data [timeout]");
        }
    }

    @Test
    void repliesThatDripAreGivenUp() {
        try (DrippingServer greeting = DrippingServer.at(Stage.GREETING);
                DrippingServer line = DrippingServer.inOneLineAt(Stage.EHLO)) {
            assertThat(only(guessing(greeting.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the greeting was not complete within 400 ms. The server is overloaded,"
                                    + " or what answers there speaks something else: check the port [timeout]");
            assertThat(only(guessing(line.port()))).contains("no complete reply to EHLO within 400 ms");
        }
    }

    @Test
    void aHandshakeThatDripsIsGivenUp() {
        SmtpSink.Builder base = SmtpSink.builder().starttls(SERVER.serverContext());
        try (DrippingServer server = DrippingServer.at(Stage.TLS_HANDSHAKE, base)) {
            assertThat(only(starttls(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the TLS handshake did not end within 400 ms. The server is overloaded,"
                                    + " something between swallows data, or the port is for something else [timeout]");
        }
    }

    @Test
    void aReplyWithoutAnEndIsCutOff() {
        try (MailboxServer server = MailboxServer.doing(null, line -> {
            line.say("220-" + "x".repeat(50));
            while (true) {
                line.say("220-still greeting");
            }
        })) {
            assertThat(only(fetcher().fetch(to(server.port()))))
                    .isEqualTo(
                            "ERROR localhost:PORT: the greeting does not end: more than 64 KB have come. What answers there"
                                    + " is no mail server, or a broken one: check the port [bad-greeting]");
        }
    }

    @Test
    void moreCertificatesThanAnybodyNeedsAreNotTaken() {
        List<X509Certificate> many = new ArrayList<>(List.of(SERVER.certificate()));
        for (int i = 0; i < 20; i++) {
            many.add(TestCertificates.root("CA " + i).certificate());
        }
        try (SmtpSink sink =
                SmtpSink.builder().starttls(SERVER.serverContextSending(many)).start()) {
            assertThat(only(Fetching.starttls(sink.port())))
                    .startsWith("ERROR localhost:PORT: the server sends more certificates than this JVM takes: ")
                    .endsWith(". Have the server send its own certificate and those of its issuers, and no others"
                            + " [certificate-chain]");
        }
    }

    @Test
    void aPlainGreetingOnATlsPortPointsToStarttls() {
        try (SmtpSink sink = SmtpSink.builder().starttls(SERVER.serverContext()).start()) {
            assertThat(only(Fetching.implicit(sink.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: port PORT does not speak TLS from the first byte. Use --starttls, or"
                                            .replace("port PORT", "port " + sink.port())
                                    + " the port that speaks TLS from the first byte, mostly 465, 993 or 995 [wrong-tls-mode]");
        }
    }

    @Test
    void noStarttlsIsNamedWithWhatThereIs() {
        try (StarttlsStripped server = new StarttlsStripped()) {
            assertThat(only(guessing(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the server offers no STARTTLS, only PIPELINING SIZE 35882577 8BITMIME"
                                    + " DSN ENHANCEDSTATUSCODES CHUNKING SMTPUTF8 AUTH PLAIN LOGIN. It may have a port with TLS from"
                                    + " the first byte, mostly 465. If it should offer STARTTLS here, something between may take that"
                                    + " out [starttls-not-offered]");
        }
        try (MailboxServer imap = MailboxServer.imap(null, "IMAP4rev1 LOGINDISABLED");
                MailboxServer pop = MailboxServer.pop3(null, "USER", "UIDL");
                MailboxServer oldPop = MailboxServer.pop3(null)) {
            assertThat(only(starttls(imap.port())))
                    .startsWith(
                            "ERROR localhost:PORT: the server offers no STARTTLS, only IMAP4rev1 LOGINDISABLED. It may"
                                    + " have a port with TLS from the first byte, mostly 993.");
            assertThat(only(starttls(pop.port())))
                    .startsWith(
                            "ERROR localhost:PORT: the server offers no STLS, only USER UIDL. It may have a port with"
                                    + " TLS from the first byte, mostly 995.");
            assertThat(only(starttls(oldPop.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: to STLS the server said \"-ERR unknown command\". TLS is broken on the"
                                    + " server, or not set up: look into its log [starttls-not-offered]");
        }
    }

    @Test
    void aRefusedStarttlsIsQuoted() {
        try (StarttlsRefused server = new StarttlsRefused(SERVER.serverContext())) {
            assertThat(only(guessing(server.port())))
                    .startsWith("ERROR localhost:PORT: to STARTTLS the server said \"")
                    .endsWith(
                            "\". TLS is broken on the server, or not set up: look into its log [starttls-not-offered]");
        }
    }

    @Test
    void whatIsSlippedInBeforeTlsIsNoticed() {
        try (InjectsAfterStarttls server = new InjectsAfterStarttls(SERVER.serverContext())) {
            FetchedChain chain = guessing(server.port());

            assertThat(only(chain))
                    .isEqualTo(
                            "ERROR localhost:PORT: behind its reply to STARTTLS, and before TLS began, more came in clear."
                                    + " Somebody between here and the server may have put it there, who could show a certificate of"
                                    + " his own too: this connection was given up. Try from another network, and tell the people who"
                                    + " run the server [starttls-injection]");
            assertThat(chain.certificates()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotWantToTalkIsQuoted() {
        try (Greets554 server = new Greets554();
                MailboxServer imap = MailboxServer.doing(null, line -> line.say("* BYE too busy"))) {
            assertThat(only(guessing(server.port())))
                    .startsWith("ERROR localhost:PORT: the server greeted with \"554 ")
                    .endsWith(
                            "\". It does not want to talk to this machine, or not now: its words say why [bad-greeting]");
            assertThat(only(guessing(imap.port()))).contains("the server greeted with \"* BYE too busy\"");
        }
    }

    @Test
    void anotherProtocolIsNamed() {
        try (MailboxServer ssh = MailboxServer.doing(null, line -> line.say("SSH-2.0-OpenSSH_9.2\u001b[2J"));
                MailboxServer imap = MailboxServer.imap(null, "IMAP4rev1")) {
            assertThat(only(guessing(ssh.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: what answers there speaks neither SMTP nor IMAP nor POP3: it greeted"
                                    + " with \"SSH-2.0-OpenSSH_9.2?[2J\". Check the port [bad-greeting]");
            assertThat(only(fetcher().fetch(to(imap.port()).speaking(MailProtocol.SMTP))))
                    .isEqualTo("ERROR localhost:PORT: the server speaks IMAP, not SMTP: it greeted with"
                            + " \"* OK imap.test ready\". Leave --protocol out, or check the port [bad-greeting]");
        }
    }

    @Test
    void aServerThatGoesOnInClearAfterStarttlsIsNamed() {
        try (MailboxServer server = MailboxServer.doing(null, line -> {
            line.say("220 plain.test ESMTP");
            line.hear();
            line.say("250-plain.test\r\n250 STARTTLS");
            line.hear();
            line.say("220 go ahead");
            // The client begins the handshake.
            line.wire().read();
            line.say("220 still here");
            line.wire().listenInSilence();
        })) {
            assertThat(only(Fetching.starttls(server.port())))
                    .isEqualTo(
                            "ERROR localhost:PORT: the server agreed to begin TLS and went on in clear. TLS is broken on the"
                                    + " server, or something between interferes: look into the server's log [tls-failed]");
        }
    }

    @Test
    void aServerThatHasNoTlsInCommonIsNamed() {
        try (MailboxServer server = MailboxServer.doing(null, line -> {
            line.wire().read();
            // A fatal alert of TLS: protocol_version (RFC 8446, section 6).
            line.wire().write("\u0015\u0003\u0003\u0000\u0002\u0002F");
            line.wire().flush();
            line.wire().listenInSilence();
        })) {
            assertThat(only(Fetching.implicit(server.port())))
                    .isEqualTo("ERROR localhost:PORT: no TLS in common with the server: Received fatal alert:"
                            + " protocol_version. It may speak only versions or ciphers of TLS that this JVM has switched off:"
                            + " update the server [tls-version]");
        }
    }

    @Test
    void aServerThatHangsUpInTheHandshakeIsNamed() {
        SmtpSink.Builder base = SmtpSink.builder().implicitTls(SERVER.serverContext());
        try (ClosingServer server = ClosingServer.at(Stage.TLS_HANDSHAKE, base)) {
            assertThat(only(implicit(server.port())))
                    .startsWith(
                            "ERROR localhost:PORT: the server closed the connection in the middle of the TLS handshake (")
                    .endsWith("). Look into the server's log for the reason [tls-failed]");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
