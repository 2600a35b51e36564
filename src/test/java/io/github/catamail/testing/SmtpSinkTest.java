package io.github.catamail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.catamail.testing.smtp.EnvelopePath;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.RawClient;
import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SmtpSinkTest {
    @Test
    void aMailInClearIsKeptWithItsEnvelope() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = RawClient.connect(sink.host(), sink.port())) {
            assertThat(client.reply()).isEqualTo("220 sink.test ESMTP");
            assertThat(client.ask("EHLO client.test")).isEqualTo("""
                    250-sink.test
                    250-PIPELINING
                    250-SIZE 35882577
                    250-8BITMIME
                    250-DSN
                    250-ENHANCEDSTATUSCODES
                    250-CHUNKING
                    250 SMTPUTF8""");
            assertThat(client.ask("MAIL FROM:<a@example.com> SIZE=11 ret=HDRS")).isEqualTo("250 2.1.0 Ok");
            assertThat(client.ask("RCPT TO:<b@example.com> NOTIFY=NEVER")).isEqualTo("250 2.1.5 Ok");
            assertThat(client.ask("RCPT TO:<\"c d>\"@example.com>")).isEqualTo("250 2.1.5 Ok");
            assertThat(client.ask("DATA")).isEqualTo("354 End data with <CR><LF>.<CR><LF>");
            assertThat(client.ask("Subject: x\r\n\r\nhello\r\n.")).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(client.ask("QUIT")).isEqualTo("221 2.0.0 Bye");
            assertThat(client.read()).isEqualTo(-1);

            assertThat(sink.mails())
                    .containsExactly(new ReceivedMail(
                            1,
                            "client.test",
                            new EnvelopePath("a@example.com", Map.of("SIZE", "11", "RET", "HDRS")),
                            List.of(
                                    new EnvelopePath("b@example.com", Map.of("NOTIFY", "NEVER")),
                                    new EnvelopePath("\"c d>\"@example.com", Map.of())),
                            "Subject: x\r\n\r\nhello\r\n",
                            null,
                            null));
            assertThat(sink.mails().get(0).message().getSubject()).isEqualTo("x");
        }
    }

    @Test
    void onlyALineThatIsASingleDotEndsTheMessageAndLeadingDotsAreTakenOff() throws Exception {
        String sent = "..one\r\n...\r\n.\n.x\r\n.\ry\r\n\r\r\n..\r\nlone\n.\nfeed\r\n.\r\r\nend\r\n";
        String meant = ".one\r\n..\r\n\n.x\r\n\ry\r\n\r\r\n.\r\nlone\n.\nfeed\r\n\r\r\nend\r\n";
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            begin(client);

            assertThat(client.ask(sent + ".")).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(sink.mails().get(0).raw()).isEqualTo(meant);
        }
    }

    @Test
    void anEmptyMessageIsADotAlone() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            begin(client);

            assertThat(client.ask(".")).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(sink.mails().get(0).bytes()).isEmpty();
        }
    }

    @Test
    void allBytesOfAMessageComeThrough() throws Exception {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            begin(client);

            assertThat(client.send(bytes).ask("\r\n.")).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(sink.mails().get(0).bytes()).hasSize(258).startsWith(bytes);
        }
    }

    @Test
    void commandsSentInOnePacketAreAnsweredInOrderAndCountAsOneTurn() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                        .rejectRecipient(address -> address.startsWith("no"), "550 5.1.1 No such user")
                        .start();
                RawClient client = ready(sink)) {
            client.send("MAIL FROM:<a@example.com>\r\nRCPT TO:<no@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n");

            assertThat(client.reply()).isEqualTo("250 2.1.0 Ok");
            assertThat(client.reply()).isEqualTo("550 5.1.1 No such user");
            assertThat(client.reply()).isEqualTo("250 2.1.5 Ok");
            assertThat(client.reply()).isEqualTo("354 End data with <CR><LF>.<CR><LF>");
            assertThat(client.ask("hello\r\n.\r\nQUIT")).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(client.reply()).isEqualTo("221 2.0.0 Bye");
            assertThat(sink.mails().get(0).to()).containsExactly("b@example.com");
            assertThat(sink.turns(1))
                    .containsExactly(
                            List.of("EHLO client.test"),
                            List.of(
                                    "MAIL FROM:<a@example.com>",
                                    "RCPT TO:<no@example.com>",
                                    "RCPT TO:<b@example.com>",
                                    "DATA"),
                            List.of("QUIT"));
        }
    }

    @Test
    void aWholeMessageInOnePacketWithBdatIsTaken() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            client.send("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nBDAT 9 LAST\r\n.dot\r\n.\r\n");

            assertThat(client.reply()).isEqualTo("250 2.1.0 Ok");
            assertThat(client.reply()).isEqualTo("250 2.1.5 Ok");
            assertThat(client.reply()).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(sink.mails().get(0).raw()).isEqualTo(".dot\r\n.\r\n");
            assertThat(sink.turns(1)).hasSize(2);
        }
    }

    @Test
    void chunksOfBdatAreJoined() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            client.ask("MAIL FROM:<>");
            client.ask("RCPT TO:<b@example.com>");

            assertThat(client.send("BDAT 3\r\na\r\n").reply()).isEqualTo("250 2.0.0 3 octets received");
            assertThat(client.ask("DATA")).isEqualTo("503 5.5.1 BDAT is under way");
            assertThat(client.send("BDAT 2\r\n.\r").reply()).isEqualTo("250 2.0.0 2 octets received");
            assertThat(client.send("BDAT 1\r\n\n").reply()).isEqualTo("250 2.0.0 1 octets received");
            assertThat(client.ask("BDAT 0 LAST")).isEqualTo("250 2.0.0 Ok: queued as 1-1");
            assertThat(sink.mails().get(0).raw()).isEqualTo("a\r\n.\r\n");
        }
    }

    @Test
    void aRefusedChunkIsReadAllTheSame() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            client.ask("MAIL FROM:<a@example.com>");

            assertThat(client.ask("BDAT 6\r\nQUIT")).isEqualTo("554 5.5.1 No valid recipients");
            assertThat(client.ask("NOOP")).isEqualTo("250 2.0.0 Ok");
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void whatWasNotAnnouncedIsRefused() throws Exception {
        try (SmtpSink sink =
                        SmtpSink.builder().extensions("SIZE").maximumSize(10).start();
                RawClient client = RawClient.connect(sink.host(), sink.port())) {
            client.reply();
            assertThat(client.ask("EHLO client.test")).isEqualTo("250-sink.test\n250 SIZE 10");
            assertThat(client.ask("MAIL FROM:<a@example.com> BODY=8BITMIME"))
                    .isEqualTo("555 5.5.4 Unsupported option: BODY");
            assertThat(client.ask("MAIL FROM:<a@example.com> SIZE=11"))
                    .isEqualTo("552 5.3.4 The message is larger than 10 octets");
            assertThat(client.ask("MAIL FROM:<\u00e4@example.com>"))
                    .isEqualTo("550 5.6.7 A non-ASCII sender needs SMTPUTF8");
            assertThat(client.ask("MAIL FROM: <a@example.com>"))
                    .isEqualTo("501 5.5.4 Syntax error in the address or its parameters");
            assertThat(client.ask("AUTH PLAIN")).isEqualTo("502 5.5.1 AUTH is not offered");
            assertThat(client.ask("STARTTLS")).isEqualTo("502 5.5.1 STARTTLS is not offered");
            assertThat(client.send("NOOP\n").reply())
                    .isEqualTo("500 5.5.2 A line ends with CR LF, this one with a bare LF");
            begin(client);
            assertThat(client.ask("more than ten\r\n.")).isEqualTo("552 5.3.4 The message is larger than 10 octets");
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void nonAsciiAddressesComeThroughWithSmtputf8() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            client.ask("MAIL FROM:<\u00e4@example.com> SMTPUTF8");
            client.ask("RCPT TO:<\u00f6@example.com>");
            client.ask("DATA");
            client.ask(".");

            assertThat(sink.mails().get(0).from()).isEqualTo("\u00e4@example.com");
            assertThat(sink.mails().get(0).to()).containsExactly("\u00f6@example.com");
        }
    }

    @Test
    void aQuirkCanBeLimitedToOneConnection() throws Exception {
        Quirk busy = Quirk.replying(Stage.MAIL, Reply.lines("450 4.2.1 Busy")).when(moment -> moment.connection() == 1);
        try (SmtpSink sink = SmtpSink.builder().quirk(busy).start();
                RawClient first = ready(sink);
                RawClient second = ready(sink)) {
            assertThat(first.ask("MAIL FROM:<a@example.com>")).isEqualTo("450 4.2.1 Busy");
            assertThat(first.ask("RCPT TO:<b@example.com>")).isEqualTo("503 5.5.1 MAIL comes first");
            assertThat(second.ask("MAIL FROM:<a@example.com>")).isEqualTo("250 2.1.0 Ok");
            assertThat(sink.commands(2)).containsExactly("EHLO client.test", "MAIL FROM:<a@example.com>");
        }
    }

    @Test
    void idleConnectionsCanBeTimedOutAndDropped() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient told = ready(sink)) {
            sink.timeOutConnections();
            assertThat(told.reply()).isEqualTo("421 4.4.2 sink.test Error: timeout exceeded");
            assertThat(told.read()).isEqualTo(-1);
            sink.awaitOpenConnections(0);

            try (RawClient dropped = ready(sink)) {
                sink.awaitOpenConnections(1);
                sink.dropConnections();
                assertThat(dropped.read()).isEqualTo(-1);
            }
            sink.awaitOpenConnections(0);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void closeEndsTheConnectionsAndTheirThreads() throws Exception {
        SmtpSink sink = SmtpSink.builder().start();
        RawClient client = ready(sink);
        String thread = "smtp-sink-" + sink.port() + "-1";
        assertThat(liveThreads()).contains(thread);

        sink.close();

        assertThat(liveThreads()).doesNotContain(thread, "smtp-sink-" + sink.port() + "-accept");
        assertThat(client.read()).isEqualTo(-1);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RawClient.connect(sink.host(), sink.port()).close());
        client.close();
    }

    @Test
    void aDefectOfTheServerItselfIsShownOnClose() throws Exception {
        SmtpSink sink = SmtpSink.builder()
                .rejectSender(
                        address -> {
                            throw new UnsupportedOperationException("defect of the test");
                        },
                        "550 No")
                .start();
        try (RawClient client = ready(sink)) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> client.ask("MAIL FROM:<a@example.com>"));
        }
        sink.awaitOpenConnections(0);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(sink::close)
                .withMessage("the test server failed")
                .havingCause()
                .withMessage("defect of the test");
    }

    @Test
    void waitingForMailThatDoesNotComeShowsTheCommands() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                RawClient client = ready(sink)) {
            client.ask("NOOP");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> sink.awaitMail(1, Duration.ofMillis(1)))
                    .withMessage("expected 1, got 0; commands seen: [1: EHLO client.test, 1: NOOP]");
        }
    }

    private static List<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    /** Returns a client that has said EHLO. */
    private static RawClient ready(SmtpSink sink) throws IOException {
        RawClient client = RawClient.connect(sink.host(), sink.port());
        client.reply();
        client.ask("EHLO client.test");
        return client;
    }

    /** Brings a client to the point where the message is to follow. */
    private static void begin(RawClient client) throws IOException {
        client.ask("MAIL FROM:<a@example.com>");
        client.ask("RCPT TO:<b@example.com>");
        client.ask("DATA");
    }
}
