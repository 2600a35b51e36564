package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.ReceivedMail;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ChunkingFault;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.PipeliningFault;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not do what they announce, and connections that break while more than one thing is on its way. */
@Timeout(60)
final class BrokenExtensionTest {
    static Stream<Arguments> pipelining() {
        return Stream.of(
                fault("forgets", "did not answer RCPT TO", PipeliningFault::forgetting),
                fault(
                        "complains",
                        "answered MAIL FROM with \"554 5.5.0 SMTP synchronization error\"",
                        () -> PipeliningFault.answering(Stage.MAIL, "554 5.5.0 SMTP synchronization error")),
                fault(
                        "gets confused",
                        "answered RCPT TO with \"503 5.5.1 Bad sequence of commands\"",
                        () -> PipeliningFault.answering(Stage.RCPT, "503 5.5.1 Bad sequence of commands")),
                fault("hangs up", "broke the connection off instead of answering MAIL FROM", PipeliningFault::closing),
                fault(
                        "answers twice",
                        "answered DATA with \"250 2.1.5 Ok\"",
                        () -> PipeliningFault.answeringTwice(Stage.MAIL)),
                fault(
                        "answers twice later",
                        "answered DATA with \"250 2.1.5 Ok\"",
                        () -> PipeliningFault.answeringTwice(Stage.RCPT)),
                fault(
                        "says what is no reply",
                        "answered RCPT TO with \"what?\"",
                        () -> PipeliningFault.answering(Stage.RCPT, "what?")));
    }

    @ParameterizedTest
    @MethodSource("pipelining")
    void aServerThatGetsPipeliningWrongIsSpokenToOneCommandAtATime(String seen, Supplier<MisbehavingServer> start)
            throws Exception {
        try (MisbehavingServer server = start.get();
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = Resource.mail()
                    .at("localhost", server.port())
                    .with("readTimeout", "500ms")
                    .session();
            send(session);
            send(session);
            send(session);

            assertThat(server.sink().mails())
                    .hasSize(3)
                    .extracting(ReceivedMail::to)
                    .containsOnly(List.of("to@example.com"));
            assertThat(server.sink().connections()).isEqualTo(4);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly("Session: localhost:" + server.port()
                            + " (no TLS) announces PIPELINING and gets it wrong: it " + seen
                            + ". From now on mail goes there one command at a time. The message was sent once more in this"
                            + " way, before any of its text had been sent. Tell the administrator of the server;"
                            + " pipelining=\"false\" spares the first try [broken-extension]");
        }
    }

    static Stream<Arguments> chunking() {
        return Stream.of(
                fault(
                        "does not know it",
                        "answered BDAT with \"500 5.5.2 Command not recognized\"",
                        ChunkingFault::unknowing),
                fault(
                        "refuses it",
                        "answered BDAT with \"502 5.5.1 Not implemented\"",
                        () -> ChunkingFault.refusing("502 5.5.1 Not implemented")),
                fault("hangs up", "did not answer BDAT", ChunkingFault::closing));
    }

    @ParameterizedTest
    @MethodSource("chunking")
    void aServerThatGetsChunkingWrongGetsTextsWithData(String seen, Supplier<MisbehavingServer> start)
            throws Exception {
        try (MisbehavingServer server = start.get();
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = Resource.mail().at("localhost", server.port()).session();
            send(session);
            // Nothing of this may be taken for a command.
            MimeMessage second = Resource.message(session);
            second.setText("RSET\nMAIL FROM:<evil@example.com>\nRCPT TO:<victim@example.com>\nDATA\nHello\n.\n");
            Transport.send(second);
            send(session);

            assertThat(server.sink().mails())
                    .hasSize(3)
                    .extracting(ReceivedMail::to)
                    .containsOnly(List.of("to@example.com"));
            assertThat(server.sink().mails().get(1).raw()).contains("\r\nRSET\r\nMAIL FROM:<evil@example.com>\r\n");
            assertThat(server.sink().commands()).doesNotContain("RCPT TO:<victim@example.com>");
            assertThat(server.sink().connections()).isEqualTo(4);
            assertThat(server.sink().commands(4)).containsSubsequence("MAIL FROM:<app@example.com>", "DATA");
            assertThat(server.sink().turns(4).get(1)).hasSize(3);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly("Session: localhost:" + server.port()
                            + " (no TLS) announces CHUNKING and gets it wrong: it " + seen
                            + ". From now on mail goes there with DATA. The message, which it had not taken, was sent once"
                            + " more in this way. Tell the administrator of the server; pipelining=\"false\" spares the"
                            + " first try [broken-extension]");
        }
    }

