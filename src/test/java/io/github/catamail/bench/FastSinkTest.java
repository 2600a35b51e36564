package io.github.catamail.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.RawClient;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FastSinkTest {
    private final TestIdentity server = TestCertificates.root("localhost");
    private FastSink sink;

    @BeforeEach
    void start() throws Exception {
        sink = FastSink.start(server.serverContext());
    }

    @AfterEach
    void stop() throws Exception {
        sink.close();
    }

    @Test
    void aClientCanEncryptAndLogIn() throws Exception {
        try (RawClient client = connected()) {
            assertThat(client.ask("EHLO c")).contains("250-STARTTLS");
            client.ask("STARTTLS");
            client.handshake(trusting());

            assertThat(client.ask("EHLO c")).doesNotContain("STARTTLS").contains("250-AUTH PLAIN");
            assertThat(client.ask("AUTH PLAIN AHUAcA==")).isEqualTo("235 2.7.0 OK");
        }
    }

    @Test
    void aLoginMayTakeTwoSteps() throws Exception {
        try (RawClient client = connected()) {
            assertThat(client.ask("AUTH PLAIN")).isEqualTo("334 ");
            assertThat(client.ask("AHUAcA==")).isEqualTo("235 2.7.0 OK");
        }
    }

    @Test
    void oneDotEndsAMessageAndTwoDoNot() throws Exception {
        try (RawClient client = connected()) {
            client.ask("MAIL FROM:<a@example.com>");
            client.ask("RCPT TO:<b@example.com>");
            assertThat(client.ask("DATA")).isEqualTo("354 Go ahead");
            client.send("Message-ID: <1@c>\r\n\r\n..\r\n.dot\r\n..");
            assertThat(client.ask("\r\n.")).isEqualTo("250 2.0.0 OK");
        }

        assertThat(sink.take()).isEqualTo(new Tally(1, 1, 1, 1, 1));
    }

    @Test
    void allThatIsSentAtOnceIsAnsweredInOrder() throws Exception {
        try (RawClient client = connected()) {
            client.send(String.join(
                    "\r\n",
                    "MAIL FROM:<a@example.com>",
                    "RCPT TO:<b@example.com>",
                    "RCPT TO:<c@example.com>",
                    "BDAT 12",
                    "Message-ID: BDAT 9 LAST",
                    "<1@c>",
                    "",
                    "RSET",
                    "QUIT",
                    ""));

            assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
            assertThat(client.reply()).isEqualTo("250 2.1.5 OK");
            assertThat(client.reply()).isEqualTo("250 2.1.5 OK");
            assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
            assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
            assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
            assertThat(client.reply()).isEqualTo("221 2.0.0 Bye");
            assertThat(client.read()).isEqualTo(-1);
        }

        assertThat(sink.take()).isEqualTo(new Tally(1, 1, 2, 1, 1));
    }

    @Test
    void aMessageThatComesTwiceShows() throws Exception {
        try (RawClient client = connected()) {
            for (int i = 0; i < 2; i++) {
                client.send("BDAT 29 LAST\r\nSubject: x\r\nmessage-id: <1>\r\n");
                assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
            }
        }

        assertThat(sink.take()).isEqualTo(new Tally(2, 1, 0, 1, 1));
    }

    @Test
    void aFoldedMessageIdIsRead() {
        byte[] bytes =
                "Subject: x\r\nMessage-ID:\r\n <1@c>\r\n\r\nMessage-ID: <2>\r\n".getBytes(StandardCharsets.US_ASCII);
        Content content = new Content();
        content.add(bytes, 0, bytes.length);

        assertThat(content.messageId()).isEqualTo("<1@c>");
    }

    private RawClient connected() throws Exception {
        RawClient client = RawClient.connect("localhost", sink.port());
        assertThat(client.reply()).isEqualTo("220 sink.example.com ESMTP");
        return client;
    }

    private SSLContext trusting() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(server.trustStore("PKCS12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
