package io.github.catamail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends the text of a message by its length where the server offers it (RFC 3030), which saves waiting for leave: a short
 * message goes out with its envelope in one piece, a long one in chunks. Lines that begin with a dot stay as they are, unlike
 * with Angus' own BDAT.
 *
 * <p>To a server where this has not been tried yet, the first line goes alone. One that does not know BDAT takes what follows
 * for commands, and texts can be written by anybody.
 */
abstract class ChunkingTransport extends PipelinedTransport {
    /** The replies to so many recipients find room on their way while the text is being written. */
    private static final int MOST_RECIPIENTS_AT_ONCE = 100;

    private static final int LONGEST_LINE = 1000;

    private @Nullable ChunkedText text;
    private @Nullable MessagingException wrong;
    private boolean chunked;
    private boolean atOnce;
    private boolean refused;

    ChunkingTransport(Session session, URLName url, Submission submission) {
        super(session, url, submission);
    }

    @Override
    void beginMessage() {
        super.beginMessage();
        text = null;
        wrong = null;
        chunked = false;
        atOnce = false;
        refused = false;
    }

    @Override
    Course plan(Envelope envelope) {
        chunked = abilities().isProven(Extension.PIPELINING) && isUsable(Extension.CHUNKING);
        if (!chunked) {
            return super.plan(envelope);
        }
        Course course = Course.of(envelope);
        atOnce = envelope.isUnconditional()
                && envelope.commands().size() <= MOST_RECIPIENTS_AT_ONCE
                && course.isShort()
                && abilities().isProven(Extension.CHUNKING)
                && isAlive();
        return course;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        if (!atOnce) {
            super.mailFrom();
        }
    }

    @Override
    protected void rcptTo() throws MessagingException {
        if (!atOnce) {
            super.rcptTo();
        }
    }

    @Override
    protected OutputStream data() throws MessagingException {
        if (!chunked) {
            return super.data();
        }
        ChunkedText collecting = new ChunkedText(this::more);
        text = collecting;
        return giveAway(collecting);
    }

    /**
     * The text is longer than what is held in memory. What goes wrong here is told at the end of the text, of which the rest goes
     * nowhere: a stream that the application writes to can only throw what looks like the application's own failure.
     */
    private void more(byte[] bytes, int length) {
        if (wrong != null || refused) {
            return;
        }
        try {
            if (atOnce) {
                atOnce = false;
                super.mailFrom();
                super.rcptTo();
            }
            send(bytes, length, /* last= */ false);
        } catch (MessagingException failure) {
            wrong = failure;
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (!chunked) {
            super.finishData();
            return;
        }
        ChunkedText complete = Objects.requireNonNull(text);
        text = null;
        complete.end();
        takeBack();
        if (wrong != null) {
            throw wrong;
        }
        if (atOnce) {
            sendAtOnce(complete);
            super.mailFrom();
            super.rcptTo();
        } else if (!refused) {
            send(complete.bytes(), complete.length(), /* last= */ true);
        }
        while (!refused && course().unanswered() > 1) {
            awaitChunk();
        }
        skipData();
        if (refused) {
            repeatLastReply();
        }
        // Angus says the dot now, which stands for the last chunk.
        super.finishData();
    }

    /** Writes envelope and text together. If that fails the server may have said why: the replies are read in any case. */
    private void sendAtOnce(ChunkedText complete) {
        Course ahead = course();
        ahead.add(bdat(complete.length(), /* last= */ true));
        try {
            write(ahead);
            beginText();
            write(complete.bytes(), 0, complete.length());
            flush();
            dialogue().handOver();
        } catch (IOException broken) {
            failToWrite(broken);
        }
    }

    private void send(byte[] bytes, int length, boolean last) throws MessagingException {
        int begin = 0;
        if (!abilities().isProven(Extension.CHUNKING)) {
            begin = firstLine(bytes, length);
            tryChunk(bytes, begin);
        }
        while (!refused && course().unanswered() > 1) {
            awaitChunk();
        }
        if (!refused) {
            sendChunk(bytes, begin, length - begin, last);
        }
    }

    private void tryChunk(byte[] bytes, int length) throws MessagingException {
        sendChunk(bytes, 0, length, /* last= */ false);
        try {
            awaitChunk();
        } catch (MessagingException noAnswer) {
            distrust(Doubt.ofFirstChunk());
            throw noAnswer;
        }
        if (!refused) {
            abilities().prove(Extension.CHUNKING);
        }
    }

    private void sendChunk(byte[] bytes, int offset, int length, boolean last) throws MessagingException {
        course().add(bdat(length, last));
        try {
            write(course());
            beginText();
            write(bytes, offset, length);
            flush();
        } catch (IOException broken) {
            throw new MessagingException("Can't send the text to SMTP host", broken);
        }
        if (last) {
            dialogue().handOver();
        }
    }

    /** Reads the reply to the next chunk. */
    private void awaitChunk() throws MessagingException {
        await(course());
        int code = readServerResponse();
        if (isEndOfFile(code)) {
            throw new MessagingException(getLastServerResponse());
        }
        refused = code != 250;
    }

    private static String bdat(int length, boolean last) {
        return "BDAT " + length + (last ? " LAST" : "");
    }

    private static int firstLine(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, LONGEST_LINE); i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return Math.min(length, LONGEST_LINE);
    }
}
