package io.github.catamail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.smtp.misbehaviour.InjectsAfterStarttls;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;

/** The stock SMTP client of Angus against our servers. */
final class SmtpSinkWithAngusTest {
    private static final TestIdentity ROOT = TestCertificates.root("Test CA");
    private static final SSLContext SERVER =
            ROOT.issue("localhost").dns("localhost").mint().serverContext();
    private static final SSLContext CLIENT = ROOT.issue("client").mint().serverContext(ROOT);
    private static final byte[] ATTACHMENT = new byte[200_000];

    static {
        new Random(1).nextBytes(ATTACHMENT);
    }

    @Test
    void aMultipartMessageArrivesWholeOverStarttlsWithALogin() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                .starttls(SERVER)
                .requireTls()
                .user("app@example.com", "secret")
                .requireAuth()
                .start()) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.starttls.required", "true");
            MimeMessage message = send(sink, properties, ".\r\n..\r\nGr\u00fc\u00dfe\r\n.\r\n");

            ReceivedMail mail = sink.awaitMail(1).get(0);
            assertThat(mail.from()).isEqualTo("app@example.com");
            assertThat(mail.to()).containsExactly("joe@example.com", "ann@example.com");
            assertThat(mail.tls()).extracting("protocol").isEqualTo("TLSv1.3");
            assertThat(mail.login()).hasToString("LOGIN of app@example.com on connection 1, right");
            assertArrivedWhole(mail, message);
        }
    }

    @Test
    void aMultipartMessageArrivesWholeInChunksOverImplicitTls() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                .implicitTls(SERVER)
                .user("app@example.com", "secret")
                .start()) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.ssl.enable", "true");
            properties.setProperty("mail.smtp.chunksize", "70000");
            MimeMessage message = send(sink, properties, "no line begins with a dot");

            assertThat(sink.commands())
                    .contains("BDAT 70000")
                    .anyMatch(command -> command.matches("BDAT \\d+ LAST"))
                    .doesNotContain("DATA");
            assertArrivedWhole(sink.awaitMail(1).get(0), message);
        }
    }

    /**
     * BDAT has no dot-stuffing, so this breaks messages: angus-mail issue 209. A release of Angus that fails this test has
     * mended it.
     */
    @Test
    void angusDoublesLeadingDotsInChunksToo() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().user("app@example.com", "secret").start()) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.chunksize", "70000");
            send(sink, properties, ".dot\r\n");

            assertThat(sink.awaitMail(1).get(0).raw()).contains("\r\n\r\n..dot\r\n");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (SmtpSink sink =
                SmtpSink.builder().user("app@example.com", "another").start()) {
            assertThatExceptionOfType(AuthenticationFailedException.class)
                    .isThrownBy(() -> send(sink, new Properties(), "text"))
                    .withMessageStartingWith("535 5.7.8 Authentication credentials invalid");
        }
    }

    @Test
    void angusDoesNotTakeOverWhatWasInjectedBeforeTls() throws Exception {
        try (InjectsAfterStarttls server = new InjectsAfterStarttls(SERVER)) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.starttls.required", "true");
            try (SMTPTransport transport = connect(server.sink(), properties)) {
                assertThat(transport.supportsExtension("PIPELINING")).isTrue();
                assertThat(transport.supportsExtension(InjectsAfterStarttls.FORGED))
                        .isFalse();
            }
        }
    }

    private static MimeMessage send(SmtpSink sink, Properties properties, String body) throws MessagingException {
        try (SMTPTransport transport = connect(sink, properties)) {
            MimeMessage message = message(body);
            transport.sendMessage(message, message.getAllRecipients());
            return message;
        }
    }

    private static SMTPTransport connect(SmtpSink sink, Properties properties) throws MessagingException {
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.localhost", "client.test");
        properties.setProperty("mail.smtp.timeout", "10000");
        properties.put("mail.smtp.ssl.socketFactory", CLIENT.getSocketFactory());
        Transport transport = Session.getInstance(properties).getTransport("smtp");
        transport.connect(sink.host(), sink.port(), "app@example.com", "secret");
        return (SMTPTransport) transport;
    }

    private static MimeMessage message(String body) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(body, "UTF-8");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(ATTACHMENT, "application/octet-stream")));
        file.setFileName("random.bin");
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("app@example.com"));
        message.addRecipients(Message.RecipientType.TO, "joe@example.com, ann@example.com");
        message.setSubject("Report");
        message.setContent(new MimeMultipart(text, file));
        message.saveChanges();
        return message;
    }

    private static void assertArrivedWhole(ReceivedMail mail, MimeMessage sent) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sent.writeTo(bytes);
        assertThat(mail.raw()).isEqualTo(bytes.toString(StandardCharsets.ISO_8859_1));
        BodyPart file = ((MimeMultipart) mail.message().getContent()).getBodyPart(1);
        assertThat(file.getInputStream().readAllBytes()).isEqualTo(ATTACHMENT);
    }
}