    @Test
    void aServerThatForgetsHowToTakeChunksGetsTextsWithData() throws Exception {
        Quirk forgetful = Quirk.replying(Stage.FINAL_DOT, Reply.lines("500 5.5.2 Command not recognized"))
                .when(moment -> moment.connection() == 3);
        try (SmtpSink sink = SmtpSink.builder().quirk(forgetful).start();
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            for (int i = 0; i < 4; i++) {
                send(session);
            }
            assertThat(sink.mails()).hasSize(4);
            assertThat(sink.commands(4)).contains("DATA");
            assertThat(log.messages(Level.WARNING)).hasSize(1);
        }
    }

    @Test
    void listenersHearOnlyOfTheMessageThatGotThrough() throws Exception {
        try (MisbehavingServer server = PipeliningFault.closing()) {
            Session session = Resource.mail().at("localhost", server.port()).session();
            Message message = Resource.message(session);
            message.saveChanges();
            BlockingQueue<Integer> events = new LinkedBlockingQueue<>();
            try (Transport transport = session.getTransport()) {
                transport.addTransportListener(into(events));
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
                transport.sendMessage(message, message.getAllRecipients());
                assertThat(transport.isConnected()).isTrue();
            }
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(TransportEvent.MESSAGE_DELIVERED);
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(TransportEvent.MESSAGE_DELIVERED);
            assertThat(server.sink().mails()).hasSize(2);
        }
    }

