package io.github.catamail.functional;

import static io.github.catamail.functional.Localhost.AUTHORITY;
import static io.github.catamail.functional.Localhost.SERVER;
import static io.github.catamail.functional.Localhost.TRUST;
import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.overTls;
import static io.github.catamail.functional.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.AuthAttempt;
import io.github.catamail.testing.smtp.ReceivedMail;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.mail2.jakarta.HtmlEmail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail through a session, in every way that applications send it, over every kind of connection. */
@Timeout(60)
final class SendingTest {
    @TempDir
    private static Path dir;

    /** The ways in which applications send with a session that they were given. */
    enum Way {
        STATIC_SEND {
            @Override
            void send(Session session) throws Exception {
                Transport.send(Resource.message(session));
            }
        },
        TRANSPORT_OF_THE_SESSION {
            @Override
            void send(Session session) throws Exception {
                sendWith(session.getTransport(), session);
            }
        },
        TRANSPORT_SMTP {
            @Override
            void send(Session session) throws Exception {
                sendWith(session.getTransport("smtp"), session);
            }
        },
        TRANSPORT_SMTPS {
            @Override
            void send(Session session) throws Exception {
                sendWith(session.getTransport("smtps"), session);
            }
        },
        TRANSPORT_FOR_AN_ADDRESS {
            @Override
            void send(Session session) throws Exception {
                sendWith(session.getTransport(new InternetAddress("to@example.com")), session);
            }
        },
        TRANSPORT_WITH_HOST_AND_PASSWORD {
            @Override
            void send(Session session) throws Exception {
                Message message = Resource.message(session);
                try (Transport transport = session.getTransport("smtp")) {
                    int port = Integer.parseInt(session.getProperty("mail.smtp.port"));
                    transport.connect(session.getProperty("mail.smtp.host"), port, USER, PASSWORD);
                    transport.sendMessage(message, message.getAllRecipients());
                }
            }
        },
        TRANSPORT_WITH_URL {
            @Override
            void send(Session session) throws Exception {
                sendWith(session.getTransport(new URLName("smtp://localhost")), session);
            }
        },
        SPRING {
            @Override
            void send(Session session) throws Exception {
                JavaMailSenderImpl sender = new JavaMailSenderImpl();
                sender.setSession(session);
                MimeMessage message = sender.createMimeMessage();
                MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
                helper.setFrom(USER);
                helper.setTo("to@example.com");
                helper.setSubject("A subject");
                helper.setText("A text", "<p>A text</p>");
                sender.send(message);
            }
        },
        COMMONS_EMAIL {
            @Override
            void send(Session session) throws Exception {
                HtmlEmail email = new HtmlEmail();
                email.setMailSession(session);
                email.setFrom(USER);
                email.addTo("to@example.com");
                email.setSubject("A subject");
                email.setHtmlMsg("<p>A text</p>");
                email.setTextMsg("A text");
                email.send();
            }
        },
        SIMPLE_JAVA_MAIL {
            @Override
            void send(Session session) throws Exception {
                MailerBuilder.usingSession(session)
                        .buildMailer()
                        .sendMail(EmailBuilder.startingBlank()
                                .from(USER)
                                .to("to@example.com")
                                .withSubject("A subject")
                                .withPlainText("A text")
                                .withHTMLText("<p>A text</p>")
                                .buildEmail())
                        .get(30, TimeUnit.SECONDS);
            }
        };

        abstract void send(Session session) throws Exception;

