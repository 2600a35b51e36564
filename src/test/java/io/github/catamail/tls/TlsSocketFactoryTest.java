package io.github.catamail.tls;

import static io.github.catamail.tls.Presented.CA;
import static io.github.catamail.tls.Presented.SERVER;
import static io.github.catamail.tls.TlsClient.refusal;
import static io.github.catamail.tls.TlsClient.talk;
import static io.github.catamail.tls.TlsClient.untrusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.TestIdentity;
import io.github.catamail.tls.TlsEchoServer.Seen;
import io.github.catamail.tls.UntrustedServerException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.util.SocketFetcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsSocketFactoryTest {
    @TempDir
    private Path dir;

    @Test
    void theClientCertificateIsPresentedWhateverItsKindOfKey() throws Exception {
        for (TestIdentity client : List.of(
                CA.issue("ec").mint(),
                CA.issue("rsa").rsa().mint(),
                CA.issue("ed").ed25519().mint())) {
            TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                    .key(client.writePem(dir.resolve("client.pem")))
                    .load();
            try (TlsEchoServer server = TlsEchoServer.startDemandingCertificates(SERVER.serverContext(CA))) {
                assertThat(talk(context, server, "localhost").client())
                        .isEqualTo(
                                client.certificate().getSubjectX500Principal().getName());
            }
        }
    }

    @Test
    void theIntermediatesOfTheClientCertificateAreSentToo() throws Exception {
        TestIdentity client = CA.intermediate("Middle CA").issue("app").mint();
        TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .key(client.withoutRoot().writePkcs12(dir.resolve("client.p12"), "changeit"), "changeit")
                .load();
        try (TlsEchoServer server = TlsEchoServer.startDemandingCertificates(SERVER.serverContext(CA))) {
            assertThat(talk(context, server, "localhost").client()).isEqualTo("CN=app");
        }
    }

    @Test
    void withoutAClientCertificateADemandingServerHangsUp() throws Exception {
        try (TlsEchoServer server = TlsEchoServer.startDemandingCertificates(SERVER.serverContext(CA))) {
            assertThatThrownBy(() -> talk(trusting(), server, "localhost")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theChosenVersionAndSuiteAreSpoken() throws Exception {
        TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .protocols("TLSv1.2")
                .cipherSuites("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
                .load();
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            Seen seen = talk(context, server, "localhost");
            assertThat(seen.protocol()).isEqualTo("TLSv1.2");
            assertThat(seen.cipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
        }
    }

    @Test
    void everyWayToMakeASocketFollowsTheSameRules() throws Exception {
        TlsContext context = trusting();
        var factory = context.socketFactory();
        InetAddress any = InetAddress.getByName("0.0.0.0");
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            int port = server.port();
            InetAddress named =
                    InetAddress.getByAddress("localhost", server.address().getAddress());
            InetAddress misnamed =
                    InetAddress.getByAddress("other.example", server.address().getAddress());

            Socket unconnected = factory.createSocket();
            unconnected.connect(new InetSocketAddress(named, port));
            assertThat(talk((SSLSocket) unconnected, server).protocol()).isEqualTo("TLSv1.3");
            Socket wrong = factory.createSocket();
            wrong.connect(new InetSocketAddress(misnamed, port));
            assertThat(refusal((SSLSocket) wrong).reason()).isEqualTo(Reason.NAME_MISMATCH);

            for (Socket good : List.of(
                    factory.createSocket("localhost", port),
                    factory.createSocket("localhost", port, any, 0),
                    factory.createSocket(named, port),
                    factory.createSocket(named, port, any, 0),
                    factory.createSocket(InetAddress.getByAddress(named.getAddress()), port))) {
                assertThat(talk((SSLSocket) good, server).protocol()).isEqualTo("TLSv1.3");
            }
            assertThat(refusal((SSLSocket) factory.createSocket(misnamed, port)).reason())
                    .isEqualTo(Reason.NAME_MISMATCH);
        }
        assertThat(factory.getDefaultCipherSuites()).contains("TLS_AES_256_GCM_SHA384");
        assertThat(factory.getSupportedCipherSuites()).contains("TLS_AES_256_GCM_SHA384");
        assertThat(factory).hasToString("TLS with trust store conf/ca.pem");
    }

    @Test
    void anUnconnectedSocketIsRefusedWhereItCouldNotCheckTheServerName() {
        TlsContext context = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .serverName("mail.example.com")
                .load();

        assertThatThrownBy(() -> context.socketFactory().createSocket())
                .isInstanceOf(SocketException.class)
                .hasMessage(
                        "with 'tlsServerName' set, TLS can only be layered over a socket that is connected already");
    }

    @Test
    void jakartaMailsOwnSettingsDoNotUndoTheChecks() throws Exception {
        TlsContext named = Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem")))
                .serverName("mail.example.com")
                .protocols("TLSv1.2")
                .load();
        TlsContext misnamed = Loading.trusting(dir.resolve("ca.pem"))
                .serverName("other.example.com")
                .load();
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext())) {
            SSLSocket socket = fetch(named, server);
            assertThat(socket.getSSLParameters().getEndpointIdentificationAlgorithm())
                    .isEqualTo("LDAPS");
            assertThat(talk(socket, server))
                    .extracting(Seen::serverName, Seen::protocol)
                    .containsExactly("mail.example.com", "TLSv1.2");

            UntrustedServerException refusal = untrusted(catchThrowable(() -> fetch(misnamed, server)));
            assertThat(refusal.reason()).isEqualTo(Reason.NAME_MISMATCH);
            assertThat(refusal.expectedName()).isEqualTo("other.example.com");

            TlsContext wildcard = Loading.trusting(dir.resolve("ca.pem"))
                    .serverName("a.wild.example.com")
                    .load();
            assertThat(talk(fetch(wildcard, server), server).serverName()).isEqualTo("a.wild.example.com");
        }
    }

    @Test
    void theCheckIsTheOneOfHttps() throws Exception {
        try (TlsEchoServer server = TlsEchoServer.start(SERVER.serverContext());
                Socket plain = new Socket(server.address(), server.port());
                SSLSocket socket = trusting().layer(plain, "localhost", server.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            assertThat(parameters.getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
        }
    }

    private TlsContext trusting() {
        return Loading.trusting(CA.writeTrustPem(dir.resolve("ca.pem"))).load();
    }

    /** Connects as the imap and pop3 providers do. */
    private static SSLSocket fetch(TlsContext context, TlsEchoServer server) throws IOException {
        Properties properties = new Properties();
        properties.put("mail.imap.ssl.socketFactory", context.socketFactory());
        // Else Jakarta Mail would try the JVM's own factory after ours refused the server.
        properties.put("mail.imap.socketFactory.fallback", "false");
        return (SSLSocket) SocketFetcher.getSocket("127.0.0.1", server.port(), properties, "mail.imap", true);
    }
}
