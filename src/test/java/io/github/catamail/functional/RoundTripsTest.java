package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.session.SteppedResource;
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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    /** Longer than a server that has just spoken is taken to be there. */
    private static final Duration A_MOMENT = Duration.ofMillis(26);

    /** Longer than a connection may have been silent without being asked. */
    private static final Duration A_WHILE = Duration.ofMillis(1001);

    private static final List<String> ENVELOPE = List.of("MAIL", "RCPT");
    private static final List<String> TEXT = List.of("BDAT LAST");
    private static final List<String> ALL = List.of("MAIL", "RCPT", "BDAT LAST");
    private static final List<String> ALL_BUT_TEXT = List.of("MAIL", "RCPT", "DATA");

    /** So many messages have been taken over one connection before. */
    private static final int KNOWN = 5;

    @TempDir
    private Path dir;

    @Test
    void theFirstMessageOfAConnectionTriesChunksWithItsFirstLine() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Sending.send(resource.session());

            assertThat(turns(sink)).containsExactly(List.of("MAIL", "RCPT", "BDAT"), TEXT);
            String raw = sink.mails().get(0).raw();
            int firstLine = raw.indexOf('\n') + 1;
            assertThat(sink.commands()).contains("BDAT " + firstLine, "BDAT " + (raw.length() - firstLine) + " LAST");
            assertThat(raw).contains("\r\n\r\nA text\r\n.\r\n.with dots\r\n");
        }
    }

    @Test
    void theNextOneTakesTwoWhereNoConnectionHasBeenUsedSoOften() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            sendTwice(resource.session());

            assertThat(turns(sink)).hasSize(4).endsWith(ENVELOPE, TEXT);
        }
    }

    @Test
    void theNextOneTakesOneRoundTrip() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            sendTwice(known(resource, sink));

            assertThat(turns(sink, 2)).hasSize(3).last().isEqualTo(ALL);
            assertThat(sink.mails().get(KNOWN + 1).raw()).contains("\r\n\r\nA text\r\n.\r\n.with dots\r\n");
            assertThat(sink.connections()).isEqualTo(2);
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
        try (SmtpSink sink = builder.start();
                SteppedResource resource = SteppedResource.of(Sending.overTls(sink.port(), mode, trust))) {
            Session session = known(resource, sink);
            // What TLS itself sends at its beginning is not waited for.
            sendTwice(session);
            sendTwice(session);

            assertThat(turns(sink, 2))
                    .startsWith(List.of("MAIL", "RCPT", "BDAT"), TEXT)
                    .endsWith(ALL);
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.mails()).hasSize(KNOWN + 4);
        }
    }

    @Test
    void itTakesTwoIfTheServerHasBeenSilentForAMoment() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            Sending.send(session);
            resource.pass(A_MOMENT);
            Sending.send(session);

            assertThat(turns(sink, 2)).hasSize(4).endsWith(ENVELOPE, TEXT);
            assertThat(sink.commands(2)).doesNotContain("NOOP");
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void aKeptConnectionThatWasSilentForAWhileIsAsked() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            Sending.send(session);
            resource.pass(A_WHILE);
            Sending.send(session);

            // The answer is as good as any reply.
            assertThat(sink.commands(2)).containsOnlyOnce("NOOP");
            assertThat(turns(sink, 2)).hasSize(3).endsWith(ALL);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void soIsOneThatAnApplicationKeeps() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            Message message = Resource.message(session);
            message.saveChanges();
            Address[] recipients = message.getAllRecipients();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                resource.pass(A_WHILE);
                transport.sendMessage(message, recipients);
                resource.pass(A_MOMENT);
                transport.sendMessage(message, recipients);
                resource.pass(A_WHILE);
                transport.sendMessage(message, recipients);
            }
            assertThat(turns(sink, 2)).containsExactly(List.of("MAIL", "RCPT", "BDAT"), TEXT, ENVELOPE, TEXT, ALL);
            assertThat(sink.commands(2)).filteredOn("NOOP"::equals).hasSize(2);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void withoutChunkingItTakesTwo() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().without("CHUNKING").start();
                SteppedResource resource = resource(sink)) {
            sendTwice(resource.session());

            assertThat(turns(sink)).containsExactly(ALL_BUT_TEXT, ALL_BUT_TEXT);
        }
    }

    @Test
    void withoutPipeliningThereIsOneForEachCommandEvenWithChunking() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().without("PIPELINING").start();
                SteppedResource resource = resource(sink)) {
            sendTwice(resource.session());

            assertOneByOne(sink);
        }
    }

    @Test
    void extensionsMadeUnreadableByAFirewallAreNotUsed() throws Exception {
        try (SmtpSink sink =
                        SmtpSink.builder().extensions("XXXXXXXA", "XXXXXXXB").start();
                SteppedResource resource = resource(sink)) {
            sendTwice(resource.session());

            assertOneByOne(sink);
        }
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = SteppedResource.of(
                        Resource.mail().at("localhost", sink.port()).with("pipelining", "false"))) {
            sendTwice(resource.session());

            assertOneByOne(sink);
        }
    }

    private static void assertOneByOne(SmtpSink sink) {
        assertThat(turns(sink))
                .containsExactly(
                        List.of("MAIL"),
                        List.of("RCPT"),
                        List.of("DATA"),
                        List.of("MAIL"),
                        List.of("RCPT"),
                        List.of("DATA"));
    }

    @Test
    void withoutAPoolEachMessageIsTheFirstOfItsConnection() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = SteppedResource.of(
                        Resource.mail().at("localhost", sink.port()).with("pooled", "false"))) {
            sendTwice(resource.session());

            assertThat(sink.connections()).isEqualTo(2);
            for (int connection = 1; connection <= 2; connection++) {
                assertThat(turns(sink, connection)).containsExactly(List.of("MAIL", "RCPT", "BDAT"), TEXT);
            }
        }
    }

    @Test
    void aTextOfOneLineCannotShowThatTheServerTakesChunks() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            Message line = new MimeMessage(Resource.message(session)) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) throws IOException {
                    out.write("Subject: all there is".getBytes(StandardCharsets.US_ASCII));
                }
            };
            Transport.send(line);
            Sending.send(session);
            Transport.send(line);

            assertThat(turns(sink, 2)).containsExactly(ALL_BUT_TEXT, List.of("MAIL", "RCPT", "BDAT"), TEXT, ALL);
            assertThat(sink.mails().get(KNOWN + 0).raw())
                    .isEqualTo(sink.mails().get(KNOWN + 2).raw())
                    .isEqualTo("Subject: all there is\r\n");
        }
    }

    @Test
    void anyNumberOfRecipientsGoesInOneTurnAndTheTextWhenAllAreAccepted() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = resource.session();
            for (int i = 0; i < 2; i++) {
                Transport.send(Resource.message(session), people(50));
            }
            List<List<String>> turns = turns(sink);
            assertThat(turns).hasSize(4);
            assertThat(turns.get(0)).hasSize(52).startsWith("MAIL", "RCPT").endsWith("RCPT", "BDAT");
            assertThat(turns.get(1)).isEqualTo(TEXT);
            assertThat(turns.get(2)).hasSize(51).startsWith("MAIL", "RCPT").endsWith("RCPT");
            assertThat(turns.get(3)).isEqualTo(TEXT);
            assertThat(sink.mails()).hasSize(2).allMatch(mail -> mail.to().size() == 50);
        }
    }

    @Test
    void aLongMessageToSeveralAsksForLeaveWhenAllAreAccepted() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = resource.session();
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(100_000));
            Transport.send(message, people(2));

            assertThat(turns(sink)).containsExactly(List.of("MAIL", "RCPT", "RCPT"), List.of("DATA"));
            assertThat(sink.mails()).singleElement().matches(mail -> mail.to().size() == 2);
        }
    }

    @Test
    void oneOfSeveralRecipientsThatIsRefusedStopsTheText() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .rejectRecipient("number1@example.com"::equals, "550 5.1.1 User unknown")
                        .start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            for (int i = 0; i < 2; i++) {
                assertThat(catchThrowable(() -> Transport.send(Resource.message(session), people(2))))
                        .isInstanceOf(SendFailedException.class)
                        .hasMessageContaining("number1@example.com (\"550 5.1.1 User unknown\")")
                        .hasMessageContaining("The message was sent to nobody");
                Sending.send(session);
            }
            // The first line of the first message went out with its recipients, and was taken back.
            assertThat(turns(sink, 2))
                    .containsExactly(
                            List.of("MAIL", "RCPT", "RCPT", "BDAT"),
                            List.of("MAIL", "RCPT", "BDAT"),
                            TEXT,
                            List.of("MAIL", "RCPT", "RCPT"),
                            ALL);
            assertThat(sink.commands(2)).filteredOn("RSET"::equals).hasSize(2);
            assertThat(sink.mails())
                    .hasSize(KNOWN + 2)
                    .allMatch(mail -> mail.to().equals(List.of("to@example.com")));
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void manyRecipientsDoNotFillTheWay() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Transport.send(Resource.message(resource.session()), people(5000));

            assertThat(sink.mails().get(0).to()).hasSize(5000);
            assertThat(sink.turns(1))
                    .hasSizeGreaterThan(5)
                    .allMatch(turn ->
                            turn.stream().mapToInt(line -> line.length() + 2).sum() <= 64 * 1024);
        }
    }

    @Test
    void wherePartialDeliveryIsAllowedNobodyIsWaitedFor() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = SteppedResource.of(
                        Resource.mail().at("localhost", sink.port()).with("partial", "send"))) {
            Session session = resource.session();
            Sending.send(session);
            Transport.send(Resource.message(session), people(2));

            assertThat(turns(sink)).hasSize(3).last().isEqualTo(List.of("MAIL", "RCPT", "RCPT", "DATA"));
        }
    }

    @Test
    void aLongMessageGoesWithData() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            Sending.send(session);
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(100_000));
            Transport.send(message);
            Sending.send(session);

            assertThat(turns(sink, 2)).hasSize(4).endsWith(ALL_BUT_TEXT, ALL);
            assertThat(sink.mails().get(KNOWN + 1).raw())
                    .endsWith("\r\n0123456789abcde\r\n")
                    .hasSizeGreaterThan(1_700_000);
        }
    }

    @Test
    void aMessageOfAlmostAMegabyteGoesInOnePiece() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = known(resource, sink);
            Sending.send(session);
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcd\n".repeat(65_000));
            Transport.send(message);

            assertThat(turns(sink, 2)).hasSize(3).last().isEqualTo(ALL);
            assertThat(sink.mails().get(KNOWN + 1).raw())
                    .endsWith("\r\n0123456789abcd\r\n")
                    .hasSizeBetween(1_040_000, 1 << 20);
        }
    }

    @Test
    void lookingWhetherTheServerIsStillThereDoesNotDisturbTls() throws Exception {
        TestIdentity authority = TestCertificates.root("Test CA");
        TestIdentity server = authority.issue("localhost").dns("localhost").mint();
        Path trust = authority.writeTrustPem(dir.resolve("ca.pem"));
        try (SmtpSink sink = SmtpSink.builder().starttls(server.serverContext()).start();
                SteppedResource resource = SteppedResource.of(Resource.mail()
                        .at("localhost", sink.port())
                        .with("tls", "starttls")
                        .with("truststoreFile", trust.toString()))) {
            Session session = resource.session();
            for (int i = 0; i < 5; i++) {
                Sending.send(session);
                resource.pass(A_MOMENT);
            }
            assertThat(sink.connections()).isEqualTo(1);
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
                        .start();
                SteppedResource resource = resource(sink)) {
            Session session = resource.session();
            Address[] bad = {new InternetAddress("bad@example.com")};
            assertThat(catchThrowable(() -> Transport.send(Resource.message(session), bad)))
                    .isInstanceOf(SendFailedException.class)
                    .hasMessageContaining("bad@example.com (\"550 5.1.1 User unknown\")");
            Sending.send(session);

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
                SteppedResource resource = SteppedResource.of(
                        Resource.mail().at("localhost", sink.port()).with("debug", "protocol"));
                LogCapture log = LogCapture.ofCatamail()) {
            sendTwice(known(resource, sink));

            List<String> bdat = sink.commands(2).stream()
                    .filter(line -> line.startsWith("BDAT"))
                    .toList();
            assertThat(log.messages(Level.INFO).stream()
                            .filter(line -> line.matches("Session #\\d+ [CS]: .*"))
                            .map(line -> line.replaceFirst("Session #\\d+ ", "")))
                    .endsWith(
                            "C: MAIL FROM:<app@example.com>",
                            "C: RCPT TO:<to@example.com>",
                            "C: " + bdat.get(0),
                            "S: 250 2.1.0 Ok",
                            "S: 250 2.1.5 Ok",
                            "S: 250 2.0.0 " + bdat.get(0).substring(5) + " octets received",
                            "C: " + bdat.get(1),
                            "S: 250 2.0.0 Ok: queued as 2-1",
                            "C: MAIL FROM:<app@example.com>",
                            "C: RCPT TO:<to@example.com>",
                            "C: " + bdat.get(2),
                            "S: 250 2.1.0 Ok",
                            "S: 250 2.1.5 Ok",
                            "S: 250 2.0.0 Ok: queued as 2-2");
        }
    }

    @Test
    void theFullLogShowsTheTextAndNothingThatWasNotSent() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                LogCapture log = LogCapture.ofCatamail();
                SteppedResource resource = SteppedResource.of(
                        Resource.mail().at("localhost", sink.port()).with("debug", "full"))) {
            Session session = resource.session();
            Sending.send(session);
            int before = log.messages(Level.INFO).size();
            Sending.send(session);

            List<String> lines = log.messages(Level.INFO);
            assertThat(lines.subList(before, lines.size()))
                    .containsOnlyOnce("Session MAIL FROM:<app@example.com>", "Session DATA", "Session ..with dots")
                    .containsOnlyOnce("Session DEBUG SMTP: use8bit false");
        }
    }

    private static SteppedResource resource(SmtpSink sink) {
        return SteppedResource.of(Resource.mail().at("localhost", sink.port()));
    }

    /** A session whose server has shown how many messages it takes over one connection. */
    private static Session known(SteppedResource resource, SmtpSink sink) throws Exception {
        Session session = resource.session();
        for (int i = 0; i < KNOWN; i++) {
            Sending.send(session);
        }
        resource.evictIdle();
        sink.awaitOpenConnections(0);
        return session;
    }

    private static void sendTwice(Session session) throws Exception {
        Sending.send(session);
        Sending.send(session);
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

    private static List<List<String>> turns(SmtpSink sink) {
        return turns(sink, 1);
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
