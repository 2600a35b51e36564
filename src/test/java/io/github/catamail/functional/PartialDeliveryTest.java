package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that reach some of their recipients only, and failures that are none of the server's. */
@Timeout(60)
final class PartialDeliveryTest {
    @Test
    void aRefusedRecipientStopsTheMessageForAll() throws Exception {
        try (SmtpSink sink = refusingBad()) {
            SendFailedException failure =
                    failure(message(Resource.mail().at("localhost", sink.port()).session()), SendFailedException.class);
            assertThat(failure)
                    .hasMessage("Session: recipients were refused by localhost:" + sink.port()
                            + " (no TLS): bad@example.com (\"550 5.1.1 User unknown\"), worse@example.com (\"451 4.2.1"
                            + " Later\"). The message was sent to nobody. Correct the address, or take it out of the"
                            + " message [recipient-refused]");
            assertThat(texts(failure.getInvalidAddresses())).containsExactly("bad@example.com");
            assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("to@example.com", "worse@example.com");
            assertThat(failure.getValidSentAddresses()).isNull();
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void aMessageSentToSomeSaysToWhom() throws Exception {
        try (SmtpSink sink = refusingBad()) {
            SMTPSendFailedException failure = failure(
                    message(Resource.mail()
                            .at("localhost", sink.port())
                            .with("mail.smtp.sendpartial", "true")
                            .session()),
                    SMTPSendFailedException.class);
            assertThat(failure)
                    .hasMessage("Session: recipients were refused by localhost:" + sink.port()
                            + " (no TLS): bad@example.com (\"550 5.1.1 User unknown\"), worse@example.com (\"451 4.2.1"
                            + " Later\"). The message was sent to to@example.com: do not send it to them again. Correct the"
                            + " address, or take it out of the message [recipient-refused]");
            assertThat(failure.getReturnCode()).isEqualTo(250);
            assertThat(texts(failure.getValidSentAddresses())).containsExactly("to@example.com");
            assertThat(texts(failure.getInvalidAddresses())).containsExactly("bad@example.com");
            assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("worse@example.com");
            assertThat(failure.getNextException()).isInstanceOf(SMTPAddressFailedException.class);
            assertThat(sink.awaitMail(1).get(0).to()).containsExactly("to@example.com");
        }
    }

    /** On the second connection the recipients are asked for anew, one after the other. */
    @Test
    void whoWasRefusedIsKnownThoughTheConnectionWasReplacedAfterwards() throws Exception {
        try (ClosingServer server = ClosingServer.at(
                Stage.DATA,
                Occasion.onceAfter(1),
                SmtpSink.builder()
                        .without("PIPELINING", "CHUNKING")
                        .rejectRecipient(address -> address.startsWith("bad"), "550 5.1.1 User unknown")
                        .rejectRecipient(address -> address.startsWith("worse"), "451 4.2.1 Later"))) {
            Session session = Resource.mail()
                    .at("localhost", server.port())
                    .with("mail.smtp.sendpartial", "true")
                    .session();
            Sending.send(session);
            SMTPSendFailedException failure = failure(message(session), SMTPSendFailedException.class);
            assertThat(failure.getReturnCode()).isEqualTo(250);
            assertThat(texts(failure.getValidSentAddresses())).containsExactly("to@example.com");
            assertThat(texts(failure.getInvalidAddresses())).containsExactly("bad@example.com");
            assertThat(texts(failure.getValidUnsentAddresses())).containsExactly("worse@example.com");
            assertThat(server.sink().awaitMail(2).get(1).to()).containsExactly("to@example.com");
            assertThat(server.sink().mails()).hasSize(2);
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    @Test
    void aReportOfSuccessIsNotTurnedIntoARefusal() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            SMTPSendFailedException report = failure(
                    Resource.mail().at("localhost", sink.port()).with("mail.smtp.reportsuccess", "true"),
                    SMTPSendFailedException.class);
            assertThat(report).hasMessageStartingWith("250 2.0.0 Ok");
            assertThat(report.getNextException()).isInstanceOf(SMTPAddressSucceededException.class);
            assertThat(sink.awaitMail(1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAttachmentThatCannotBeReadIsTheApplicationsOwnFailure(boolean chunking) throws Exception {
        for (IOException own :
                new IOException[] {new FileNotFoundException("report.pdf"), new SocketException("intranet")}) {
            try (SmtpSink sink = sink(chunking)) {
                Session session = Resource.mail().at("localhost", sink.port()).session();
                MessagingException failure = failure(failingWith(session, () -> own), MessagingException.class);
                assertThat(failure)
                        .hasMessage("IOException while sending message")
                        .hasCause(own);
                // Where nothing has been sent yet, the connection is as good as before.
                sink.awaitOpenConnections(chunking ? 1 : 0);
                assertThat(sink.mails()).isEmpty();
            }
        }
    }

    @Test
    void anApplicationThatBreaksDownBeforeAnythingWasSentKeepsTheConnection() throws Exception {
        try (SmtpSink sink = sink(/* chunking= */ true)) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                MimeMessage message = failingWith(session, () -> {
                    throw new IllegalStateException("no template");
                });
                assertThat(catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients())))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no template");
                assertThat(transport.isConnected()).isTrue();
                Message next = Resource.message(session);
                next.saveChanges();
                transport.sendMessage(next, next.getAllRecipients());
            }
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.mails()).hasSize(1);
        }
    }

    @Test
    void anApplicationThatBreaksDownInTheMiddleOfItsMessageLosesTheConnection() throws Exception {
        try (SmtpSink sink = sink(/* chunking= */ false)) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            try (Transport transport = session.getTransport()) {
                transport.connect();
                MimeMessage message = failingWith(session, () -> {
                    throw new IllegalStateException("no template");
                });
                Throwable failure = catchThrowable(() -> transport.sendMessage(message, message.getAllRecipients()));
                assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("no template");
                assertThat(transport.isConnected()).isFalse();
            }
            sink.awaitOpenConnections(0);
            assertThat(sink.mails()).isEmpty();
            assertThat(sink.commands()).endsWith("DATA");
        }
    }

