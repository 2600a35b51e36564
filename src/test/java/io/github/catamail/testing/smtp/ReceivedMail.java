package io.github.catamail.testing.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message that the server took.
 *
 * @param connection the number of the connection, from 1
 * @param clientName the name given with EHLO or HELO
 * @param sender the sender of the envelope
 * @param recipients the recipients that were accepted
 * @param raw the message, one character for each byte (ISO 8859-1), dots unstuffed
 * @param tls the facts of the TLS connection, null in clear
 * @param login who had logged in and how, null when nobody had
 */
public record ReceivedMail(
        int connection,
        String clientName,
        EnvelopePath sender,
        List<EnvelopePath> recipients,
        String raw,
        @Nullable TlsFacts tls,
        @Nullable AuthAttempt login) {
    /** Returns the address of the sender of the envelope. */
    public String from() {
        return sender.address();
    }

    /** Returns the addresses of the recipients of the envelope. */
    public List<String> to() {
        return recipients.stream().map(EnvelopePath::address).toList();
    }

    /** Returns the message as it came, dots unstuffed. */
    public byte[] bytes() {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the Message-ID, which every message must have and cannot have twice, with its angle brackets. */
    public String messageId() {
        List<String> ids = raw.substring(0, raw.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .map(line -> line.substring("Message-ID: ".length()))
                .toList();
        if (ids.size() != 1) {
            throw new AssertionError("one Message-ID expected, there are " + ids + " in: " + raw);
        }
        return ids.get(0);
    }

    /** Parses the message. */
    public MimeMessage message() {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes()));
        } catch (MessagingException notMime) {
            throw new AssertionError("what was received is no message", notMime);
        }
    }
}
