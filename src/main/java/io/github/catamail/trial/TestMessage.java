package io.github.catamail.trial;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** The message of a test: with a text and an attachment, as those show more mistakes of class paths than a text alone. */
final class TestMessage {
    private static final String TEXT = StandardCharsets.US_ASCII.name();

    private TestMessage() {}

    /**
     * Makes one.
     *
     * @param endpoint the server that it goes through
     * @param machine what this machine calls itself
     */
    static MimeMessage of(
            Session session,
            MailSettings settings,
            Endpoint endpoint,
            String machine,
            InternetAddress sender,
            InternetAddress recipient,
            Instant now)
            throws MessagingException {
        String address = sender.getAddress();
        MimeMessage message = new MimeMessage(session) {
            /** Jakarta Mail names the user and the host as the machine sees them, which is mostly localhost. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader(
                        "Message-ID",
                        "<catamail-test." + UUID.randomUUID() + address.substring(address.lastIndexOf('@')) + ">");
            }
        };
        message.setFrom(sender);
        message.setRecipient(Message.RecipientType.TO, recipient);
        message.setSentDate(Date.from(now));
        message.setSubject("Test of " + settings.resource() + " through " + endpoint.address());
        // RFC 3834, 5: nobody is to answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(
                "This message was sent by Catamail on " + machine + " to test the mail session " + settings.resource()
                        + ".\n\nServer: " + endpoint + "\nLogin: " + login(settings)
                        + "\n\nIf it arrived, with its attachment, mail of applications arrives too.\n",
                TEXT);
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.setText("An attachment of a test message.\n", TEXT);
        attachment.setFileName("catamail-test.txt");
        attachment.setDisposition(MimeBodyPart.ATTACHMENT);
        message.setContent(new MimeMultipart(text, attachment));
        message.saveChanges();
        return message;
    }

    private static String login(MailSettings settings) {
        return settings.authentication().credentials() == null
                ? "none"
                : settings.authentication().credentials().user();
    }
}
