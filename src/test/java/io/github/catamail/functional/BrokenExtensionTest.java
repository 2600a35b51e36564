package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.github.catamail.session.SteppedResource;
import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not do what they announce, and connections that break while more than one thing is on its way. */
@Timeout(60)
final class BrokenExtensionTest {
    /** So many messages have been taken over the first connection. */
    private static final int KNOWN = 3;

    private static final String DOTTED = ".\r\n..\r\n.a\r\n\r\n.\r\n";

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
                        "answered more often than it was asked",
                        () -> PipeliningFault.answeringTwice(Stage.MAIL)),
                fault(
                        "answers twice later",
                        "answered more often than it was asked",
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
            assertThat(server.sink().connections()).isEqualTo(2);
            assertThat(server.sink().turns(2)).allMatch(turn -> turn.size() == 1);
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
            // Nothing of this may be taken for a command.
            MimeMessage first = Resource.message(session);
            first.setText("RSET\nMAIL FROM:<evil@example.com>\nRCPT TO:<victim@example.com>\nDATA\nHello\n.\n");
            Transport.send(first);
            // The next one, which begins with a dot, is not tried that way.
            Transport.send(dotted(session));

            assertThat(server.sink().mails())
                    .hasSize(2)
                    .extracting(ReceivedMail::to)
                    .containsOnly(List.of("to@example.com"));
            assertThat(server.sink().mails().get(0).raw()).contains("\r\nRSET\r\nMAIL FROM:<evil@example.com>\r\n");
            assertThat(server.sink().commands()).doesNotContain("RCPT TO:<victim@example.com>");
            assertThat(server.sink().mails().get(1).raw()).isEqualTo(DOTTED);
            assertThat(server.sink().connections()).isEqualTo(2);
            assertThat(server.sink().commands(2)).containsSubsequence("MAIL FROM:<app@example.com>", "DATA");
            assertThat(server.sink().turns(2).get(1)).hasSize(3);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly("Session: localhost:" + server.port()
                            + " (no TLS) announces CHUNKING and gets it wrong: it " + seen
                            + ". From now on mail goes there with DATA. The message, which it had not taken, was sent once"
                            + " more in this way. Tell the administrator of the server; pipelining=\"false\" spares the"
                            + " first try [broken-extension]");
        }
    }

    @Test
    void aTextOfDotsIsSentAgainAsItWas() throws Exception {
        try (MisbehavingServer server = ChunkingFault.unknowing()) {
            Session session = Resource.mail().at("localhost", server.port()).session();
            Transport.send(dotted(session));

            assertThat(server.sink().commands(1)).contains("BDAT 3");
            assertThat(server.sink().commands(2)).contains("DATA");
            assertThat(server.sink().mails())
                    .singleElement()
                    .extracting(ReceivedMail::raw)
                    .isEqualTo(DOTTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 5.5.2 Command not recognized",
                "502 5.5.1 Not implemented",
                "503 5.5.1 Not now",
                "554 5.7.1 Spam"
            })
    void whoseLastChunkIsRefusedIsNotSentAgain(String reply) throws Exception {
        for (boolean known : new boolean[] {false, true}) {
            Quirk refusing = Quirk.replying(Stage.FINAL_DOT, Reply.lines(reply));
            try (SmtpSink sink = SmtpSink.builder()
                            .quirk(known ? refusing.when(BrokenExtensionTest::isKnown) : refusing)
                            .start();
                    SteppedResource resource = resource(sink);
                    LogCapture log = LogCapture.ofCatamail()) {
                Session session = known ? warm(resource) : resource.session();
                assertThat(failure(Resource.message(session), SMTPSendFailedException.class))
                        .hasMessageContaining("to the end of the message the server said \"" + reply
                                + "\". The message was not sent: ")
                        .extracting(SMTPSendFailedException::getReturnCode)
                        .isEqualTo(Integer.valueOf(reply.substring(0, 3)));
                assertThat(sink.mails()).hasSize(known ? KNOWN + 1 : 0);
                assertThat(sink.connections()).isEqualTo(known ? 2 : 1);
                assertThat(log.messages(Level.WARNING)).isEmpty();
            }
        }
    }

    @Test
    void aFirstChunkThatIsRefusedForNowIsARefusalOfTheMessage() throws Exception {
        Quirk full = Quirk.replying(Stage.DATA, Reply.lines("452 4.3.1 Insufficient system storage"));
        try (SmtpSink sink = SmtpSink.builder().quirk(full).start();
                LogCapture log = LogCapture.ofCatamail()) {
            assertThat(failure(Resource.mail().at("localhost", sink.port()), SMTPSendFailedException.class))
                    .hasMessage("Session: could not send through localhost:" + sink.port()
                            + " (no TLS): to DATA the server said \"452 4.3.1 Insufficient system storage\". The message"
                            + " was not sent: the refusal is temporary; try again later [message-refused]");
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.mails()).isEmpty();
            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerToARecipientIsNoneToTheMessage(boolean known) throws Exception {
        Quirk late = Quirk.replying(Stage.FINAL_DOT, Reply.lines("250 2.1.5 Ok"));
        assertOutcomeUnknown(late, known);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofTwoAnswersItIsNotKnownWhichIsThatToTheMessage(boolean known) throws Exception {
        Quirk doubled = Quirk.replying(Stage.FINAL_DOT, Reply.lines("250 2.0.0 Ok\r\n554 5.7.1 Spam"));
        assertOutcomeUnknown(doubled, known);
    }

    /** The first message of a connection goes in steps, the next one in one piece. */
    private static void assertOutcomeUnknown(Quirk quirk, boolean known) throws Exception {
        int before = known ? KNOWN + 1 : 0;
        try (SmtpSink sink = SmtpSink.builder()
                        .quirk(known ? quirk.when(BrokenExtensionTest::isKnown) : quirk)
                        .start();
                SteppedResource resource = resource(sink)) {
            Session session = known ? warm(resource) : resource.session();
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessage("Session: sent a whole message to localhost:" + sink.port()
                            + " (no TLS), then the connection broke (the server's replies are out of order). The message"
                            + " may or may not have been accepted: look for it in the server's log before sending it"
                            + " again [outcome-unknown]");
            assertThat(sink.connections()).isEqualTo(known ? 2 : 1);
            // Nothing more is said there.
            sink.awaitOpenConnections(0);
            assertThat(resource.idle()).isZero();
            assertThat(sink.mails()).hasSize(before + 1);
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
            }
            // It is told though the transport has been closed since.
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
        Quirk closing = Quirk.acting(stage, wire -> wire.close()).when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink = SmtpSink.builder().quirk(closing).start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
            MessagingException failure = failure(Resource.message(session), MessagingException.class);
            assertThat(failure)
                    .hasMessageStartingWith("Session: sent a whole message to localhost:" + sink.port()
                            + " (no TLS), then the connection broke (")
                    .hasMessageEndingWith(
                            "). The message may or may not have been accepted: look for it in the server's"
                                    + " log before sending it again [outcome-unknown]");
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.mails()).hasSize(KNOWN + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "FINAL_DOT"})
    void soItIsWhereNothingIsAnsweredAndTheDataTimeoutCounts(Stage stage) throws Exception {
        Quirk silent = Quirk.acting(stage, wire -> wire.listenInSilence()).when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink = SmtpSink.builder().quirk(silent).start();
                SteppedResource resource = SteppedResource.of(Resource.mail()
                        .at("localhost", sink.port())
                        .with("readTimeout", "20s")
                        .with("dataTimeout", "300ms"))) {
            Session session = warm(resource);
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessageContaining("sent a whole message")
                    .hasMessageContaining("no reply within 300 ms ('dataTimeout')")
                    .hasMessageEndingWith("[outcome-unknown]");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatTheServerHasGivenUpGetsNoText(boolean saidSo) throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = resource.session();
            Message message = Resource.message(session);
            message.saveChanges();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
                if (saidSo) {
                    sink.timeOutConnections();
                } else {
                    sink.dropConnections();
                }
                sink.awaitOpenConnections(0);
                resource.pass(Duration.ofMillis(26));
                transport.sendMessage(message, message.getAllRecipients());
                assertThat(transport.isConnected()).isTrue();
            }
            assertThat(sink.mails()).hasSize(2);
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.commands(1))
                    .filteredOn(line -> line.endsWith(" LAST"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL 251 2.1.0 Maybe", "RCPT 300 2.1.0 Maybe"})
    void anAnswerThatSaysNeitherYesNorNoLeavesTheOutcomeOpenToo(String answer) throws Exception {
        Stage stage = Stage.valueOf(answer.substring(0, 4));
        String reply = answer.substring(5);
        Quirk vague = Quirk.replying(stage, Reply.lines(reply)).when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink = SmtpSink.builder().quirk(vague).start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessageContaining("sent a whole message")
                    .hasMessageContaining("then the connection broke (the server's replies are out of order)")
                    .hasMessageEndingWith("[outcome-unknown]");
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, to MAIL FROM it said \"what?\"", "RCPT, to RCPT TO it said \"what?\""})
    void whateverItSaysOfTheEnvelopeAServerThatRefusesTheTextHasNotTakenIt(Stage stage, String explained)
            throws Exception {
        Quirk vague = Quirk.replying(stage, Reply.lines("what?")).when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink = SmtpSink.builder().quirk(vague).start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
            assertThat(failure(Resource.message(session), SendFailedException.class))
                    .hasMessageContaining(explained)
                    .hasMessageContaining("The message was ");
            assertThat(sink.commands())
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .hasSize(KNOWN + 2);
            assertThat(sink.mails()).hasSize(KNOWN + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT"})
    void aFarewellInAnswerToTheEnvelopeIsCertainAndTheMessageGoesOnAnotherConnection(Stage stage) throws Exception {
        Quirk leaving =
                Quirk.replying(stage, Reply.lines("421 4.3.2 Shutting down")).when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink = SmtpSink.builder().quirk(leaving).start();
                SteppedResource resource = resource(sink);
                LogCapture log = LogCapture.ofCatamail()) {
            Session session = warm(resource);
            Transport.send(onceOnly(session));

            assertThat(sink.turns(2)).last().asInstanceOf(LIST).hasSize(stage == Stage.MAIL ? 1 : 2);
            assertThat(sink.connections()).isEqualTo(3);
            assertThat(sink.mails()).hasSize(KNOWN + 2);
            assertThat(sink.mails().get(KNOWN + 1).raw()).endsWith("\r\n\r\nread once\r\n");
            assertThat(log.messages(Level.WARNING)).isEmpty();
        }
    }

    @Test
    void aFarewellOnAFreshConnectionIsForTheApplication() throws Exception {
        try (Rejects server = Rejects.at(Stage.MAIL, SmtpSink.builder(), "421 4.3.2 Shutting down")) {
            assertThat(failure(Resource.mail().at("localhost", server.port()), SendFailedException.class))
                    .hasMessageContaining("421 4.3.2 Shutting down")
                    .hasMessageContaining("The message was not sent");
            assertThat(server.sink().mails()).isEmpty();
        }
    }

    @Test
    void aRefusalIsCertainEvenIfTheConnectionEndsWithIt() throws Exception {
        Quirk leaving = Quirk.acting(Stage.RCPT, wire -> {
                    wire.write("550 5.1.1 User unknown\r\n");
                    wire.close();
                })
                .when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink = SmtpSink.builder().quirk(leaving).start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
            assertThat(failure(Resource.message(session), SendFailedException.class))
                    .hasMessageContaining("550 5.1.1 User unknown")
                    .hasMessageContaining("The message was sent to nobody");
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.mails()).hasSize(KNOWN + 1);
        }
    }

    @Test
    void aFarewellIsReadEvenIfTheRestCannotBeWritten() throws Exception {
        Quirk leaving = Quirk.acting(Stage.MAIL, wire -> {
                    wire.write("421 4.3.2 Shutting down\r\n");
                    wire.flush();
                    wire.abort();
                })
                .when(BrokenExtensionTest::isKnown);
        try (SmtpSink sink =
                        SmtpSink.builder().receiveBuffer(20_000).quirk(leaving).start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
            MimeMessage message = Resource.message(session);
            message.setText("0123456789abcde\n".repeat(50_000));
            Transport.send(message);
            assertThat(sink.connections()).isEqualTo(3);
            assertThat(sink.mails()).hasSize(KNOWN + 2);
        }
    }

    @Test
    void aContentThatCanBeReadOnceSurvivesADoubt() throws Exception {
        try (MisbehavingServer server = ChunkingFault.closing()) {
            Session session = Resource.mail().at("localhost", server.port()).session();
            Transport.send(onceOnly(session));
            assertThat(server.sink().connections()).isEqualTo(2);
            assertThat(server.sink().mails()).singleElement().asString().contains("\r\n\r\nread once\r\n");
        }
    }

    @Test
    void anApplicationThatCannotWriteItsMessageLosesNothingWhereNothingWasSent() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
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
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.mails().get(KNOWN + 1).to()).containsExactly("next@example.com");
        }
    }

    @Test
    void anApplicationThatCannotWriteTheRestOfALongMessageLosesTheConnection() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
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
            assertThat(sink.mails()).hasSize(KNOWN + 1);
            assertThat(sink.commands(2)).endsWith("DATA");
        }
    }

    @Test
    void nothingOfOneMessageIsLeftToOneThatIsSentInThePlainWay() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                SteppedResource resource = resource(sink)) {
            Session session = warm(resource);
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
            assertThat(sink.connections()).isEqualTo(2);
            assertThat(sink.commands(2))
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .hasSize(4);
            assertThat(sink.mails())
                    .hasSize(KNOWN + 3)
                    .extracting(ReceivedMail::to)
                    .containsOnly(List.of("to@example.com"));
        }
    }

    private static SteppedResource resource(SmtpSink sink) {
        return SteppedResource.of(Resource.mail().at("localhost", sink.port()));
    }

    /** A session whose next message goes in one piece. */
    private static Session warm(SteppedResource resource) throws Exception {
        Session session = resource.session();
        for (int i = 0; i < KNOWN; i++) {
            send(session);
        }
        resource.evictIdle();
        send(session);
        return session;
    }

    private static boolean isKnown(Moment moment) {
        return moment.connection() == 2 && moment.accepted() == 1;
    }

    /** A message that begins with a dot, and has more of them where they matter. */
    private static Message dotted(Session session) throws Exception {
        return new MimeMessage(Resource.message(session)) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) throws IOException {
                out.write(DOTTED.getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    /** A message whose content is gone when it was read. */
    private static Message onceOnly(Session session) throws Exception {
        AtomicInteger reads = new AtomicInteger();
        return new MimeMessage(Resource.message(session)) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) throws IOException {
                if (reads.incrementAndGet() > 1) {
                    throw new IOException("the content has been read before");
                }
                out.write("Subject: once\r\n\r\nread once\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        };
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