    @Test
    void aMessageWithoutRecipientsIsRefusedAsByJakartaMail() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            Session session = Resource.mail().at("localhost", sink.port()).session();
            MimeMessage message = new MimeMessage(session);
            message.setText("A text");
            assertThatThrownBy(() -> Transport.send(message))
                    .isInstanceOf(SendFailedException.class)
                    .hasMessage("No recipient addresses");
        }
    }

    private static SmtpSink sink(boolean chunking) {
        return (chunking ? SmtpSink.builder() : SmtpSink.builder().without("CHUNKING")).start();
    }

    private static SmtpSink refusingBad() {
        return SmtpSink.builder()
                .rejectRecipient("bad@example.com"::equals, "550 5.1.1 User unknown")
                .rejectRecipient("worse@example.com"::equals, "451 4.2.1 Later")
                .start();
    }

    private static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = Resource.message(session);
        message.setRecipients(
                Message.RecipientType.TO, InternetAddress.parse("to@example.com, bad@example.com, worse@example.com"));
        return message;
    }

    /** A message whose content comes from a source that gives some of it and then fails. */
    private static MimeMessage failingWith(Session session, Failure failure) throws MessagingException {
        MimeMessage message = Resource.message(session);
        message.setDataHandler(new DataHandler(new DataSource() {
            @Override
            public InputStream getInputStream() {
                return new FilterInputStream(new ByteArrayInputStream(new byte[100_000])) {
                    @Override
                    public int read() throws IOException {
                        return orFail(super.read());
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return orFail(super.read(bytes, offset, length));
                    }

                    private int orFail(int result) throws IOException {
                        if (result < 0) {
                            throw failure.make();
                        }
                        return result;
                    }
                };
            }

            @Override
            public OutputStream getOutputStream() {
                throw new UnsupportedOperationException();
            }

            @Override
            public String getContentType() {
                return "application/octet-stream";
            }

            @Override
            public String getName() {
                return "report.pdf";
            }
        }));
        // Said beforehand, so that the source is not read to find it out.
        message.setHeader("Content-Transfer-Encoding", "base64");
        return message;
    }

    private static Stream<String> texts(Address[] addresses) {
        return Stream.of(addresses).map(Address::toString);
    }

    private interface Failure {
        IOException make();
    }
}
