package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a server offers, and however well it is known, an application sees the same and the same arrives as when each
 * command waits for its reply, and as with Jakarta Mail's own transport.
 */
@Timeout(120)
final class SameAsOneByOneTest {
    private static final String ME = "app@example.com";

    /** A message, to whom, with which properties, and how the server takes it. */
    private record Case(
            String name,
            Outcome.Letter letter,
            List<String> recipients,
            Map<String, String> properties,
            Consumer<SmtpSink.Builder> server,
            boolean alsoChunked) {
        static Case of(String name, Outcome.Letter letter) {
            return new Case(name, letter, List.of("to@example.com"), Map.of(), builder -> {}, /* alsoChunked= */ true);
        }

        Case to(String... addresses) {
            return new Case(name, letter, List.of(addresses), properties, server, alsoChunked);
        }

        Case with(String property, String value) {
            Map<String, String> more = new HashMap<>(properties);
            more.put(property, value);
            return new Case(name, letter, recipients, more, server, alsoChunked);
        }

        Case at(Consumer<SmtpSink.Builder> quirky) {
            return new Case(name, letter, recipients, properties, server.andThen(quirky), alsoChunked);
        }

        /** What a server says to DATA has no counterpart where there is none. */
        Case withDataOnly() {
            return new Case(name, letter, recipients, properties, server, /* alsoChunked= */ false);
        }

        Address[] addresses() throws MessagingException {
            List<Address> addresses = new ArrayList<>();
            for (String text : recipients) {
                InternetAddress address = new InternetAddress();
                address.setAddress(text);
                addresses.add(address);
            }
            return addresses.toArray(new Address[0]);
        }
    }

