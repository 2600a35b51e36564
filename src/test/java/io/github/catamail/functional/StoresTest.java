package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.tls.UntrustedServerException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail read over IMAP and POP3, by Jakarta Mail's own stores: the trust, keys and login of the resource hold for them too. */
@Timeout(60)
final class StoresTest {
    private static final String KEYSTORE_PASSWORD = "changeit";

    @TempDir
    private static Path dir;

    private static GreenMail server;
    private static Path trust;
    private static Path otherTrust;

    private static Thread.UncaughtExceptionHandler usual;

    @BeforeAll
    static void start() {
        usual = Thread.getDefaultUncaughtExceptionHandler();
        // The server's threads die of clients that refuse it, which would fill the output of the build.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        TestIdentity authority = TestCertificates.root("Test CA");
        trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        otherTrust = TestCertificates.root("Other CA").writeTrustPem(dir.resolve("other.pem"));
        Path keystore = authority
                .issue("localhost")
                .dns("localhost")
                .mint()
                .writePkcs12(dir.resolve("server.p12"), KEYSTORE_PASSWORD);
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, keystore.toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, KEYSTORE_PASSWORD);
        try {
            server = new GreenMail(new ServerSetup[] {
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3S),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
            server.start();
        } finally {
            System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
            System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
        }
        server.setUser(USER, PASSWORD)
                .deliver(GreenMailUtil.createTextEmail(
                        USER,
                        "from@example.com",
                        "In the box",
                        "A text",
                        server.getImaps().getServerSetup()));
    }

    @AfterAll
    static void stop() {
        server.stop();
        Thread.setDefaultUncaughtExceptionHandler(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "pop3s"})
    void aMailboxIsReadOverTlsWithTheTrustStoreOfTheResource(String protocol) throws Exception {
        Session session = resource(protocol, trust).session();
        try (Store store = session.getStore(protocol)) {
            store.connect();
            assertInboxIsRead(store);
        }
    }

    @Test
    void theProtocolWithoutTheFinalSIsTheSameMailbox() throws Exception {
        Session session =
                resource("imaps", trust).with("mail.imap.ssl.enable", "true").session();
        try (Store store = session.getStore("imap")) {
            store.connect();
            assertInboxIsRead(store);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "pop3s"})
    void aServerThatTheTrustStoreDoesNotKnowIsRefusedWhateverAnApplicationSets(String protocol) throws Exception {
        Session session = resource(protocol, otherTrust).session();
        for (String suffix : new String[] {"ssl.trust", "ssl.checkserveridentity", "socketFactory.fallback"}) {
            session.getProperties()
                    .setProperty("mail." + protocol + "." + suffix, suffix.equals("ssl.trust") ? "*" : "true");
        }
        session.getProperties()
                .put("mail." + protocol + ".ssl.socketFactory", javax.net.ssl.SSLSocketFactory.getDefault());
        session.getProperties()
                .setProperty("mail." + protocol + ".socketFactory.class", "javax.net.ssl.SSLSocketFactory");
        try (Store store = session.getStore(protocol)) {
            assertThatThrownBy(store::connect)
                    .isInstanceOf(MessagingException.class)
                    .satisfies(failure -> assertThat(causes(failure))
                            .anySatisfy(cause -> assertThat(cause)
                                    .isInstanceOf(UntrustedServerException.class)
                                    .hasMessage(
                                            "the server's certificate, CN=localhost, goes back to CN=Test CA, which is"
                                                    + " unknown to trust store " + otherTrust)));
        }
    }

    @Test
    void theNameIsCheckedForMailboxesToo() throws Exception {
        Session session = resource("imaps", trust).session();
        session.getProperties().setProperty("mail.imaps.ssl.checkserveridentity", "false");
        try (Store store = session.getStore("imaps")) {
            assertThatThrownBy(() -> store.connect("127.0.0.1", port("imaps"), USER, PASSWORD))
                    .isInstanceOf(MessagingException.class)
                    .satisfies(failure -> assertThat(causes(failure))
                            .anySatisfy(cause -> assertThat(cause)
                                    .isInstanceOf(UntrustedServerException.class)
                                    .hasMessage("the server's certificate is for localhost, not for 127.0.0.1")));
        }
    }

    @Test
    void anotherServerDoesNotGetThePasswordOfTheMailbox() throws Exception {
        Session session = resource("imaps", trust).session();
        try (Store store = session.getStore("imap")) {
            // The same machine, but another port and no TLS.
            assertThatThrownBy(() -> store.connect("localhost", port("imap"), null, null))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }

    @Test
    void thePasswordIsNotInTheLogOfTheStore() throws Exception {
        try (LogCapture log = LogCapture.ofCatamail()) {
            Session session = resource("imaps", trust)
                    .with("debug", "full")
                    .with("mail.debug.auth", "true")
                    .session();
            session.getProperties().setProperty("mail.debug.auth", "true");
            session.getProperties().setProperty("mail.debug.auth.password", "true");
            try (Store store = session.getStore("imaps")) {
                store.connect();
                assertInboxIsRead(store);
            }
            assertThat(log.text()).contains("FETCH").doesNotContain(PASSWORD).doesNotContain(base64(PASSWORD));
        }
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void assertInboxIsRead(Store store) throws MessagingException {
        try (Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(1);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("In the box");
        }
    }

    private static Resource resource(String protocol, Path truststore) {
        return Resource.mail()
                .with("mail.store.protocol", protocol)
                .with("mail." + protocol + ".host", "localhost")
                .with("mail." + protocol + ".port", Integer.toString(port(protocol)))
                .with("mail." + protocol + ".user", USER)
                .with("password", PASSWORD)
                .with("truststoreFile", truststore.toString());
    }

    private static int port(String protocol) {
        return switch (protocol) {
            case "imaps" -> server.getImaps().getPort();
            case "pop3s" -> server.getPop3s().getPort();
            default -> server.getImap().getPort();
        };
    }

    private static java.util.List<Throwable> causes(Throwable failure) {
        return java.util.stream.Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause)
                .toList();
    }
}