        private static void sendWith(Transport transport, Session session) throws Exception {
            Message message = Resource.message(session);
            try (transport) {
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayOfSendingWorksOverStarttls(Way way) throws Exception {
        try (SmtpSink sink =
                locked().starttls(SERVER.serverContext()).requireTls().start()) {
            way.send(overTls(sink.port(), "starttls", TRUST).session());
            assertArrivedOverTls(sink);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayOfSendingWorksOverImplicitTls(Way way) throws Exception {
        try (SmtpSink sink = locked().implicitTls(SERVER.serverContext()).start()) {
            way.send(overTls(sink.port(), "implicit", TRUST).session());
            assertArrivedOverTls(sink);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayOfSendingWorksInTheWordsOfJakartaMail(Way way) throws Exception {
        try (SmtpSink sink = locked().implicitTls(SERVER.serverContext()).start()) {
            way.send(Resource.mail()
                    .with("mail.transport.protocol", "smtps")
                    .with("mail.smtps.host", "localhost")
                    .with("mail.smtps.port", Integer.toString(sink.port()))
                    .with("mail.smtps.auth", "true")
                    .with("mail.smtps.user", USER)
                    .with("password", PASSWORD)
                    .with("truststoreFile", TRUST.toString())
                    .session());
            assertArrivedOverTls(sink);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSPORT_WITH_HOST_AND_PASSWORD")
    void everyWayOfSendingWorksWithoutTlsAndLogin(Way way) throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            way.send(Resource.mail().at("localhost", sink.port()).session());
            ReceivedMail mail = sink.awaitMail(1).get(0);
            assertThat(mail.message().getSubject()).isEqualTo("A subject");
            assertThat(mail.tls()).isNull();
            assertThat(mail.login()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aClientCertificateOpensAServerThatWantsOne(String mode) throws Exception {
        TestIdentity client = AUTHORITY.issue("app.example.com").mint();
        Path pkcs12 = client.writePkcs12(dir.resolve("client.p12"), "changeit");
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            SmtpSink.Builder builder =
                    SmtpSink.builder().needClientCertificate().tlsProtocols(version);
            builder = mode.equals("implicit")
                    ? builder.implicitTls(SERVER.serverContext(AUTHORITY))
                    : builder.starttls(SERVER.serverContext(AUTHORITY));
            try (SmtpSink sink = builder.start()) {
                send(Resource.mail()
                        .at("localhost", sink.port())
                        .with("tls", mode)
                        .with("truststoreFile", TRUST.toString())
                        .with("keystoreFile", pkcs12.toString())
                        .with("keystorePassword", "changeit"));
                ReceivedMail mail = sink.awaitMail(1).get(0);
                assertThat(mail.tls().clientCertificate()).isEqualTo("CN=app.example.com");
                assertThat(mail.tls().protocol()).isEqualTo(version);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aServerIsReachedByItsAddressOrUnderAnotherName(String mode) throws Exception {
        TestIdentity byAddress = AUTHORITY.issue("by address").ip("127.0.0.1").mint();
        try (SmtpSink sink = listening(mode, byAddress)) {
            send(at("127.0.0.1", sink, mode));
            assertThat(sink.awaitMail(1).get(0).tls().serverNames()).isEmpty();
        }
        TestIdentity wildcard = AUTHORITY.issue("wildcard").dns("*.example.com").mint();
        try (SmtpSink sink = listening(mode, wildcard)) {
            send(at("localhost", sink, mode).with("tlsServerName", "smtp.example.com"));
            assertThat(sink.awaitMail(1).get(0).tls().serverNames()).containsExactly("smtp.example.com");
        }
        try (SmtpSink sink = listening(mode, SERVER)) {
            send(at("localhost", sink, mode));
            assertThat(sink.awaitMail(1).get(0).tls().serverNames()).containsExactly("localhost");
        }
    }

    @Test
    void aMessageOfManyPartsArrivesByteForByte() throws Exception {
        byte[] attachment = new byte[300_000];
        new Random(7).nextBytes(attachment);
        try (SmtpSink sink = locked().starttls(SERVER.serverContext()).start()) {
            Session session = overTls(sink.port(), "starttls", TRUST).session();
            MimeMessage message = Resource.message(session);
            MimeBodyPart text = new MimeBodyPart();
            text.setText("Grüße\n.\n..two dots\n.\r\nlast line without an end", "UTF-8", "plain");
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment, "application/pdf")));
            file.setFileName("Bericht für März.pdf");
            message.setContent(new MimeMultipart(text, file));
            Transport.send(message);
            MimeMultipart parts =
                    (MimeMultipart) sink.awaitMail(1).get(0).message().getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(0).getContent())
                    .isEqualTo("Grüße\r\n.\r\n..two dots\r\n.\r\nlast line without an end");
            BodyPart received = parts.getBodyPart(1);
            assertThat(received.getInputStream().readAllBytes()).isEqualTo(attachment);
            assertThat(received.getContentType()).startsWith("application/pdf");
        }
    }

    @Test
    void linesThatBeginWithADotArriveAsTheyWereWhateverTheChunkSizeOfAngus() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = Resource.mail()
                    .at("localhost", sink.port())
                    .with("mail.smtp.chunksize", "1000")
                    .session();
            session.getProperties().setProperty("mail.smtp.chunksize", "1000");
            send(session);
            send(session);
            assertThat(sink.awaitMail(2))
                    .allSatisfy(
                            mail -> assertThat(mail.message().getContent()).isEqualTo("A text\r\n.\r\n.with dots\r\n"));
            // The first line, the rest, and then all in one.
            assertThat(sink.commands())
                    .filteredOn(command -> command.startsWith("BDAT"))
                    .hasSize(3);
        }
    }

    @Test
    void severalMessagesGoThroughOneTransport() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            Message message = Resource.message(session);
            message.saveChanges();
            Address[] recipients = message.getAllRecipients();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                transport.sendMessage(message, recipients);
                transport.sendMessage(message, recipients);
                assertThat(transport.isConnected()).isTrue();
            }
            assertThat(sink.awaitMail(2)).hasSize(2);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    private static SmtpSink.Builder locked() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static SmtpSink listening(String mode, TestIdentity identity) {
        return (mode.equals("implicit")
                        ? SmtpSink.builder().implicitTls(identity.serverContext())
                        : SmtpSink.builder().starttls(identity.serverContext()))
                .start();
    }

    private static Resource at(String host, SmtpSink sink, String mode) {
        return Resource.mail().at(host, sink.port()).with("tls", mode).with("truststoreFile", TRUST.toString());
    }

    private static void assertArrivedOverTls(SmtpSink sink) throws Exception {
        ReceivedMail mail = sink.awaitMail(1).get(0);
        assertThat(mail.message().getSubject()).isEqualTo("A subject");
        assertThat(mail.from()).isEqualTo(USER);
        assertThat(mail.to()).containsExactly("to@example.com");
        assertThat(mail.tls()).isNotNull();
        assertThat(mail.login()).extracting(AuthAttempt::user).isEqualTo(USER);
        assertThat(sink.logins()).hasSize(1);
    }
}
