package io.github.catamail.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.catamail.testing.Crew;
import io.github.catamail.testing.Mailbag;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.postfix.Postfix;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many messages through a real Postfix that stops, limits and hangs up. Each message has to arrive once, as it was sent. */
@Timeout(240)
final class PostfixFaultsIT {
    private static final String USER = "app@catamail.test";
    private static final String PASSWORD = "correct horse";
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (.*)$");

    private static final Pattern TAKEN = Pattern.compile("(\\w+): message-id=(\\S+)");
    private static final Pattern QUEUED = Pattern.compile("(\\w+): from=.*\\(queue active\\)");

    @TempDir
    static Path directory;

    private static TestIdentity server;
    private static Path trust;

    @BeforeAll
    static void mint() throws Exception {
        Optional<String> obstacle = Postfix.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "No mail was sent through Postfix: " + obstacle.orElseThrow());
        TestIdentity authority = TestCertificates.root("Test CA");
        trust = authority.writeTrustPem(directory.resolve("ca.pem"));
        server = authority.issue("localhost").dns("localhost").mint();
    }

    @Test
    void whatGoesInOneWriteArrivesByteForByte() throws Exception {
        List<String> texts = List.of(
                "A dot:\n.\n..two dots\n.\n",
                ".\n.\n.",
                "no end of the line",
                "Gr\u00fc\u00dfe, \u4f60\u597d, \ud83d\ude00\n",
                "x".repeat(900) + "\n" + "y".repeat(900),
                "\n\n\nmany\n\n\n",
                "QUIT\nRSET\nMAIL FROM:<a@catamail.test>\nBDAT 10 LAST\n",
                "0123456789abcde\n".repeat(60_000));
        try (Postfix postfix = start()) {
            Session session = resource(postfix).session();
            Mailbag bag = new Mailbag();
            Map<String, String> expected = new HashMap<>();
            for (int round = 0; round < 2; round++) {
                for (String text : texts) {
                    MimeMessage message = message(session);
                    message.setText(text, "UTF-8");
                    message.setHeader("Content-Transfer-Encoding", round == 0 ? "8bit" : "quoted-printable");
                    message.setHeader("X-Long", "a ".repeat(300).strip());
                    assertThat(bag.send(message).failure()).isNull();
                    expected.put(message.getMessageID(), written(message));
                }
            }
            await(postfix, bag);
            for (String mail : postfix.mail()) {
                String original = expected.remove(id(mail));
                assertThat(mail).endsWith(original.endsWith("\n") ? original : original + "\n");
            }
            assertThat(expected).isEmpty();
            assertThat(connections(postfix)).isEqualTo(1);
        }
    }

    @Test
    void aRestartDuringARunLosesAndDoublesNothing() throws Exception {
        try (Postfix postfix = start()) {
            Session session = resource(postfix).session();
            Mailbag bag = new Mailbag();
            Future<Void> administrator = Crew.begin("administrator", () -> {
                for (int i = 0; i < 3; i++) {
                    int before = bag.sent().size();
                    while (bag.sent().size() < before + 20) {
                        pause(10_000_000);
                    }
                    postfix.restart();
                }
            });
            Crew.run(4, number -> {
                while (!administrator.isDone()) {
                    if (!bag.send(message(session)).acknowledged()) {
                        // Nobody is served any faster by being refused more often.
                        pause(50_000_000);
                    }
                }
            });
            administrator.get();
            deliver(bag, session, 2);
            await(postfix, bag);
            bag.assertExactlyOnce(copies(postfix));
            assertThat(bag.failed())
                    .allMatch(sent -> sent.text().contains("connect-failed")
                            || sent.text().contains("connection-closed")
                            || sent.text().contains("bad-greeting")
                            || sent.unknown());
            assertThat(bag.failed().size()).isLessThan(bag.sent().size());
        }
    }

    @Test
    void aServerThatAllowsFewConnectionsIsToldFromOneThatIsDown() throws Exception {
        try (Postfix postfix = start("smtpd_client_connection_count_limit = 2")) {
            Session session = resource(postfix).with("maxTotal", "6").session();
            Mailbag bag = new Mailbag();
            Crew.run(12, number -> {
                for (int i = 0; i < 5; i++) {
                    bag.send(message(session));
                }
            });
            await(postfix, bag);
            bag.assertExactlyOnce(copies(postfix));
            assertThat(bag.failed())
                    .allMatch(sent -> sent.text().contains("421 4.7.0 mail.catamail.test Error: too many connections"));
            assertThat(bag.failed().size()).isLessThan(bag.sent().size());
        }
    }

    @Test
    void withNoMoreConnectionsThanTheServerAllowsNobodyIsRefused() throws Exception {
        try (Postfix postfix = start("smtpd_client_connection_count_limit = 2")) {
            Session session = resource(postfix).with("maxTotal", "2").session();
            Mailbag bag = new Mailbag();
            Crew.run(12, number -> deliver(bag, session, 5));
            await(postfix, bag);
            bag.assertExactlyOnce(copies(postfix));
            assertThat(connections(postfix)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void connectionsThatTheServerEndsAfterAShortTimeAreNotNoticed() throws Exception {
        try (Postfix postfix = start("smtpd_timeout = 2s")) {
            Session session = resource(postfix).session();
            Mailbag bag = new Mailbag();
            for (int i = 1; i <= 3; i++) {
                Crew.run(3, number -> deliver(bag, session, 1));
                int ended = i;
                while (postfix.log().split("timeout after ", -1).length - 1 < ended) {
                    pause(20_000_000);
                }
            }
            deliver(bag, session, 2);
            await(postfix, bag);
            bag.assertExactlyOnce(copies(postfix));
            assertThat(bag.failed()).isEmpty();
        }
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("it takes too long");
        }
    }

    private static Postfix start(String... settings) throws Exception {
        return Postfix.start(server, Map.of(USER, PASSWORD), settings);
    }

    private static Resource resource(Postfix postfix) {
        return Resource.mail()
                .at("localhost", postfix.submission())
                .with("user", USER)
                .with("password", PASSWORD)
                .with("tls", "starttls")
                .with("truststoreFile", trust.toString());
    }

    private static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = Resource.message(session);
        message.setFrom(new InternetAddress(USER));
        message.setRecipient(RecipientType.TO, new InternetAddress("reader@catamail.test"));
        return message;
    }

    private static void deliver(Mailbag bag, Session session, int count) throws MessagingException {
        for (int i = 0; i < count; i++) {
            assertThat(bag.send(message(session)).failure()).isNull();
        }
    }

    /** Returns a message as a maildir has it, where lines end with a bare line feed. */
    private static String written(MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes, new String[] {"Bcc", "Content-Length"});
        return bytes.toString(UTF_8).replace("\r\n", "\n");
    }

    /** Waits until all that was acknowledged is there, and nothing is in the queue any more. */
    private static void await(Postfix postfix, Mailbag bag) throws Exception {
        List<String> acknowledged = bag.sent().stream()
                .filter(Mailbag.Sent::acknowledged)
                .map(Mailbag.Sent::messageId)
                .toList();
        while (!copies(postfix).keySet().containsAll(acknowledged) || postfix.hasQueue()) {
            pause(50_000_000);
        }
    }

    /** Returns how often each message was taken; Postfix may deliver twice what it has taken once, if it is stopped then. */
    private static Map<String, Integer> copies(Postfix postfix) throws Exception {
        Map<String, String> names = new HashMap<>();
        TAKEN.matcher(postfix.log()).results().forEach(line -> names.put(line.group(1), line.group(2)));
        Map<String, Integer> copies = new HashMap<>();
        Set<String> taken = QUEUED.matcher(postfix.log())
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
        for (String queued : taken) {
            if (names.containsKey(queued)) {
                copies.merge(names.get(queued), 1, Integer::sum);
            }
        }
        for (String delivered : postfix.mail()) {
            // What is logged in the moment of a stop does not always reach the log.
            copies.putIfAbsent(id(delivered), 1);
        }
        return copies;
    }

    private static String id(String mail) {
        Matcher id = MESSAGE_ID.matcher(mail);
        if (!id.find()) {
            throw new AssertionError("a message without Message-ID: " + mail);
        }
        return id.group(1);
    }

    /** Returns how many connections were made secure. */
    private static long connections(Postfix postfix) throws IOException {
        return postfix.log()
                .lines()
                .filter(line -> line.contains("TLS connection established from"))
                .count();
    }
}
