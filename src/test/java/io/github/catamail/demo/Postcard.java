package io.github.catamail.demo;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

/**
 * The message of the demo: a text, the same in HTML, and a picture.
 *
 * <p>The sample application makes it from the text, and the demo makes it again to compare with what arrived.
 *
 * @param to the address of the recipient
 * @param subject any characters
 * @param text any characters
 */
record Postcard(String to, String subject, String text) {
    /** The file name of the picture. */
    static final String PICTURE = "stamp.png";

    /** Returns the text in HTML. */
    String html() {
        return "<!doctype html>\n<html><body style=\"font-family:Georgia,serif;color:#222\">\n<h2>" + escape(subject)
                + "</h2>\n<p>" + escape(text).replace("\n", "<br>") + "</p>\n</body></html>\n";
    }

    /** Returns the picture. */
    byte[] picture() {
        return Stamp.png(320, 120);
    }

    /** Returns the whole as a message of this session. */
    MimeMessage in(Session session) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(html(), "UTF-8", "html");
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(new MimeMultipart("alternative", plain, html));
        MimeBodyPart picture = new MimeBodyPart();
        picture.setDataHandler(new DataHandler(new ByteArrayDataSource(picture(), "image/png")));
        picture.setFileName(PICTURE);
        MimeMessage message = new MimeMessage(session);
        message.setFrom();
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(subject, "UTF-8");
        message.setContent(new MimeMultipart("mixed", body, picture));
        return message;
    }

    /** Returns the text as it may stand in HTML, attributes included. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
