package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Dialogues that break off where neither side expects it: nothing of one message may get into the next. */
final class BrokenDialogueTest {
    @Test
    void aMessageThatCannotBeWrittenEndsTheConnectionAtOnceWhereItsBeginningWasSent() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().without("CHUNKING").start();
                Transport transport = connected(sink)) {
            MimeMessage unsigned = new MimeMessage(Resource.message(session(sink))) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
                    out.write("Subject: half\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
                    throw new MessagingException("the key cannot be read");
                }
            };

            assertThatThrownBy(() -> transport.sendMessage(unsigned, unsigned.getAllRecipients()))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessage("the key cannot be read");

            sink.awaitOpenConnections(0);
            assertThat(transport.isConnected()).isFalse();
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void recipientsOfAMessageThatFailedDoNotGetTheNextOne() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start();
                Transport transport = connected(sink)) {
            InternetAddress smuggling = new InternetAddress();
            smuggling.setAddress("b@example.com>\r\nRCPT TO:<c@example.com");
            Address[] both = {new InternetAddress("first@example.com"), smuggling};
            MimeMessage message = Resource.message(session(sink));
            message.saveChanges();

            assertThatThrownBy(() -> transport.sendMessage(message, both)).isInstanceOf(MessagingException.class);
            transport.sendMessage(message, message.getAllRecipients());

            assertThat(sink.awaitMail(1).get(0).to()).containsExactly("to@example.com");
            assertThat(sink.commands(1)).contains("RSET");
        }
    }

    @Test
    void anAnswerToTheMessageThatIsCutOffLeavesTheOutcomeOpen() throws Exception {
        Quirk halfAnAnswer = Quirk.acting(Stage.FINAL_DOT, wire -> {
            wire.write("250-2.0.0 Ok: queued\r\n");
            wire.flush();
            wire.close();
        });
        try (SmtpSink sink = SmtpSink.builder().quirk(halfAnAnswer).start()) {
            assertThat(Sending.failure(Resource.mail().at("localhost", sink.port()), SendFailedException.class))
                    .hasMessage("Session: sent a whole message to localhost:" + sink.port()
                            + " (no TLS), then the server said \"250-2.0.0 Ok: queued\", which is no proper answer. The"
                            + " message may or may not have been accepted: look for it in the server's log before sending"
                            + " it again [outcome-unknown]");
        }
    }

    @Test
    void aServerThatTalksWithoutEndIsCutOff() throws Exception {
        Quirk endless = Quirk.acting(Stage.EHLO, BrokenDialogueTest::talk);
        try (SmtpSink sink = SmtpSink.builder().quirk(endless).start()) {
            assertThat(Sending.failure(Resource.mail().at("localhost", sink.port()), MessagingException.class))
                    .hasMessage("Session: gave up on localhost:" + sink.port()
                            + " (no TLS): what answers there does not speak SMTP: to EHLO it sent a reply of more than 256"
                            + " KB. Check 'host' and 'port' [bad-greeting]");
            sink.awaitOpenConnections(0);
        }
    }

    @Test
    void aLongReplyIsCutAndExplainedWithoutDelay() throws Exception {
        String reply = "552 " + "message size ".repeat(15_000);
        try (Rejects server = Rejects.recipient(reply)) {
            SendFailedException failure =
                    Sending.failure(Resource.mail().at("localhost", server.port()), SendFailedException.class);
            assertThat(failure.getMessage())
                    .hasSizeLessThan(2500)
                    .endsWith("...\"). The message was sent to nobody. The recipient's mailbox is full; try again later"
                            + " [recipient-refused]");
        }
    }

    @Test
    void aGreetingOfJustACodeIsUnderstood() throws Exception {
        try (Rejects server = Rejects.at(Stage.GREETING, SmtpSink.builder(), "554")) {
            assertThat(Sending.failure(Resource.mail().at("localhost", server.port()), MessagingException.class))
                    .hasMessage("Session: no SMTP session with localhost:" + server.port()
                            + " (no TLS): the server greeted with \"554\". It does not want this machine as a client: check"
                            + " 'host', and whether the address of this machine is allowed or blocked there"
                            + " [bad-greeting]");
        }
    }

    @Test
    void whatIsNoReplyIsQuoted() throws Exception {
        try (Rejects server = Rejects.mail("junk")) {
            assertThat(Sending.failure(Resource.mail().at("localhost", server.port()), SendFailedException.class))
                    .hasMessageContaining("to MAIL FROM it said \"junk\", which is no reply of SMTP");
        }
    }

    @Test
    void aServerThatWantsTlsInTheMiddleOfTheLoginIsTakenAtItsWord() throws Exception {
        SmtpSink.Builder builder = SmtpSink.builder().user(Sending.USER, Sending.PASSWORD);
        try (Rejects server = Rejects.at(Stage.AUTH, builder, "530 5.7.0 Must issue a STARTTLS command first")) {
            assertThat(Sending.failure(Sending.withLogin(server.port()), AuthenticationFailedException.class))
                    .hasMessage("Session: could not log in to localhost:" + server.port()
                            + " (no TLS) as app@example.com with LOGIN: the server said \"530 5.7.0 Must issue a STARTTLS"
                            + " command first\". The server wants TLS first: set tls=\"starttls\" [starttls-needed]");
            assertThat(server.sink().commands()).doesNotContain("STARTTLS");
        }
    }

    private static Session session(SmtpSink sink) throws Exception {
        return Resource.mail().at("localhost", sink.port()).session();
    }

    private static Transport connected(SmtpSink sink) throws Exception {
        Transport transport = session(sink).getTransport();
        transport.connect();
        return transport;
    }

    private static void talk(Wire wire) throws IOException {
        while (true) {
            wire.write("250-and so on\r\n".repeat(1000));
            wire.flush();
        }
    }
}
