package io.github.catamail.it;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.ReceivedMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** The mail servers that the Tomcats of the integration tests send to, one for each kind of connection. */
final class MailServers implements AutoCloseable {
    static final String USER = "app@example.com";
    /** Nothing else contains it, so that it can be searched for. */
    static final String PASSWORD = "Xq7-login-zZ";
    /** Of the trust store, and of the key store. */
    static final String STORE_PASSWORD = "Xq7-store-zZ";

    final TestIdentity authority = TestCertificates.root("Catamail test CA");
    final SmtpSink plain = SmtpSink.builder().start();
    final SmtpSink starttls = withLogin()
            .starttls(serverCertificate().serverContext())
            .requireTls()
            .start();
    final SmtpSink implicit =
            withLogin().implicitTls(serverCertificate().serverContext()).start();
    final SmtpSink mutual = withLogin()
            .starttls(serverCertificate().serverContext(authority))
            .requireTls()
            .needClientCertificate()
            .start();
    final SmtpSink expired = withLogin()
            .starttls(authority
                    .issue("localhost")
                    .dns("localhost")
                    .expired()
                    .mint()
                    .serverContext())
            .requireTls()
            .start();

    private static SmtpSink.Builder withLogin() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private TestIdentity serverCertificate() {
        return authority.issue("localhost").dns("localhost").mint();
    }

    /** Writes {@code ca.p12}, {@code ca.pem}, {@code client.p12}, {@code client.pem} and wrong ones. */
    void writeStores(Path dir) {
        authority.writeTrustPkcs12(dir.resolve("ca.p12"), STORE_PASSWORD);
        authority.writeTrustPem(dir.resolve("ca.pem"));
        TestIdentity client = authority.issue("tomcat").mint();
        client.writePkcs12(dir.resolve("client.p12"), STORE_PASSWORD);
        client.writePem(dir.resolve("client.pem"));
        authority.issue("tomcat").expired().mint().writePkcs12(dir.resolve("old-client.p12"), STORE_PASSWORD);
        TestCertificates.root("Another CA").writeTrustPem(dir.resolve("other.pem"));
    }

    /** Returns all forms in which the secrets could stand in a log. */
    static List<String> secrets() {
        return List.of(PASSWORD, STORE_PASSWORD, base64(PASSWORD), base64("\0" + USER + "\0" + PASSWORD));
    }

    /** Returns the message with this subject. */
    static ReceivedMail mail(SmtpSink sink, String subject) throws Exception {
        // It has been taken when Transport.send returns, so that there is nothing to wait for.
        for (ReceivedMail mail : sink.mails()) {
            if (mail.message().getSubject().equals(subject)) {
                return mail;
            }
        }
        throw new AssertionError("No message \"" + subject + "\" has arrived");
    }

    @Override
    public void close() throws IOException {
        for (SmtpSink sink : List.of(plain, starttls, implicit, mutual, expired)) {
            sink.close();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
