package io.github.catamail.functional;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.ReceivedMail;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * All that an application can see of sending a message, and what arrived.
 *
 * @param failures the exceptions with what they contain, one line each
 * @param texts their messages
 * @param events what listeners were told
 * @param lastResponse code and text of the last reply
 * @param connected whether the connection could be used for the next message
 * @param received envelope and text of what the server took
 */
record Outcome(
        List<String> failures,
        List<String> texts,
        List<String> events,
        String lastResponse,
        boolean connected,
        List<String> received) {
    /** A message to send. */
    interface Letter {
        Message write(Session session) throws Exception;
    }

    /** Sends one message to certain recipients, and another, usual one after it. */
    static Outcome of(Session session, SmtpSink sink, Letter letter, Letter usual, Address[] recipients)
            throws Exception {
        int before = sink.mails().size();
        Message message = letter.write(session);
        Message next = usual.write(session);
        List<String> failures = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        BlockingQueue<TransportEvent> events = new LinkedBlockingQueue<>();
        try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
            transport.connect();
            transport.addTransportListener(into(events));
            try {
                transport.sendMessage(message, recipients == null ? message.getAllRecipients() : recipients);
            } catch (MessagingException | RuntimeException failure) {
                describe(failure, failures, texts);
            }
            String lastResponse = transport.getLastReturnCode() + " "
                    + transport.getLastServerResponse().replaceFirst("queued as .*", "queued");
            boolean connected = transport.isConnected();
            if (!connected) {
                transport.connect();
            }
            try {
                transport.sendMessage(next, next.getAllRecipients());
            } catch (SMTPSendFailedException report) {
                // What mail.smtp.reportsuccess asks for.
                texts.add("then " + report.getReturnCode());
            }
            List<String> told = new ArrayList<>();
            TransportEvent event = events.poll(10, TimeUnit.SECONDS);
            while (event != null && event.getMessage() != next) {
                told.add(event.getType() + " sent " + texts(event.getValidSentAddresses()) + " unsent "
                        + texts(event.getValidUnsentAddresses()) + " invalid " + texts(event.getInvalidAddresses()));
                event = events.poll(10, TimeUnit.SECONDS);
            }
            List<ReceivedMail> mails = sink.mails();
            List<String> received = mails.subList(before, mails.size()).stream()
                    .map(mail -> mail.sender() + " " + mail.recipients() + "\n" + mail.raw())
                    .toList();
            return new Outcome(failures, texts, told, lastResponse, connected, received);
        }
    }

    /** Without the messages of the exceptions, in which Catamail says more than Jakarta Mail. */
    Outcome wordless() {
        return new Outcome(failures, List.of(), events, lastResponse, connected, received);
    }

    private static void describe(Exception failure, List<String> failures, List<String> texts) {
        for (Exception next = failure;
                next != null;
                next = next instanceof MessagingException messaging ? messaging.getNextException() : null) {
            // Catamail wraps what Jakarta Mail throws.
            boolean wrapped = next instanceof MessagingException outer
                    && outer.getNextException() != null
                    && outer.getNextException().getClass() == outer.getClass()
                    && !(outer instanceof SMTPAddressFailedException)
                    && !(outer instanceof SMTPAddressSucceededException);
            texts.add(String.valueOf(next.getMessage())
                    .replaceAll("localhost:\\d+", "localhost")
                    .replaceFirst("queued as .*", "queued"));
            if (!wrapped) {
                failures.add(describe(next));
            }
        }
    }

    private static String describe(Exception failure) {
        String text = failure.getClass().getName();
        if (failure instanceof SendFailedException unsent) {
            text += " sent " + texts(unsent.getValidSentAddresses()) + " unsent "
                    + texts(unsent.getValidUnsentAddresses()) + " invalid " + texts(unsent.getInvalidAddresses());
        }
        if (failure instanceof SMTPSendFailedException smtp) {
            text += " " + smtp.getCommand() + " " + smtp.getReturnCode();
        } else if (failure instanceof SMTPAddressFailedException smtp) {
            text += " " + smtp.getAddress() + " " + smtp.getCommand() + " " + smtp.getReturnCode();
        } else if (failure instanceof SMTPAddressSucceededException smtp) {
            text += " " + smtp.getAddress() + " " + smtp.getCommand() + " " + smtp.getReturnCode();
        } else if (failure instanceof SMTPSenderFailedException smtp) {
            text += " " + smtp.getAddress() + " " + smtp.getCommand() + " " + smtp.getReturnCode();
        }
        return text;
    }

    private static String texts(Address[] addresses) {
        return Arrays.toString(addresses);
    }

    private static TransportListener into(BlockingQueue<TransportEvent> events) {
        return new TransportListener() {
            @Override
            public void messageDelivered(TransportEvent event) {
                events.add(event);
            }

            @Override
            public void messageNotDelivered(TransportEvent event) {
                events.add(event);
            }

            @Override
            public void messagePartiallyDelivered(TransportEvent event) {
                events.add(event);
            }
        };
    }
}
