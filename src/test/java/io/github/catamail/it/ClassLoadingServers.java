package io.github.catamail.it;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.ReceivedMail;
import java.util.List;

/** The servers of the tests of class loading: one that takes mail, and a mailbox. */
final class ClassLoadingServers implements AutoCloseable {
    private static final String USER = "joe@example.com";
    private static final String PASSWORD = "box";

    final SmtpSink sink = SmtpSink.builder().start();
    private final GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    ClassLoadingServers() {
        mailbox.start();
        mailbox.setUser(USER, PASSWORD)
                .deliver(GreenMailUtil.createTextEmail(
                        USER,
                        "from@example.com",
                        "In the box",
                        "A text",
                        mailbox.getImap().getServerSetup()));
    }

    /** Returns a resource that sends. */
    String session(String name) {
        return resource(name, "host='localhost' port='" + sink.port() + "'");
    }

    /** Returns a resource that reads. */
    String box(String name) {
        return resource(
                name,
                "mail.store.protocol='imap' mail.imap.host='localhost' mail.imap.port='"
                        + mailbox.getImap().getPort() + "' mail.imap.user='" + USER + "' password='" + PASSWORD + "'");
    }

    /** Returns the one message with this subject. */
    ReceivedMail mail(String subject) {
        // It has been taken when Transport.send returns, so that there is nothing to wait for.
        List<ReceivedMail> found = sink.mails().stream()
                .filter(mail -> mail.raw().contains("\nSubject: " + subject + "\r\n"))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " messages \"" + subject + "\" have arrived");
        }
        return found.get(0);
    }

    @Override
    public void close() {
        sink.close();
        mailbox.stop();
    }

    private static String resource(String name, String attributes) {
        return "<Resource name='" + name + "' auth='Container' type='jakarta.mail.Session'"
                + " factory='io.github.catamail.MailSessionFactory' " + attributes + "/>\n";
    }
}
