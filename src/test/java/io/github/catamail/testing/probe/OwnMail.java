package io.github.catamail.testing.probe;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;

/**
 * The messages that an application makes. Keeps to what JavaMail 1.4 had, so that it can also be run as a class of that
 * time.
 */
public final class OwnMail {
    /** The MIME type that {@code META-INF/mailcap} names. */
    public static final String OF_MAILCAP = "application/x-own";
    /** The MIME type that {@code META-INF/jakarta.mailcap} names. */
    public static final String OF_JAKARTA_MAILCAP = "application/x-own-jakarta";

    private OwnMail() {}

    static MimeMessage text(Session session, String subject) throws Exception {
        MimeMessage message = empty(session, subject);
        message.setText("A text", "UTF-8");
        return message;
    }

    /** A text, and the same in HTML. */
    static MimeMessage parts(Session session, String subject) throws Exception {
        MimeMessage message = empty(session, subject);
        message.setContent(alternative());
        return message;
    }

    /** The same with an attachment. */
    static MimeMessage attachment(Session session, String subject) throws Exception {
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(alternative());
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.setDataHandler(new DataHandler(new OwnSource("data")));
        attachment.setFileName("data.bin");
        MimeMultipart mixed = new MimeMultipart();
        mixed.addBodyPart(body);
        mixed.addBodyPart(attachment);
        MimeMessage message = empty(session, subject);
        message.setContent(mixed);
        return message;
    }

    private static MimeMultipart alternative() throws Exception {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText("Grüße", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<p>Grüße</p>", "text/html; charset=UTF-8");
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(plain);
        alternative.addBodyPart(html);
        return alternative;
    }

    static MimeMessage document(Session session, String subject, String type) throws Exception {
        MimeMessage message = empty(session, subject);
        message.setContent(new OwnDocument(subject), type);
        return message;
    }

    /** Sends by a session that it makes itself, and has nothing to do with the server's. */
    public static void sendPrivately(String port, String subject) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", port);
        Transport.send(attachment(Session.getInstance(properties), subject));
    }

    private static MimeMessage empty(Session session, String subject) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("app@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("joe@example.com"));
        message.setSubject(subject, "UTF-8");
        return message;
    }
}
