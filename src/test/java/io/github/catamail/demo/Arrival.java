package io.github.catamail.demo;

import io.github.catamail.testing.smtp.ReceivedMail;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the mail server got, taken apart.
 *
 * @param from the sender of the envelope
 * @param to the recipients of the envelope
 * @param tls the version and cipher suite, or "no TLS"
 * @param login who had logged in, or "no login"
 * @param subject the subject
 * @param parts all parts of the message but the multiparts around them
 */
record Arrival(String from, List<String> to, String tls, String login, String subject, List<Leaf> parts) {
    /**
     * A part that has no parts.
     *
     * @param type the MIME type, without parameters
     * @param file the name of the file, or ""
     * @param raw the content, decoded, one character for each byte (ISO 8859-1)
     */
    record Leaf(String type, String file, String raw) {
        byte[] bytes() {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    static Arrival of(ReceivedMail mail) throws MessagingException, IOException {
        List<Leaf> parts = new ArrayList<>();
        collect(mail.message(), parts);
        return new Arrival(
                mail.from(),
                mail.to(),
                mail.tls() == null
                        ? "no TLS"
                        : mail.tls().protocol() + ", " + mail.tls().cipherSuite(),
                mail.login() == null
                        ? "no login"
                        : mail.login().user() + ", " + mail.login().mechanism(),
                Objects.requireNonNullElse(mail.message().getSubject(), ""),
                List.copyOf(parts));
    }

    /** Returns the first part of a type. */
    Optional<Leaf> part(String type) {
        return parts.stream().filter(part -> part.type().equals(type)).findFirst();
    }

    /** Returns what differs from the message that was to be sent; nothing if it arrived whole. */
    List<String> differences(Postcard postcard) {
        List<String> differences = new ArrayList<>();
        if (!subject.equals(postcard.subject())) {
            differences.add("the subject");
        }
        if (!to.equals(List.of(postcard.to()))) {
            differences.add("the recipient");
        }
        if (!part("text/plain").map(Leaf::text).filter(postcard.text()::equals).isPresent()) {
            differences.add("the plain text");
        }
        if (!part("text/html").map(Leaf::text).filter(postcard.html()::equals).isPresent()) {
            differences.add("the HTML text");
        }
        if (!part("image/png")
                .filter(picture -> picture.file().equals(Postcard.PICTURE))
                .filter(picture -> Arrays.equals(picture.bytes(), postcard.picture()))
                .isPresent()) {
            differences.add("the picture");
        }
        if (parts.size() != 3) {
            differences.add("the number of parts");
        }
        return differences;
    }

    private static void collect(Part part, List<Leaf> leaves) throws MessagingException, IOException {
        if (part.getContent() instanceof MimeMultipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                collect(child, leaves);
            }
        } else {
            leaves.add(new Leaf(
                    new ContentType(part.getContentType()).getBaseType(),
                    Objects.requireNonNullElse(part.getFileName(), ""),
                    new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)));
        }
    }
}