    static Stream<Named<Case>> cases() {
        String[] three = {"to@example.com", "bad@example.com", "later@example.com"};
        return Stream.of(
                        Case.of("a usual message", text("A text\nof two lines\n")),
                        Case.of("lone dots", text(".\n..\n.\r\n.a\n\n.")),
                        Case.of("no text at all", text("")),
                        Case.of("no last line end", text("A text")),
                        Case.of("8-bit text", raw("Subject: é\r\n\r\nGrüße \u00ff\r\n")),
                        Case.of("odd line ends", raw("A: b\r\n\r\na\rb\nc\r\r\nd\n\r.e\r\r\r.f\n\n.g\r")),
                        Case.of(
                                "letters as they are in a header",
                                smtp(message -> message.setHeader("X-Greeting", "Gr\u00fc\u00dfe \u4f60\u597d"))),
                        Case.of(
                                "letters as they are in a header of a part",
                                smtp(message -> message.setContent(parts("Gr\u00fc\u00dfe \u4f60\u597d.txt")))),
                        Case.of("no header", raw(".\r\n")),
                        Case.of("nothing", raw("")),
                        Case.of("a message of 1 MB", raw("x".repeat((1 << 20) - 2) + "\r\n")),
                        Case.of("1 MB and a line end", raw("x".repeat(1 << 20))),
                        Case.of("a line end across the limit", raw("x".repeat((1 << 20) - 1) + "\r\n.rest")),
                        Case.of("some MB", raw(lines(5_000_000))),
                        Case.of("many recipients", text("A text")).to(numbered(300)),
                        Case.of("the null sender", smtp(message -> message.setEnvelopeFrom("<>"))),
                        Case.of("a refused sender", text("A text")).at(refusing(Stage.MAIL, "550 5.7.1 Not you")),
                        Case.of("a sender refused for now", text("A text")).at(refusing(Stage.MAIL, "451 4.3.0 Later")),
                        Case.of("a sender refused, of many MB", raw(lines(3_000_000)))
                                .at(refusing(Stage.MAIL, "550 5.7.1 Not you")),
                        Case.of("a refused recipient", text("A text")).to("bad@example.com"),
                        Case.of("a recipient refused for now", text("A text")).to("later@example.com"),
                        Case.of("a refused recipient, some MB", raw(lines(3_000_000)))
                                .to("bad@example.com"),
                        Case.of("a recipient elsewhere", text("A text"))
                                .at(refusing(Stage.RCPT, "251 2.1.5 Forwarded")),
                        Case.of("one of three refused", text("A text")).to(three),
                        Case.of("three refused", text("A text"))
                                .to("bad@example.com", "bad@example.com", "later@example.com"),
                        Case.of("some refused, partial delivery", text("A text"))
                                .to(three)
                                .with("mail.smtp.sendpartial", "true"),
                        Case.of(
                                        "some refused, partial delivery of the message",
                                        smtp(message -> message.setSendPartial(true)))
                                .to(three),
                        Case.of("all refused, partial delivery", text("A text"))
                                .to("bad@example.com", "later@example.com")
                                .with("mail.smtp.sendpartial", "true"),
                        Case.of("some refused, some MB, partial delivery", raw(lines(3_000_000)))
                                .to(three)
                                .with("mail.smtp.sendpartial", "true"),
                        Case.of("a group", text("A text")).to("friends: a@example.com, bad@example.com;"),
                        Case.of("a group, the sender refused", text("A text"))
                                .to("friends: a@example.com, b@example.com;")
                                .at(refusing(Stage.MAIL, "550 5.7.1 Not you")),
                        Case.of("a report of success", text("A text")).with("mail.smtp.reportsuccess", "true"),
                        Case.of("a report of failure", text("A text"))
                                .to(three)
                                .with("mail.smtp.reportsuccess", "true"),
                        Case.of("a report, the sender refused", text("A text"))
                                .with("mail.smtp.reportsuccess", "true")
                                .at(refusing(Stage.MAIL, "550 5.7.1 Not you")),
                        Case.of("all options of a message", smtp(message -> {
                                    message.setEnvelopeFrom("bounces@example.com");
                                    message.setNotifyOptions(SMTPMessage.NOTIFY_DELAY | SMTPMessage.NOTIFY_FAILURE);
                                    message.setReturnOption(SMTPMessage.RETURN_HDRS);
                                    message.setMailExtension("SIZE=1000");
                                    message.setAllow8bitMIME(true);
                                    message.setSubmitter("someone@example.com");
                                    message.setText("Grüße", "UTF-8");
                                }))
                                .at(builder -> builder.user(ME, "secret").authBeforeTls()),
                        Case.of(
                                "an option that the server does not take",
                                smtp(message -> message.setMailExtension("X=1"))),
                        Case.of("options of the session", text("A text"))
                                .with("mail.smtp.from", "bounces@example.com")
                                .with("mail.smtp.dsn.ret", "FULL")
                                .with("mail.smtp.dsn.notify", "NEVER"),
                        Case.of("addresses in UTF-8", text("A text"))
                                .to("grüße@example.com")
                                .with("mail.mime.allowutf8", "true"),
                        Case.of("a line end in an address", text("A text")).to("a@example.com", "b@x>\r\nRCPT TO:<c@x"),
                        Case.of("a refused message", text("A text")).at(refusing(Stage.FINAL_DOT, "554 5.7.1 Spam")),
                        Case.of("a message refused for now, some MB", raw(lines(3_000_000)))
                                .at(refusing(Stage.FINAL_DOT, "452 4.3.1 Full")),
                        Case.of("no recipient is enough", text("A text"))
                                .at(refusing(Stage.DATA, "554 5.5.1 No valid recipients"))
                                .withDataOnly(),
                        Case.of("not now", text("A text"))
                                .at(refusing(Stage.DATA, "451 4.3.0 Not now"))
                                .withDataOnly())
                .map(each -> Named.of(each.name(), each));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asWithJakartaMail(Case each) throws Exception {
        try (SmtpSink sink = sink(each, /* plain= */ true)) {
            Properties properties = new Properties();
            properties.putAll(each.properties());
            properties.setProperty("mail.smtp.host", sink.host());
            properties.setProperty("mail.smtp.port", Integer.toString(sink.port()));
            Outcome angus = outcome(each, Session.getInstance(properties), sink);

            // Where this side finds a mistake between two commands, Jakarta Mail leaves the recipients to the next
            // message.
            boolean reset = each.name().equals("a line end in an address");
            assertThat(oneByOne(each).wordless())
                    .usingRecursiveComparison()
                    .ignoringFields(reset ? new String[] {"lastResponse", "received"} : new String[0])
                    .isEqualTo(angus.wordless());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asOneByOne(Case each) throws Exception {
        Outcome expected = oneByOne(each);
        for (int known = 0; known < 3; known++) {
            for (String missing : each.alsoChunked() ? new String[] {"CHUNKING", "NONE"} : new String[] {"CHUNKING"}) {
                try (SmtpSink sink = sink(each, /* plain= */ false, missing)) {
                    Session session = session(each, sink);
                    for (int i = 0; i < known; i++) {
                        sendAnyway(usual().write(session));
                    }
                    assertThat(outcome(each, session, sink))
                            .as("without %s, after %d messages", missing, known)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static void sendAnyway(Message message) throws MessagingException {
        try {
            Transport.send(message);
        } catch (SMTPSendFailedException report) {
            assertThat(report.getReturnCode()).isEqualTo(250);
        }
    }

    private static Outcome oneByOne(Case each) throws Exception {
        try (SmtpSink sink = sink(each, /* plain= */ true)) {
            return outcome(each, session(each, sink), sink);
        }
    }

    private static Outcome outcome(Case each, Session session, SmtpSink sink) throws Exception {
        return Outcome.of(session, sink, each.letter(), usual(), each.addresses());
    }

    private static Session session(Case each, SmtpSink sink) throws Exception {
        Resource resource = Resource.mail().at("localhost", sink.port());
        each.properties().forEach(resource::with);
        return resource.session();
    }

    private static SmtpSink sink(Case each, boolean plain, String... missing) {
        SmtpSink.Builder builder = SmtpSink.builder()
                .without(plain ? new String[] {"PIPELINING", "CHUNKING"} : missing)
                .rejectRecipient("bad@example.com"::equals, "550 5.1.1 User unknown")
                .rejectRecipient("later@example.com"::equals, "452-4.2.2 Mailbox", "452 4.2.2 full");
        each.server().accept(builder);
        return builder.start();
    }

    /** Refuses what is not the usual message, which has another sender. */
    private static Consumer<SmtpSink.Builder> refusing(Stage stage, String reply) {
        return builder -> builder.quirk(new Quirk() {
            private boolean usual;

            @Override
            public synchronized Reply reply(io.github.catamail.testing.smtp.Moment moment, Reply faithful) {
                if (moment.stage() == Stage.MAIL) {
                    usual = moment.command().contains("<usual@example.com>");
                }
                return moment.stage() == stage && !usual ? Reply.lines(reply) : faithful;
            }
        });
    }

    private static Outcome.Letter usual() {
        return session -> {
            SMTPMessage message = new Fixed(session);
            message.setEnvelopeFrom("usual@example.com");
            message.setRecipient(RecipientType.TO, new InternetAddress("usual-to@example.com"));
            message.setText("The usual.");
            message.saveChanges();
            return message;
        };
    }

    private static Outcome.Letter text(String text) {
        return smtp(message -> message.setText(text));
    }

    private static MimeMultipart parts(String letters) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText("A text");
        part.setHeader("Content-Description", letters);
        return new MimeMultipart(part) {
            {
                contentType = "multipart/mixed; boundary=\"edge\"";
            }
        };
    }

    private interface Filling {
        void fill(SMTPMessage message) throws MessagingException;
    }

    private static Outcome.Letter smtp(Filling filling) {
        return session -> {
            SMTPMessage message = new Fixed(session);
            message.setText("A text");
            filling.fill(message);
            message.saveChanges();
            return message;
        };
    }

    /** A message that writes just these bytes, in pieces of any size. */
    private static Outcome.Letter raw(String octets) {
        return session -> new Fixed(session) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) throws java.io.IOException {
                byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
                Random random = new Random(bytes.length);
                int done = 0;
                while (done < bytes.length) {
                    int count = Math.min(bytes.length - done, random.nextInt(bytes.length > 1000 ? 50_000 : 4));
                    if (count == 1) {
                        out.write(bytes[done]);
                    } else {
                        out.write(bytes, done, count);
                    }
                    done += count;
                }
                out.flush();
            }
        };
    }

    private static String lines(int octets) {
        StringBuilder text = new StringBuilder("Subject: lines\r\n\r\n");
        for (int i = 0; text.length() < octets; i++) {
            text.append(i % 3 == 0 ? ".." : "").append(i).append(i % 2 == 0 ? "\r\n" : "\n.");
        }
        return text.toString();
    }

    private static String[] numbered(int count) {
        String[] addresses = new String[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = "number" + i + "@example.com";
        }
        return addresses;
    }

    /** A message that is the same each time. */
    private static class Fixed extends SMTPMessage {
        Fixed(Session session) throws MessagingException {
            super(session);
            setFrom(new InternetAddress(ME));
            setHeader("Date", "Thu, 1 Jan 1970 00:00:00 +0000");
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<1@example.com>");
        }
    }
}
