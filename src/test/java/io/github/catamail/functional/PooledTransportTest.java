package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.Occasion;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.TransportAdapter;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What applications do with a transport and its messages is the same on a connection that others have used before. */
@Timeout(60)
final class PooledTransportTest {
    @Test
    void optionsOfAMessageHoldForThatMessageAlone() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            SMTPMessage special = new SMTPMessage(Resource.message(session));
            special.setEnvelopeFrom("bounces@example.com");
            special.setNotifyOptions(SMTPMessage.NOTIFY_FAILURE | SMTPMessage.NOTIFY_DELAY);
            special.setReturnOption(SMTPMessage.RETURN_HDRS);
            special.setAllow8bitMIME(true);
            special.setText("Gr\u00fc\u00dfe", "UTF-8");
            special.setHeader("Content-Transfer-Encoding", "quoted-printable");
            Sending.send(session);
            Transport.send(special);
            Sending.send(session);

            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.mails().get(1).raw()).contains("Content-Transfer-Encoding: 8bit");
            assertThat(sink.commands(1))
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .map(line -> line.replaceAll(" SIZE=\\d+", ""))
                    .containsExactly(
                            "MAIL FROM:<app@example.com>",
                            "MAIL FROM:<bounces@example.com> RET=HDRS",
                            "MAIL FROM:<app@example.com>");
            assertThat(sink.commands(1))
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .containsExactly(
                            "RCPT TO:<to@example.com>",
                            "RCPT TO:<to@example.com> NOTIFY=FAILURE,DELAY",
                            "RCPT TO:<to@example.com>");
        }
    }

    @Test
    void partialDeliveryOfOneMessageDoesNotAllowThatOfTheNext() throws Exception {
        try (SmtpSink sink = server().rejectRecipient("bad@example.com"::equals, "550 5.1.1 User unknown")
                .start()) {
            Session session = withLogin(sink.port()).session();
            SMTPMessage partial = new SMTPMessage(Resource.message(session));
            partial.setSendPartial(true);
            partial.addRecipient(RecipientType.CC, new InternetAddress("bad@example.com"));
            MimeMessage whole = Resource.message(session);
            whole.addRecipient(RecipientType.CC, new InternetAddress("bad@example.com"));

            assertThat(catchThrowable(() -> Transport.send(partial))).isInstanceOf(SendFailedException.class);
            assertThat(sink.mails()).hasSize(1);
            assertThat(catchThrowable(() -> Transport.send(whole))).isInstanceOf(SendFailedException.class);
            assertThat(sink.mails()).hasSize(1);
            Sending.send(session);
            assertThat(sink.mails()).hasSize(2);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatAMessageIsRefusedForDoesNotEndTheConnection() throws Exception {
        try (SmtpSink sink = server().rejectSender("bad@example.com"::equals, "550 5.7.1 Not you")
                .start()) {
            Session session = withLogin(sink.port()).session();
            MimeMessage refused = Resource.message(session);
            refused.setFrom(new InternetAddress("bad@example.com"));
            for (int i = 0; i < 3; i++) {
                Sending.send(session);
                assertThat(catchThrowable(() -> Transport.send(refused))).isInstanceOf(SendFailedException.class);
            }
            assertThat(sink.mails()).hasSize(3);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void aTransportIsAnSmtpTransportAndKnowsTheLastReply() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            Sending.send(session);
            MimeMessage message = saved(session);
            try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
                assertThat(transport.isConnected()).isFalse();
                transport.connect();
                assertThat(transport.isConnected()).isTrue();
                transport.sendMessage(message, message.getAllRecipients());
                assertThat(transport.getLastReturnCode()).isEqualTo(250);
                assertThat(transport.getLastServerResponse()).isEqualToIgnoringNewLines("250 2.0.0 Ok: queued as 1-2");
                assertThat(transport.supportsExtension("SIZE")).isTrue();
                assertThat(transport.getRequireStartTLS()).isFalse();
                assertThat(transport.isConnected()).isTrue();
                transport.sendMessage(message, message.getAllRecipients());
                assertThat(transport.getLastServerResponse()).isEqualToIgnoringNewLines("250 2.0.0 Ok: queued as 1-3");
            }
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void aTransportHasWhatThePropertiesOfTheSessionSay() throws Exception {
        String[] names = {
            "reportsuccess",
            "starttls.enable",
            "starttls.required",
            "userset",
            "sasl.enable",
            "sasl.usecanonicalhostname"
        };
        try (SmtpSink sink = sink()) {
            for (String value : new String[] {"true", "false"}) {
                Session session = withLogin(sink.port()).session();
                for (String name : names) {
                    session.getProperties().setProperty("mail.smtp." + name, value);
                }
                session.getProperties().setProperty("mail.smtp.noop.strict", value);
                SMTPTransport plain = new SMTPTransport(session, new URLName("smtp", null, -1, null, null, null));
                SMTPTransport transport = (SMTPTransport) session.getTransport();

                assertThat(settings(transport)).isEqualTo(settings(plain));
            }
        }
    }

    private static List<Object> settings(SMTPTransport transport) {
        return List.of(
                transport.getURLName().toString(),
                transport.getReportSuccess(),
                transport.getStartTLS(),
                transport.getRequireStartTLS(),
                transport.getUseRset(),
                transport.getSASLEnabled(),
                transport.getUseCanonicalHostName(),
                transport.getNoopStrict());
    }

    @Test
    void aTransportThatIsClosedIsClosedForItsOwnerAlone() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            MimeMessage message = saved(session);
            Transport transport = session.getTransport();
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
            transport.close();
            assertThat(transport.isConnected()).isFalse();
            assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()))
                    .isInstanceOf(IllegalStateException.class);
            transport.close();
            assertThat(sink.openConnections()).isEqualTo(1);
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
            transport.close();
            assertThat(sink.connections()).isEqualTo(1);
            assertThat(sink.commands()).doesNotContain("QUIT");
        }
    }

    @Test
    void twoOpenTransportsHaveTwoConnectionsOrOneAfterTheOther() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            MimeMessage message = saved(session);
            try (Transport one = session.getTransport();
                    Transport other = session.getTransport()) {
                one.connect();
                other.connect();
                for (int i = 0; i < 3; i++) {
                    one.sendMessage(message, message.getAllRecipients());
                    other.sendMessage(message, message.getAllRecipients());
                }
            }
            assertThat(sink.mails()).hasSize(6);
            assertThat(sink.connections()).isLessThanOrEqualTo(2);
        }
    }

    /** Jakarta Mail forgets what is left to tell when a transport is closed before its thread for that has begun. */
    private static void sendHeard(Transport transport, MimeMessage message) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (transport) {
            listen(transport, heard);
            transport.connect();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("opened");
            transport.sendMessage(message, message.getAllRecipients());
        }
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("delivered to to@example.com");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(heard).isEmpty();
    }

    @Test
    void listenersHearOfTheirOwnTransport() throws Exception {
        try (SmtpSink sink = sink()) {
            Session session = withLogin(sink.port()).session();
            for (int i = 0; i < 2; i++) {
                sendHeard(session.getTransport(), saved(session));
                Sending.send(session);
            }
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void listenersHearOfAMessageThatWasSentOnceMoreOnce() throws Exception {
        try (ClosingServer server = ClosingServer.at(Stage.MAIL, Occasion.onceAfter(1), server())) {
            Session session = withLogin(server.port()).session();
            Sending.send(session);
            Sending.letPass(Duration.ofMillis(60));
            sendHeard(session.getTransport(), saved(session));
            assertThat(server.sink().mails()).hasSize(2);
            assertThat(server.sink().connections()).isEqualTo(2);
        }
    }

    private static void listen(Transport transport, BlockingQueue<String> heard) {
        transport.addConnectionListener(new ConnectionAdapter() {
            @Override
            public void opened(ConnectionEvent event) {
                heard.add("opened");
            }

            @Override
            public void closed(ConnectionEvent event) {
                heard.add("closed");
            }
        });
        transport.addTransportListener(new TransportAdapter() {
            @Override
            public void messageDelivered(TransportEvent event) {
                heard.add("delivered to " + InternetAddress.toString(event.getValidSentAddresses()));
            }

            @Override
            public void messageNotDelivered(TransportEvent event) {
                heard.add("not delivered");
            }
        });
    }

    private static SmtpSink.Builder server() {
        return SmtpSink.builder().user(USER, PASSWORD).requireAuth();
    }

    private static SmtpSink sink() {
        return server().start();
    }

    private static MimeMessage saved(Session session) throws Exception {
        MimeMessage message = Resource.message(session);
        message.saveChanges();
        return message;
    }
}