    @Test
    void aServerThatIsGoneForGoodIsNotDistrusted() throws Exception {
        SmtpSink[] gone = new SmtpSink[1];
        Quirk leaving = Quirk.acting(Stage.MAIL, wire -> {
            // The server cannot wait for its own threads.
            new Thread(gone[0]::close).start();
            wire.freeze();
        });
        SmtpSink sink = SmtpSink.builder().quirk(leaving).start();
        gone[0] = sink;
        try (LogCapture log = LogCapture.ofCatamail()) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            Message message = Resource.message(session);
            message.saveChanges();
            BlockingQueue<Integer> events = new LinkedBlockingQueue<>();
            try (Transport transport = session.getTransport()) {
                transport.addTransportListener(into(events));
                transport.connect();
                Throwable failure = catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients()));
                assertThat(failure)
                        .isInstanceOf(MessagingException.class)
                        .hasMessageContaining("the connection broke during MAIL FROM")
                        .hasMessageEndingWith("The message was not sent [connection-closed]");
                assertThat(failure.getSuppressed()).hasSize(1);
            }
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(TransportEvent.MESSAGE_NOT_DELIVERED);
            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT"})
    void aRefusalInAnyWordsIsNoFaultOfTheServer(Stage stage) throws Exception {
        try (Rejects server = Rejects.at(stage, SmtpSink.builder(), "503 5.5.1 Not now");
                LogCapture log = LogCapture.ofCatamail()) {
            Resource resource = Resource.mail().at("localhost", server.port());
            assertThat(failure(resource, SendFailedException.class)).hasMessageContaining("503 5.5.1 Not now");
            assertThat(log.messages(Level.WARNING)).isEmpty();
            assertThat(server.sink().mails()).isEmpty();
        }
    }

    @Test
    void aMessageThatIsRefusedForGoodIsRefusedOnce() throws Exception {
        try (Rejects server = Rejects.message("554 5.7.1 Spam")) {
            Resource resource = Resource.mail().at("localhost", server.port());
            failure(resource, SendFailedException.class);
            assertThat(server.sink().connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "CONTENT", "FINAL_DOT"})
    void whereTheWholeMessageWasOnItsWayTheOutcomeIsUnknown(Stage stage) throws Exception {
        Quirk closing = Quirk.acting(stage, wire -> wire.close())
                .when(moment -> moment.connection() == 3 && moment.stage() == stage);
        try (SmtpSink sink = SmtpSink.builder().quirk(closing).start()) {
            Session session = warm(sink);
            MessagingException failure = failure(Resource.message(session), MessagingException.class);
            assertThat(failure)
                    .hasMessageStartingWith("Session: sent a whole message to localhost:" + sink.port()
                            + " (no TLS), then the connection broke (")
                    .hasMessageEndingWith(
                            "). The message may or may not have been accepted: look for it in the server's"
                                    + " log before sending it again [outcome-unknown]");
            assertThat(sink.connections()).isEqualTo(3);
            assertThat(sink.mails()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "FINAL_DOT"})
    void soItIsWhereNothingIsAnsweredAndTheDataTimeoutCounts(Stage stage) throws Exception {
        Quirk silent = Quirk.acting(stage, wire -> wire.listenInSilence())
                .when(moment -> moment.connection() == 3 && moment.stage() == stage);
        try (SmtpSink sink = SmtpSink.builder().quirk(silent).start()) {
            Resource resource = Resource.mail().with("readTimeout", "20s").with("dataTimeout", "300ms");
            Session session = warm(sink, resource);
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessageContaining("sent a whole message")
                    .hasMessageContaining("no reply within 300 ms ('dataTimeout')")
                    .hasMessageEndingWith("[outcome-unknown]");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatTheServerHasGivenUpGetsNoText(boolean saidSo) throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink);
            Message message = Resource.message(session);
            message.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                if (saidSo) {
                    sink.timeOutConnections();
                } else {
                    sink.dropConnections();
                }
                Sending.letPass(Duration.ofMillis(20));
                assertThat(catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients())))
                        .isInstanceOf(MessagingException.class)
                        .hasMessageContaining("The message was not sent")
                        .hasMessageContaining(saidSo ? "421 4.4.2 sink.test Error: timeout exceeded" : "MAIL FROM");
            }
            assertThat(sink.mails()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL 251 2.1.0 Maybe", "MAIL what?", "RCPT 300 2.1.0 Maybe", "RCPT what?"})
    void anAnswerThatSaysNeitherYesNorNoLeavesTheOutcomeOpenToo(String answer) throws Exception {
        Stage stage = Stage.valueOf(answer.substring(0, 4));
        String reply = answer.substring(5);
        Quirk vague = Quirk.replying(stage, Reply.lines(reply))
                .when(moment -> moment.connection() == 3 && moment.stage() == stage);
        try (SmtpSink sink = SmtpSink.builder().quirk(vague).start()) {
            Session session = warm(sink);
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessageContaining("then the server said \"" + reply + "\", which is no proper answer")
                    .hasMessageEndingWith("[outcome-unknown]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT"})
    void aRefusalIsCertainEvenIfTheConnectionEndsWithIt(Stage stage) throws Exception {
        Quirk leaving = Quirk.replying(stage, Reply.lines("421 4.3.2 Shutting down"))
                .when(moment -> moment.connection() == 3 && moment.stage() == stage);
        try (SmtpSink sink = SmtpSink.builder().quirk(leaving).start()) {
            Session session = warm(sink);
            assertThat(failure(Resource.message(session), SendFailedException.class))
                    .hasMessageContaining("421 4.3.2 Shutting down")
                    .hasMessageContaining("The message was ");
            assertThat(sink.mails()).hasSize(2);
        }
    }

    @Test
    void aRefusalIsReadEvenIfTheRestCannotBeWritten() throws Exception {
        Quirk leaving = Quirk.acting(Stage.MAIL, wire -> {
                    wire.write("421 4.3.2 Shutting down\r\n");
                    wire.flush();
                    wire.abort();
                })
                .when(moment -> moment.connection() == 3 && moment.stage() == Stage.MAIL);
        try (SmtpSink sink =
                SmtpSink.builder().receiveBuffer(20_000).quirk(leaving).start()) {
            Session session = warm(sink);
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(50_000));
            assertThat(failure(message, SendFailedException.class))
                    .hasMessageContaining(
                            "to MAIL FROM the server said \"421 4.3.2 Shutting down\". The message was not sent");
            assertThat(sink.mails()).hasSize(2);
        }
    }

    @Test
    void aLongMessageThatIsRefusedInTheMiddleIsRefusedAndTheConnectionGoesOn() throws Exception {
        Quirk full = Quirk.replying(Stage.DATA, Reply.lines("452 4.3.1 Insufficient system storage"))
                .when(moment -> moment.command().equals("BDAT 1048576"));
        try (SmtpSink sink = SmtpSink.builder().quirk(full).start()) {
            Session session = warm(sink);
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(400_000));
            message.saveChanges();
            Message next = Resource.message(session);
            next.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                Throwable failure = catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients()));
                assertThat(failure)
                        .isInstanceOf(SMTPSendFailedException.class)
                        .hasMessage("Session: could not send through localhost:" + sink.port()
                                + " (no TLS): to a part of the message the server said \"452 4.3.1 Insufficient system"
                                + " storage\". The message was not sent: the refusal is temporary; try again later"
                                + " [message-refused]");
                transport.sendMessage(next, next.getAllRecipients());
            }
            assertThat(sink.connections()).isEqualTo(3);
            assertThat(sink.mails()).hasSize(3);
        }
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfALongMessageIsNoOutcomeUnknown() throws Exception {
        Quirk closing = Quirk.acting(Stage.DATA, wire -> wire.close())
                .when(moment -> moment.command().equals("BDAT 1048576"));
        try (SmtpSink sink = SmtpSink.builder().quirk(closing).start()) {
            Session session = warm(sink);
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(400_000));
            assertThat(failure(message, MessagingException.class))
                    .hasMessageStartingWith("Session: could not send through localhost:" + sink.port()
                            + " (no TLS): the connection broke during ")
                    .hasMessageEndingWith("The message was not sent [connection-closed]");
            assertThat(sink.mails()).hasSize(2);
        }
    }

    @Test
    void aSilentServerIsGivenUpInTheMiddleOfALongMessage() throws Exception {
        Quirk silent = Quirk.acting(Stage.DATA, wire -> wire.listenInSilence())
                .when(moment -> moment.command().equals("BDAT 1048576"));
        try (SmtpSink sink = SmtpSink.builder().quirk(silent).start()) {
            Session session = warm(sink, Resource.mail().with("dataTimeout", "300ms"));
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(400_000));
            assertThat(failure(message, MessagingException.class))
                    .hasMessage("Session: could not send through localhost:" + sink.port()
                            + " (no TLS): no complete reply within 300 ms ('dataTimeout') while waiting for a part of the"
                            + " message. The server is overloaded or something between swallows data; raise 'dataTimeout'"
                            + " if it is just slow. The message was not sent [timeout]");
        }
    }

    @Test
    void anApplicationThatCannotWriteItsMessageLosesNothingWhereNothingWasSent() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink);
            MimeMessage broken = new MimeMessage(Resource.message(session)) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
                    out.write(new byte[1000]);
                    throw new MessagingException("the key cannot be read");
                }
            };
            Message next = Resource.message(session);
            next.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                assertThat(catchThrowable(() -> transport.sendMessage(broken, broken.getAllRecipients())))
                        .isExactlyInstanceOf(MessagingException.class)
                        .hasMessage("the key cannot be read");
                transport.sendMessage(next, new InternetAddress[] {new InternetAddress("next@example.com")});
            }
            assertThat(sink.connections()).isEqualTo(3);
            assertThat(sink.mails().get(2).to()).containsExactly("next@example.com");
        }
    }

    @Test
    void anApplicationThatCannotWriteTheRestOfALongMessageLosesTheConnection() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink);
            MimeMessage broken = new MimeMessage(Resource.message(session)) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) throws IOException {
                    for (int i = 0; i < 3000; i++) {
                        out.write("0123456789abcde\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
                    }
                    throw new FileNotFoundException("report.pdf");
                }
            };
            assertThat(failure(broken, MessagingException.class))
                    .hasMessage("IOException while sending message")
                    .hasCauseInstanceOf(FileNotFoundException.class);
            sink.awaitOpenConnections(0);
            assertThat(sink.mails()).hasSize(2);
            assertThat(sink.commands(3)).contains("BDAT 1048576").noneMatch(line -> line.endsWith("LAST"));
        }
    }

    @Test
    void nothingOfOneMessageIsLeftToOneThatIsSentInThePlainWay() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = warm(sink);
            Message message = Resource.message(session);
            message.saveChanges();
            InternetAddress smuggling = new InternetAddress();
            smuggling.setAddress("b@example.com>\r\nRCPT TO:<c@example.com");
            try (Transport transport = session.getTransport()) {
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
                assertThat(catchThrowable(() -> transport.sendMessage(message, new Address[] {smuggling})))
                        .isInstanceOf(MessagingException.class)
                        .hasRootCauseInstanceOf(IllegalArgumentException.class);
                transport.sendMessage(message, message.getAllRecipients());
            }
            assertThat(sink.connections()).isEqualTo(3);
            assertThat(sink.commands(3))
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .hasSize(3);
            assertThat(sink.mails()).hasSize(4).extracting(ReceivedMail::to).containsOnly(List.of("to@example.com"));
        }
    }

    private static Session warm(SmtpSink sink) throws Exception {
        return warm(sink, Resource.mail());
    }

    private static Session warm(SmtpSink sink, Resource resource) throws Exception {
        Session session = resource.at("localhost", sink.port()).session();
        send(session);
        send(session);
        return session;
    }

    private static Arguments fault(String name, String seen, Supplier<MisbehavingServer> server) {
        return Arguments.of(seen, Named.of(name, server));
    }

    private static TransportListener into(BlockingQueue<Integer> types) {
        return new TransportListener() {
            @Override
            public void messageDelivered(TransportEvent event) {
                types.add(event.getType());
            }

            @Override
            public void messageNotDelivered(TransportEvent event) {
                types.add(event.getType());
            }

            @Override
            public void messagePartiallyDelivered(TransportEvent event) {
                types.add(event.getType());
            }
        };
    }
}
