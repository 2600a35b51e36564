package io.github.catamail.trial;

import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.ChannelOpener;
import io.github.catamail.smtp.Lender;
import io.github.catamail.smtp.SmtpConnection;
import io.github.catamail.smtp.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/** Sends the message of a test over the connection that was tested. */
final class TestTransport extends SmtpConnection {
    private final Channel channel;
    private final Lender lender;

    /** Where the connection comes from and goes to. */
    private record Own(ChannelOpener opener) implements Lender {
        @Override
        public Channel next(Channel present) {
            return present;
        }

        @Override
        public Channel replace(Channel useless) throws MessagingException {
            useless.abort();
            return opener.openLike(useless);
        }

        @Override
        public void giveBack(Channel unused) {
            unused.quit();
        }
    }

    TestTransport(Session session, Submission submission, ChannelOpener opener, Channel channel) {
        super(session, new URLName("smtp", null, -1, null, null, null), submission);
        this.channel = channel;
        this.lender = new Own(opener);
    }

    /** Sends, and returns what the server said in the end. The connection is this transport's from then on. */
    String send(MimeMessage message) throws MessagingException {
        start(channel, lender);
        sendMessage(message, message.getAllRecipients());
        return getLastServerResponse();
    }

    @Override
    protected void connectAs(@Nullable String host, int port, @Nullable String user, @Nullable String password) {
        throw new UnsupportedOperationException("a test has its connection already");
    }
}
