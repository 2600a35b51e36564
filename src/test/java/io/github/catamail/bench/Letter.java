package io.github.catamail.bench;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** The message that is sent, as an application builds it: a text of 2 KB. */
final class Letter {
    static final String FROM = "app@example.com";
    static final String SUBJECT = "Your order";
    static final String TEXT = "Forty-eight letters in each line of the text.\r\n".repeat(42);

    private Letter() {}

    /** Builds a new one. It is not saved, which gives it its Message-ID: to send it or to write it does that, once. */
    static MimeMessage build(Session session, List<String> recipients) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(FROM));
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setSubject(SUBJECT, "UTF-8");
        message.setText(TEXT, "UTF-8");
        return message;
    }
}
