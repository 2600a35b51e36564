package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an application does with a transport in which order, it sees what it sees with Jakarta Mail's own transport. */
@Timeout(120)
final class AnyOrderTest {
    private enum Step {
        CONNECT,
        CLOSE,
        IS_CONNECTED,
        NOOP,
        RSET,
        UNEXPECTED,
        WITH_A_LINE_END,
        UNKNOWN_COMMAND,
        SEND,
        SEND_TO_SOME,
        SEND_TO_SOME_PARTLY,
        SEND_REPORTING,
        SEND_LONG,
        SEND_TO_NOBODY,
        SEND_WHAT_CANNOT_BE_READ,
        SEND_WHAT_CANNOT_BE_READ_TO_THE_END
    }

    /** No reply is waited for when a transport is closed, and none to a message of which nothing was said. */
    private static final Set<Step> UNCOMPARED = EnumSet.of(Step.CONNECT, Step.CLOSE, Step.SEND_WHAT_CANNOT_BE_READ);

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "CHUNKING", "NONE"})
    void asWithJakartaMail(String missing) throws Exception {
        List<String> problems = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            List<Step> steps = new ArrayList<>();
            Random random = new Random(seed * 7_919_000_017L);
            steps.add(Step.CONNECT);
            for (int i = 0; i < 8; i++) {
                steps.add(Step.values()[random.nextInt(Step.values().length)]);
            }
            List<String> stock = run(steps, /* stock= */ true, "NONE");
            List<String> ours = run(steps, /* stock= */ false, missing);
            for (int i = 0; i < stock.size(); i++) {
                if (!stock.get(i).equals(ours.get(i))) {
                    problems.add("seed " + seed + " " + steps.subList(0, i + 1) + "\n  stock " + stock.get(i)
                            + "\n  ours  " + ours.get(i));
                    break;
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    private static List<String> run(List<Step> steps, boolean stock, String missing) throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                .without(missing)
                .rejectRecipient("bad@example.com"::equals, "550 5.1.1 User unknown")
                .start()) {
            Session session;
            if (stock) {
                Properties properties = new Properties();
                properties.setProperty("mail.smtp.host", "localhost");
                properties.setProperty("mail.smtp.port", Integer.toString(sink.port()));
                session = Session.getInstance(properties);
            } else {
                session = Resource.mail().at("localhost", sink.port()).session();
            }
            List<String> seen = new ArrayList<>();
            String before = "";
            try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
                for (Step step : steps) {
                    String result;
                    try {
                        result = take(step, transport, session);
                    } catch (MessagingException | RuntimeException failure) {
                        result = failure.getClass().getSimpleName();
                    }
                    String last = Objects.toString(transport.getLastServerResponse(), "");
                    boolean same = last.equals(before) || UNCOMPARED.contains(step);
                    seen.add(result + " "
                            + (same ? "" : transport.getLastReturnCode() + " " + last.replaceAll("queued.*", "queued"))
                            + " mails " + sink.mails().size());
                    before = last;
                }
            }
            return seen;
        }
    }

    private static String take(Step step, SMTPTransport transport, Session session) throws MessagingException {
        switch (step) {
            case CONNECT -> transport.connect();
            case CLOSE -> transport.close();
            case IS_CONNECTED -> {
                return "connected: " + transport.isConnected();
            }
            case NOOP -> {
                return "" + transport.simpleCommand("NOOP");
            }
            case RSET -> transport.issueCommand("RSET", 250);
            case UNEXPECTED -> transport.issueCommand("NOOP", 299);
            case WITH_A_LINE_END -> transport.simpleCommand("NOOP\r\nNOOP");
            case UNKNOWN_COMMAND -> {
                return "" + transport.simpleCommand("XYZ");
            }
            case SEND -> send(transport, session, "A text", "to@example.com");
            case SEND_TO_SOME -> send(transport, session, "A text", "to@example.com", "bad@example.com");
            case SEND_TO_SOME_PARTLY -> {
                session.getProperties().setProperty("mail.smtp.sendpartial", "true");
                try {
                    send(transport, session, "A text", "to@example.com", "bad@example.com");
                } finally {
                    session.getProperties().setProperty("mail.smtp.sendpartial", "false");
                }
            }
            case SEND_REPORTING -> {
                transport.setReportSuccess(true);
                try {
                    send(transport, session, "A text", "to@example.com", "too@example.com");
                } finally {
                    transport.setReportSuccess(false);
                }
            }
            case SEND_LONG -> send(transport, session, "A line\r\n".repeat(200_000), "to@example.com");
            case SEND_TO_NOBODY -> send(transport, session, "A text");
            case SEND_WHAT_CANNOT_BE_READ -> transport.sendMessage(broken(session, 10), to("to@example.com"));
            case SEND_WHAT_CANNOT_BE_READ_TO_THE_END ->
                transport.sendMessage(broken(session, 2_000_000), to("to@example.com"));
        }
        return "done";
    }

    private static void send(Transport transport, Session session, String text, String... recipients)
            throws MessagingException {
        MimeMessage message = Resource.message(session);
        message.setText(text);
        message.saveChanges();
        transport.sendMessage(message, to(recipients));
    }

    private static InternetAddress[] to(String... recipients) throws MessagingException {
        InternetAddress[] addresses = new InternetAddress[recipients.length];
        for (int i = 0; i < recipients.length; i++) {
            addresses[i] = new InternetAddress(recipients[i]);
        }
        return addresses;
    }

    private static Message broken(Session session, int size) throws MessagingException {
        MimeMessage message = new MimeMessage(Resource.message(session)) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) throws IOException {
                out.write("Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[size]);
                throw new IOException("of the application");
            }
        };
        message.saveChanges();
        return message;
    }
}
