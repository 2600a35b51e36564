package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.session.SteppedResource;
import io.github.catamail.smtp.NameService;
import io.github.catamail.testing.HangingLookup;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.TestProxy;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.Greets554;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.RejectsAuth;
import io.github.catamail.time.Ticker;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to the server: several hosts, several addresses, proxies, the own address and name. */
@Timeout(60)
final class RouteTest {
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @TempDir
    Path dir;

    // --- several hosts

    @Test
    void aHostThatDoesNotAnswerIsFollowedByTheNext() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                MisbehavingServer unwilling = new Greets554();
                LogCapture log = LogCapture.ofCatamail()) {
            int dead = freePort();
            send(Resource.mail()
                    .with(
                            "host",
                            "localhost:" + dead + ", localhost:" + unwilling.port() + ", localhost:" + sink.port()));
            assertThat(sink.awaitMail(1)).hasSize(1);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly(
                            "Session: could not connect to localhost:" + dead
                                    + " (no TLS): nothing accepts connections there"
                                    + " (Connection refused). Check 'host' and 'port', and that the mail server is running"
                                    + ". Other servers of the list are used meanwhile [connect-failed]",
                            "Session: no SMTP session with localhost:" + unwilling.port()
                                    + " (no TLS): the server greeted with"
                                    + " \"554 5.7.1 sink.test No SMTP service for you\". It does not want this machine as a"
                                    + " client: check 'host', and whether the address of this machine is allowed or blocked"
                                    + " there. Other servers of the list are used meanwhile [bad-greeting]");
        }
    }

    @Test
    void aHostWhoseAddressTheNameServiceDoesNotTellIsFollowedByTheNext() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                HangingLookup hanging = new HangingLookup();
                LogCapture log = LogCapture.ofCatamail();
                SteppedResource resource = SteppedResource.of(
                        Resource.mail()
                                .with("host", "mail.example.com, 127.0.0.1:" + sink.port())
                                .with("connectTimeout", "100ms"),
                        new NameService(hanging, Ticker.system()))) {
            send(resource.session());

            assertThat(sink.awaitMail(1)).hasSize(1);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly(
                            "Session: could not connect to mail.example.com:25 (no TLS): the name service of this"
                                    + " machine did not say within 100 ms ('connectTimeout') which address \"mail.example.com\" has."
                                    + " Look after the name service (/etc/resolv.conf): its servers may be dead. Until it answers,"
                                    + " write the address in 'host'; if it is just slow, raise 'connectTimeout'. Other servers of"
                                    + " the list are used meanwhile [slow-name-service]");
        }
    }

    @Test
    void whenNoHostAnswersTheLastOneIsReportedWithTheOthers() throws Exception {
        int first = freePort();
        int second = freePort();
        try (LogCapture log = LogCapture.ofCatamail()) {
            MailConnectException failure = failure(
                    Resource.mail().with("host", "localhost:" + first + ", localhost:" + second),
                    MailConnectException.class);
            assertThat(failure).hasMessageStartingWith("Session: could not connect to localhost:" + second);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith("Session: could not connect to localhost:" + first);
            assertThat(log.messages(Level.WARNING)).hasSize(1);
        }
    }

    @Test
    void aRefusedLoginIsNotTriedOnTheNextHost() throws Exception {
        try (MisbehavingServer refusing = RejectsAuth.with("535 5.7.8 No");
                SmtpSink next = SmtpSink.builder().user(USER, PASSWORD).start()) {
            failure(
                    Resource.mail()
                            .with("host", "localhost:" + refusing.port() + ", localhost:" + next.port())
                            .with("tls", "none")
                            .with("user", USER)
                            .with("password", PASSWORD),
                    AuthenticationFailedException.class);
            assertThat(refusing.sink().logins()).hasSize(1);
            assertThat(next.connections()).isZero();
        }
    }

    @Test
    void aRefusedMessageIsNotTriedOnTheNextHost() throws Exception {
        try (SmtpSink refusing = SmtpSink.builder()
                        .reply(Stage.FINAL_DOT, "451 4.3.0 Later")
                        .start();
                SmtpSink next = SmtpSink.builder().start()) {
            failure(
                    Resource.mail().with("host", "localhost:" + refusing.port() + ", localhost:" + next.port()),
                    MessagingException.class);
            assertThat(next.connections()).isZero();
        }
    }

    // --- addresses

    @Test
    void anIpv6AddressIsWrittenInBracketsAndGivenAsALiteral() throws Exception {
        try (ServerSocket listener = new ServerSocket()) {
            try {
                listener.bind(new InetSocketAddress(InetAddress.getByAddress(IPV6_LOOPBACK), 0));
            } catch (IOException noIpv6Here) {
                org.junit.jupiter.api.Assumptions.abort("this machine has no IPv6");
            }
            CompletableFuture<String> greeted = CompletableFuture.supplyAsync(() -> greetAndRead(listener));
            assertThat(failure(
                            Resource.mail().with("host", "[::1]:" + listener.getLocalPort()), MessagingException.class))
                    .hasMessageStartingWith(
                            "Session: could not open a session with [::1]:" + listener.getLocalPort() + " ");
            assertThat(greeted.get(10, TimeUnit.SECONDS)).startsWith("EHLO ").doesNotContain("localhost");
        }
    }

    private static String greetAndRead(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            client.getOutputStream().write("220 one.test ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] line = new byte[200];
            int length = client.getInputStream().read(line);
            return new String(line, 0, length, StandardCharsets.US_ASCII);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    // --- proxies

    @Test
    void aSocksProxyIsAskedForTheName() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                TestProxy proxy = TestProxy.socks(sink.port())) {
            send(Resource.mail()
                    .at("smtp.example.invalid", 2525)
                    .with("mail.smtp.socks.host", "localhost")
                    .with("mail.smtp.socks.port", Integer.toString(proxy.port())));
            assertThat(sink.awaitMail(1)).hasSize(1);
            assertThat(proxy.asked()).containsExactly("smtp.example.invalid:2525");
        }
    }

    @Test
    void anHttpProxyIsAskedForTheNameAndTlsGoesThroughIt() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        TestIdentity server =
                authority.issue("smtp").dns("smtp.example.invalid").mint();
        for (String mode : new String[] {"starttls", "implicit"}) {
            SmtpSink.Builder builder = SmtpSink.builder();
            builder = mode.equals("implicit")
                    ? builder.implicitTls(server.serverContext())
                    : builder.starttls(server.serverContext());
            try (SmtpSink sink = builder.start();
                    TestProxy proxy = TestProxy.http(sink.port())) {
                send(Resource.mail()
                        .at("smtp.example.invalid", 587)
                        .with("tls", mode)
                        .with("truststoreFile", trust.toString())
                        .with("mail.smtp.proxy.host", "localhost:" + proxy.port())
                        .with("mail.smtp.proxy.user", "proxyuser")
                        .with("mail.smtp.proxy.password", "proxypass"));
                assertThat(sink.awaitMail(1).get(0).tls()).isNotNull();
                assertThat(proxy.asked())
                        .singleElement()
                        .asString()
                        .contains("CONNECT smtp.example.invalid:587 HTTP/1.1")
                        .contains(Base64.getEncoder()
                                .encodeToString("proxyuser:proxypass".getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void aProxyThatRefusesIsNamed() throws Exception {
        try (TestProxy proxy = TestProxy.refusingHttp()) {
            assertThat(failure(
                            Resource.mail()
                                    .at("smtp.example.invalid", 587)
                                    .with("mail.smtp.proxy.host", "localhost:" + proxy.port()),
                            MailConnectException.class))
                    .hasMessage(
                            "Session: could not connect to smtp.example.invalid:587 (STARTTLS if offered) through the HTTP"
                                    + " proxy localhost:" + proxy.port() + ": connection through proxy localhost:"
                                    + proxy.port()
                                    + " to smtp.example.invalid:587 failed: HTTP/1.1 407 Proxy Authentication Required. Check"
                                    + " 'mail.smtp.proxy.host' and 'mail.smtp.proxy.port', 'mail.smtp.proxy.user' and"
                                    + " 'mail.smtp.proxy.password', and whether the proxy may connect there [connect-failed]");
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        int port = freePort();
        for (String kind : new String[] {"proxy", "socks"}) {
            assertThat(failure(
                            Resource.mail()
                                    .at("smtp.example.invalid", 587)
                                    .with("mail.smtp." + kind + ".host", "localhost:" + port),
                            MailConnectException.class))
                    .hasMessageStartingWith(
                            "Session: could not connect to smtp.example.invalid:587 (STARTTLS if offered)"
                                    + " through the " + (kind.equals("proxy") ? "HTTP" : "SOCKS") + " proxy localhost:"
                                    + port
                                    + ": ")
                    .hasMessageContaining(
                            "Connection refused. Check 'mail.smtp." + kind + ".host' and 'mail.smtp." + kind + ".port'")
                    .hasMessageEndingWith("and whether the proxy may connect there [connect-failed]");
        }
    }

    // --- this machine

    @Test
    void theLocalAddressIsTheOneThatIsWritten() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> client = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = listener.accept()) {
                    return socket.getInetAddress().getHostAddress();
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
            failure(
                    Resource.mail()
                            .at("127.0.0.1", listener.getLocalPort())
                            .with("mail.smtp.localaddress", "127.0.0.3"),
                    MessagingException.class);
            assertThat(client.get(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.3");
        }
    }

    @Test
    void theNameOfThisMachineIsTheOneThatIsWrittenAndNeverLocalhost() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            send(Resource.mail().at("localhost", sink.port()).with("heloName", "app.example.com"));
            send(Resource.mail().at("localhost", sink.port()));
            assertThat(sink.awaitMail(2).get(0).clientName()).isEqualTo("app.example.com");
            assertThat(sink.awaitMail(2).get(1).clientName())
                    .doesNotContain("localhost")
                    .doesNotContain("_")
                    .matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+|\\[(IPv6:[0-9a-f:]+|[0-9.]+)]");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        }
    }
}
