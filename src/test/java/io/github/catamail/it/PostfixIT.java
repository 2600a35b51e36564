package io.github.catamail.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.postfix.Postfix;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a real Postfix. */
final class PostfixIT {
    private static final String USER = "app@catamail.test";
    private static final String PASSWORD = "correct horse";

    @TempDir
    static Path directory;

    private static Postfix postfix;
    private static Path trust;

    @BeforeAll
    static void startPostfix() throws Exception {
        Optional<String> obstacle = Postfix.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "No mail was sent through Postfix: " + obstacle.orElseThrow());
        TestIdentity authority = TestCertificates.root("Test CA");
        trust = authority.writeTrustPem(directory.resolve("ca.pem"));
        postfix = Postfix.start(authority.issue("localhost").dns("localhost").mint(), Map.of(USER, PASSWORD));
    }

    @AfterAll
    static void stopPostfix() throws Exception {
        if (postfix != null) {
            postfix.close();
        }
    }

    /** If this one fails, it is Postfix that does not run as it should. */
    @Test
    void theStockClientGetsThrough() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", Integer.toString(postfix.submission()));
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.trust", "*");

        Transport.send(message(Session.getInstance(properties), "by the stock client"), USER, PASSWORD);

        assertThat(postfix.awaitMail("by the stock client")).contains("with ESMTPSA id");
    }

    @Test
    void mailOverStarttlsIsDeliveredWholeAndLoggedIn() throws Exception {
        Session session = mail(postfix.submission()).with("tls", "starttls").session();

        Transport.send(message(session, "over STARTTLS"));

        assertDeliveredWhole(postfix.awaitMail("Subject: over STARTTLS"));
    }

    @Test
    void mailOverImplicitTlsIsDeliveredWholeAndLoggedIn() throws Exception {
        Session session = mail(postfix.submissions()).with("tls", "implicit").session();

        Transport.send(message(session, "over implicit TLS"));

        assertDeliveredWhole(postfix.awaitMail("Subject: over implicit TLS"));
    }

    @Test
    void theWordsOfJakartaMailDoTheSame() throws Exception {
        Session session = Resource.mail()
                .with("mail.transport.protocol", "smtps")
                .with("mail.smtp.host", "localhost")
                .with("mail.smtp.port", Integer.toString(postfix.submissions()))
                .with("mail.smtp.auth", "true")
                .with("mail.smtp.user", USER)
                .with("password", PASSWORD)
                .with("truststoreFile", trust.toString())
                .session();

        Transport.send(message(session, "in the words of Jakarta Mail"));

        assertDeliveredWhole(postfix.awaitMail("Subject: in the words of Jakarta Mail"));
    }

    @Test
    void severalMessagesGoOverOneTransport() throws Exception {
        Session session = mail(postfix.submission()).with("tls", "starttls").session();

        try (Transport transport = session.getTransport()) {
            transport.connect();
            for (String subject : new String[] {"the first of two", "the second of two"}) {
                MimeMessage message = message(session, subject);
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }

        assertDeliveredWhole(postfix.awaitMail("Subject: the first of two"));
        assertDeliveredWhole(postfix.awaitMail("Subject: the second of two"));
    }

    @Test
    void messagesArriveWholeHoweverWellTheServerIsKnown() throws Exception {
        Session session = mail(postfix.submission())
                .with("tls", "starttls")
                .with("maxMessagesPerConnection", "4")
                .with("idleTimeout", "1s")
                .session();

        for (String subject : new String[] {"with a first chunk", "with a chunk"}) {
            Transport.send(message(session, subject));
        }
        MimeMessage toTwo = message(session, "to two");
        toTwo.addRecipient(RecipientType.CC, new InternetAddress("second@catamail.test"));
        Transport.send(toTwo);
        MimeMessage large = message(session, "in parts");
        large.setText("A dot:\n.\n..two dots\n" + "a line of many\n".repeat(200_000) + "the end");
        Transport.send(large);
        for (String subject : new String[] {"with a first chunk again", "at once"}) {
            Transport.send(message(session, subject));
        }

        for (String subject :
                new String[] {"with a first chunk", "with a chunk", "to two", "with a first chunk again", "at once"}) {
            assertDeliveredWhole(postfix.awaitMail("Subject: " + subject + "\n"));
        }
        String parts = postfix.awaitMail("Subject: in parts\n");
        assertThat(parts)
                .contains("\n\nA dot:\n.\n..two dots\na line of many\n")
                .endsWith("a line of many\nthe end\n");
        assertThat(parts.lines().filter("a line of many"::equals)).hasSize(200_000);
        for (String counts : new String[] {"rcpt=5 data=1 bdat=4 ", "rcpt=2 bdat=3 "}) {
            assertThat(postfix.awaitLog(counts)).contains("disconnect");
        }
    }

    @Test
    void aWrongPasswordIsAnAuthenticationFailureInTheWordsOfPostfix() throws Exception {
        Session session = Resource.mail()
                .at("localhost", postfix.submission())
                .with("user", USER)
                .with("password", "wrong horse")
                .with("truststoreFile", trust.toString())
                .with("tls", "starttls")
                .session();

        AuthenticationFailedException failure = catchThrowableOfType(
                AuthenticationFailedException.class, () -> Transport.send(message(session, "with a wrong password")));

        assertThat(failure).hasMessageContaining("535 5.7.8").hasMessageContaining("'password'");
        assertThat(failure.getMessage()).doesNotContain("wrong horse");
        assertThat(postfix.awaitLog("authentication failed")).contains("sasl_username=" + USER);
    }

    @Test
    void noPasswordIsSentWithoutTls() throws Exception {
        Session session = mail(postfix.submission()).with("tls", "none").session();

        MessagingException failure =
                catchThrowableOfType(MessagingException.class, () -> Transport.send(message(session, "in clear")));

        assertThat(failure)
                .hasMessage("Session: could not log in to localhost:" + postfix.submission() + " (no TLS) as " + USER
                        + ": the server does not offer AUTH. Nothing was sent without a login. Many servers offer it"
                        + " over TLS only: set tls=\"starttls\". If the server needs no login, remove 'user' and"
                        + " 'password' [auth-not-offered]");
        assertThat(postfix.awaitLog("ehlo=1 commands=1")).contains("disconnect");
    }

    @Test
    void oneRefusedRecipientStopsTheMessage() throws Exception {
        Session session = mail(postfix.submission()).with("tls", "starttls").session();
        MimeMessage message = message(session, "for two of whom one is refused");
        message.addRecipient(RecipientType.CC, new InternetAddress("refused@catamail.test"));

        SendFailedException failure = catchThrowableOfType(SendFailedException.class, () -> Transport.send(message));

        assertThat(failure.getInvalidAddresses()).containsExactly(new InternetAddress("refused@catamail.test"));
        assertThat(failure).hasMessageContaining("554 5.7.1");
        Transport.send(message(session, "after the refusal"));
        postfix.awaitMail("Subject: after the refusal");
        assertThat(postfix.mail()).noneMatch(mail -> mail.contains("Subject: for two of whom one is refused"));
    }

    private static Resource mail(int port) {
        return Resource.mail()
                .at("localhost", port)
                .with("user", USER)
                .with("password", PASSWORD)
                .with("truststoreFile", trust.toString());
    }

    /** A text that only survives if lines with dots, long texts and accents are transferred as they should. */
    private static MimeMessage message(Session session, String subject) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(USER));
        message.setRecipient(RecipientType.TO, new InternetAddress("reader@catamail.test"));
        message.setSubject(subject);
        message.setText("A dot:\n.\n..two dots\n" + "a line of many\n".repeat(20_000) + "the end", "UTF-8");
        return message;
    }

    private static void assertDeliveredWhole(String mail) throws Exception {
        assertThat(mail)
                .contains("(using TLSv1.3 with cipher")
                .contains("by mail.catamail.test (Postfix) with ESMTPSA id")
                .contains("\n\nA dot:\n.\n..two dots\na line of many\n")
                .endsWith("a line of many\nthe end\n");
        assertThat(mail.lines().filter("a line of many"::equals)).hasSize(20_000);
        String queueId = mail.replaceFirst("(?s).*with ESMTPSA id (\\w+).*", "$1");
        assertThat(postfix.awaitLog(queueId + ": client=")).contains("sasl_username=" + USER);
    }
}
