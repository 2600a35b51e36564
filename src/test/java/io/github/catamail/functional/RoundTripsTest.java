package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a message makes the client wait for the server. A turn is what is sent before a reply to it can have been seen. */
@Timeout(60)
final class RoundTripsTest {
    @TempDir
    private Path dir;

    @Test
    void theFirstMessageToAServerWaitsForLeaveToSendItsText() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Sending.send(session(sink));

            assertThat(turns(sink, 1)).containsExactly(List.of("MAIL", "RCPT", "DATA"));
        }
    }

    @Test
    void theSecondMessageTriesChunksWithItsFirstLine() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = session(sink);
            Sending.send(session);
            Sending.send(session);

            assertThat(turns(sink, 2)).containsExactly(List.of("MAIL", "RCPT"), List.of("BDAT"), List.of("BDAT LAST"));
            assertThat(sink.mails().get(1).raw()).contains("\r\n\r\nA text\r\n.\r\n.with dots\r\n");
        }
    }

    @Test
    void aMessageToAKnownServerTakesOneRoundTrip() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Sending.send(warm(sink));

            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL", "RCPT", "BDAT LAST"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void soItDoesOverTls(String mode) throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        TestIdentity server = authority.issue("localhost").dns("localhost").mint();
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        SmtpSink.Builder builder = SmtpSink.builder().user(Sending.USER, Sending.PASSWORD);
        builder = mode.equals("implicit")
                ? builder.implicitTls(server.serverContext())
                : builder.starttls(server.serverContext());
        try (SmtpSink sink = builder.start()) {
            Session session = Sending.overTls(sink.port(), mode, trust).session();
            for (int i = 0; i < 3; i++) {
                Sending.send(session);
            }
            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL", "RCPT", "BDAT LAST"));
            assertThat(sink.mails()).hasSize(3);
        }
    }

    @Test
    void withoutChunkingItTakesTwo() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().without("CHUNKING").start()) {
            Sending.send(warm(sink));

            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL", "RCPT", "DATA"));
        }
    }

    @Test
    void withoutPipeliningThereIsOneForEachCommandEvenWithChunking() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().without("PIPELINING").start()) {
            Sending.send(warm(sink));

            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL"), List.of("RCPT"), List.of("DATA"));
        }
    }

    @Test
    void extensionsMadeUnreadableByAFirewallAreNotUsed() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().extensions("XXXXXXXA", "XXXXXXXB").start()) {
            Sending.send(warm(sink));

            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL"), List.of("RCPT"), List.of("DATA"));
        }
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = Resource.mail()
                    .at("localhost", sink.port())
                    .with("pipelining", "false")
                    .session();
            for (int i = 0; i < 3; i++) {
                Sending.send(session);
            }
            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL"), List.of("RCPT"), List.of("DATA"));
        }
    }

    @Test
    void anyNumberOfRecipientsGoesInOneTurnAndTheTextInAnother() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            MimeMessage message = Resource.message(warm(sink));
            message.setRecipients(Message.RecipientType.TO, people(50));
            Transport.send(message);

            List<List<String>> turns = turns(sink, 3);
            assertThat(turns).hasSize(2);
            assertThat(turns.get(0)).hasSize(51).startsWith("MAIL", "RCPT");
            assertThat(turns.get(1)).containsExactly("BDAT LAST");
            assertThat(sink.mails().get(2).to()).hasSize(50);
        }
    }

    @Test
    void manyRecipientsDoNotFillTheWay() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            MimeMessage message = Resource.message(warm(sink));
            Transport.send(message, people(5000));

            assertThat(sink.mails().get(2).to()).hasSize(5000);
            assertThat(turns(sink, 3)).hasSizeGreaterThan(5).allMatch(turn -> turn.size() < 2000);
        }
    }

    @Test
    void wherePartialDeliveryIsAllowedNobodyIsWaitedFor() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink, Resource.mail().with("mail.smtp.sendpartial", "true"));
            MimeMessage message = Resource.message(session);
            message.setRecipients(Message.RecipientType.TO, people(2));
            Transport.send(message);

            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL", "RCPT", "RCPT", "BDAT LAST"));
        }
    }

    @Test
    void aLongMessageGoesInPartsOfWhichTwoAreOnTheirWay() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            MimeMessage message = Resource.message(warm(sink));
            message.setText("0123456789abcde\n".repeat(200_000));
            Transport.send(message);

            assertThat(sink.commands(3).stream().filter(line -> line.startsWith("BDAT")))
                    .hasSize(4)
                    .startsWith("BDAT 1048576", "BDAT 1048576", "BDAT 1048576")
                    .last()
                    .asString()
                    .endsWith(" LAST");
            assertThat(turns(sink, 3).get(0)).containsExactly("MAIL", "RCPT");
            assertThat(sink.mails().get(2).raw())
                    .endsWith("\r\n0123456789abcde\r\n")
                    .hasSizeGreaterThan(3_400_000);
        }
    }

    @Test
    void aConnectionThatWasSilentForAWhileHasToAnswerBeforeItGetsTheText() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink);
            Message message = Resource.message(session);
            message.saveChanges();
            Address[] recipients = message.getAllRecipients();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                Sending.letPass(Duration.ofMillis(1100));
                transport.sendMessage(message, recipients);
                transport.sendMessage(message, recipients);
            }
            assertThat(turns(sink, 3))
                    .containsExactly(
                            List.of("MAIL", "RCPT"), List.of("BDAT LAST"), List.of("MAIL", "RCPT", "BDAT LAST"));
        }
    }

    @Test
    void oneThatWasSilentForAMomentDoesNotHaveTo() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink);
            Message message = Resource.message(session);
            message.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                Sending.letPass(Duration.ofMillis(20));
                transport.sendMessage(message, message.getAllRecipients());
            }
            assertThat(turns(sink, 3)).containsExactly(List.of("MAIL", "RCPT", "BDAT LAST"));
        }
    }

    @Test
    void lookingWhetherTheServerIsStillThereDoesNotDisturbTls() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        TestIdentity server = authority.issue("localhost").dns("localhost").mint();
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        try (SmtpSink sink = SmtpSink.builder().starttls(server.serverContext()).start()) {
            Session session = Resource.mail()
                    .at("localhost", sink.port())
                    .with("tls", "starttls")
                    .with("truststoreFile", trust.toString())
                    .session();
            Message message = Resource.message(session);
            message.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                for (int i = 0; i < 5; i++) {
                    transport.sendMessage(message, message.getAllRecipients());
                    Sending.letPass(Duration.ofMillis(20));
                }
                sink.timeOutConnections();
                Sending.letPass(Duration.ofMillis(20));
                assertThat(catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients())))
                        .hasMessageContaining("421 4.4.2 sink.test Error: timeout exceeded");
            }
            assertThat(turns(sink, 1))
                    .endsWith(List.of("MAIL", "RCPT", "BDAT LAST"), List.of("MAIL", "RCPT", "BDAT LAST"));
            assertThat(sink.mails()).hasSize(5);
        }
    }

    @Test
    void leaveThatComesAfterARefusalIsUsedForNothing() throws Exception {
        Quirk generous = Quirk.replying(Stage.DATA, Reply.lines("354 Go on"));
        try (SmtpSink sink = SmtpSink.builder()
                .without("CHUNKING")
                .rejectRecipient("bad@example.com"::equals, "550 5.1.1 User unknown")
                .quirk(generous)
                .start()) {
            Session session = session(sink);
            Message message = Resource.message(session);
            message.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                Address[] bad = {new InternetAddress("bad@example.com")};
                assertThat(catchThrowable(() -> transport.sendMessage(message, bad)))
                        .isInstanceOf(SendFailedException.class)
                        .hasMessageContaining("bad@example.com (\"550 5.1.1 User unknown\")");
                transport.sendMessage(message, message.getAllRecipients());
            }
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.commands(1)).containsSubsequence("DATA", "RSET", "DATA");
            // The empty text, which went to nobody, and the message.
            assertThat(sink.mails()).extracting(mail -> mail.to().size()).containsExactly(0, 1);
            assertThat(sink.mails().get(0).raw()).isEmpty();
        }
    }

    @Test
    void theLogShowsCommandsWhenTheyAreSentAndRepliesWhenTheyAreRead() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                LogCapture log = LogCapture.ofCatamail()) {
            Sending.send(warm(sink, Resource.mail().with("debug", "protocol")));

            List<String> lines = log.messages(Level.INFO);
            assertThat(lines.stream()
                            .filter(line -> line.matches("Session #\\d+ [CS]: .*"))
                            .map(line -> line.replaceFirst("Session #\\d+ ", "")))
                    .endsWith(
                            "C: MAIL FROM:<app@example.com>",
                            "C: RCPT TO:<to@example.com>",
                            "C: "
                                    + sink.commands(3).stream()
                                            .filter(line -> line.startsWith("BDAT"))
                                            .findFirst()
                                            .orElseThrow(),
                            "S: 250 2.1.0 Ok",
                            "S: 250 2.1.5 Ok",
                            "S: 250 2.0.0 Ok: queued as 3-1",
                            "C: QUIT");
        }
    }

    @Test
    void theFullLogShowsTheTextAndNothingThatWasNotSent() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = warm(sink, Resource.mail().with("debug", "full"));
            int before = log.messages(Level.INFO).size();
            Sending.send(session);

            List<String> lines = log.messages(Level.INFO);
            assertThat(lines.subList(before, lines.size()))
                    .containsOnlyOnce("Session MAIL FROM:<app@example.com>", "Session .with dots")
                    .containsOnlyOnce("Session DEBUG SMTP: use8bit false");
        }
    }

    private static Session session(SmtpSink sink) throws Exception {
        return Resource.mail().at("localhost", sink.port()).session();
    }

    private static Session warm(SmtpSink sink) throws Exception {
        return warm(sink, Resource.mail());
    }

    /** A session that knows its server by two messages. */
    private static Session warm(SmtpSink sink, Resource resource) throws Exception {
        Session session = resource.at("localhost", sink.port()).session();
        Sending.send(session);
        Sending.send(session);
        return session;
    }

    private static InternetAddress[] people(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    InternetAddress address = new InternetAddress();
                    address.setAddress("number" + number + "@example.com");
                    return address;
                })
                .toArray(InternetAddress[]::new);
    }

    /** The commands of the mail itself, cut to their verbs. */
    private static List<List<String>> turns(SmtpSink sink, int connection) {
        return sink.turns(connection).stream()
                .map(turn -> turn.stream()
                        .map(line -> line.split(" ", 2)[0] + (line.endsWith(" LAST") ? " LAST" : ""))
                        .filter(verb -> verb.matches("(MAIL|RCPT|DATA|BDAT.*)"))
                        .toList())
                .filter(turn -> !turn.isEmpty())
                .toList();
    }
}
