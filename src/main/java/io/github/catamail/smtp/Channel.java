package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import io.github.catamail.traffic.Traffic;
import jakarta.mail.URLName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A transmission channel (RFC 5321, 3.1): a connection on which the greeting, TLS and the login are done, ready for
 * messages one after the other.
 *
 * <p>One thread at a time may use it; {@link #abort()} may be called by any.
 */
public final class Channel {
    /** How long a server that is there takes to say so. A proxy or firewall that has forgotten the connection never does. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    /** What fits into one record of TLS. */
    private static final int BUFFER = 16 * 1024;

    /** So much has the write time-out each. */
    private static final int SLICE = 64 * 1024;

    private final Opening opening;
    private final Dialogue dialogue;
    private final Introduction introduction;
    private final TimedSocket socket;
    private final ReplyReader replies;
    private final InputStream in;
    private final OutputStream out;
    private final Pulse pulse;
    private final Traffic traffic;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final TrackRecord record;
    private final int allowance;
    private int messages;
    private int loans;
    private boolean fresh;
    private boolean inTransaction;
    private boolean inText;
    private volatile boolean unsound;
    private boolean usedUp;
    private volatile boolean sending;
    private int owed;
    private boolean pipeliningProven;
    private boolean chunkingProven;
    private @Nullable URLName url;

    Channel(Opening opening, Dialogue dialogue, Introduction introduction, TimedSocket socket, Submission submission)
            throws IOException {
        Socket speaking = socket.tls() == null ? socket : socket.tls();
        this.opening = opening;
        this.dialogue = dialogue;
        this.introduction = introduction;
        this.socket = socket;
        this.in = speaking.getInputStream();
        this.replies = new ReplyReader(in);
        this.out = new BufferedOutputStream(speaking.getOutputStream(), BUFFER);
        this.pulse = new Pulse(submission.ticker());
        this.traffic = submission.traffic();
        this.record = submission.trackRecords().of(opening.endpoint());
        this.allowance = record.allowance();
    }

    /** Returns the server. */
    public Endpoint endpoint() {
        return opening.endpoint();
    }

    /** Returns how long it has been open. */
    public Duration age() {
        return pulse.age();
    }

    /** Returns how long ago the server last said something. */
    public Duration idle() {
        return pulse.idle();
    }

    /** Returns how many messages have been begun on it. */
    public int messages() {
        return messages;
    }

    /** Returns whether no more messages are to go over it than a little more than its server has taken before. */
    public boolean isSpent() {
        return messages >= allowance;
    }

    /**
     * Returns whether another message can follow: it is open, nothing is left of the last one, no reply too many was read. What has
     * been received since is looked at before the next one.
     */
    public boolean isSound() {
        return isUndisturbed() && !replies.hasMore();
    }

    private boolean isUndisturbed() {
        return !unsound && !usedUp && owed == 0 && !inText && !socket.isClosed() && !inTransaction;
    }

    /**
     * Returns whether the server is still there. One that has just said something is, as far as can be known; one that has said
     * something within the last second is looked at, but not asked; else NOOP asks it, and five seconds are enough to answer.
     */
    public boolean isAlive() {
        if ((pulse.isJustHeard() || pulse.isJustChecked()) && isUndisturbed()) {
            // Before it is used for a message it is looked at again.
            return true;
        }
        boolean alive = isUndisturbed() && !hasPending() && socket.isQuiet() && (pulse.isLively() || answers());
        if (alive) {
            pulse.checked();
        }
        return alive;
    }

    private boolean answers() {
        try {
            dialogue.wrote("NOOP");
            write("NOOP", /* utf8= */ false);
            flush();
            Duration usual = dialogue.replyTimeout();
            Answer answer = read(usual.compareTo(SIGN_OF_LIFE) < 0 ? usual : SIGN_OF_LIFE);
            // Some servers do not know NOOP; any answer but a farewell is a sign of life.
            return !answer.isLost() && answer.code() > 0 && !answer.isGoodbye() && isUndisturbed() && !hasPending();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Ends it: says QUIT (RFC 5321, 4.1.1.10) and does not wait for the reply, as all mail has been accepted before. */
    public void quit() {
        if (!socket.isClosed() && !inText) {
            try {
                dialogue.wrote("QUIT");
                write("QUIT", /* utf8= */ false);
                flush();
            } catch (IOException gone) {
                unsound = true;
            }
        }
        close();
    }

    /** Ends it without a word, whatever is under way on it. */
    public void abort() {
        unsound = true;
        TimedSocket.discard(socket);
        count();
    }

    private void close() {
        Socket tls = socket.tls();
        if (tls != null) {
            // TLS may want to read the rest of what the server has to say.
            socket.expectReplyWithin(Duration.ZERO);
            TimedSocket.discard(tls);
        }
        TimedSocket.discard(socket);
        count();
    }

    private void count() {
        if (gone.compareAndSet(false, true)) {
            traffic.disconnected();
        }
    }

    Opening opening() {
        return opening;
    }

    /** Returns what a transport over it says of where it is connected to, without the password. */
    URLName urlName(String protocol) {
        URLName known = url;
        if (known == null || !known.getProtocol().equals(protocol)) {
            known = new URLName(protocol, endpoint().host(), endpoint().port(), null, opening.user(), null);
            url = known;
        }
        return known;
    }

    /** Returns what the server has shown of itself. */
    TrackRecord record() {
        return record;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    Introduction introduction() {
        return introduction;
    }

    TimedSocket socket() {
        return socket;
    }

    Attempt attempt() {
        return dialogue.attempt(introduction.offered());
    }

    boolean isOpen() {
        return !socket.isClosed() && !unsound;
    }

    /**
     * Returns whether it was opened for the present message. If it breaks then, it is not for having been kept, and there is no
     * use in opening another one.
     */
    boolean isFresh() {
        return fresh;
    }

    /** Returns whether the server has just been heard, so that it is there for all that can be known. */
    boolean isJustHeard() {
        return pulse.isJustHeard() && !hasPending();
    }

    /** Returns whether the server has said something that nobody has asked for. */
    boolean hasSurplus() {
        try {
            return replies.hasMore() || in.available() > 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Returns whether what the server has said unasked is that it ends the connection, which is the end of it. */
    boolean isDismissed() {
        Answer unasked = read(Duration.ofSeconds(1));
        spoil();
        return unasked.isLost() || unasked.isGoodbye();
    }

    /** Returns whether anything has been received that nobody has asked for, be it of TLS only. */
    boolean hasPending() {
        // Without TLS the two are the same.
        return replies.hasMore() || socket.hasInput() || (socket.tls() != null && hasSurplus());
    }

    void beginMessage() {
        fresh = messages == 0 && loans <= 1 && pulse.isLively();
        messages++;
        sending = true;
    }

    /** Nobody sends on it until further notice. */
    void endMessage() {
        sending = false;
    }

    /** A command goes out by another way; the server will answer it. */
    void owe() {
        owed++;
    }

    /** It is used by another transport from now on. */
    void lend() {
        loans++;
    }

    /** Returns whether the server takes what is written for the text of a message. */
    boolean isInText() {
        return inText;
    }

    /** The text of a message follows. */
    void beginText() {
        inText = true;
    }

    void endText() {
        inText = false;
    }

    boolean isProven(Extension extension) {
        return extension == Extension.PIPELINING ? pipeliningProven : chunkingProven;
    }

    void prove(Extension extension) {
        pipeliningProven |= extension == Extension.PIPELINING;
        chunkingProven |= extension == Extension.CHUNKING;
    }

    /** The message is over: accepted, refused, or forgotten. */
    void endTransaction() {
        inTransaction = false;
        inText = false;
    }

    /** Returns whether the application has said something on it that others do not expect. */
    public boolean isUsedUp() {
        return usedUp;
    }

    /** Returns whether somebody is about to send a message on it. May be called by any thread. */
    public boolean isSending() {
        return sending;
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    /** It is good for the present transport only. */
    void useUp() {
        usedUp = true;
    }

    /** Nothing more may be said on this connection. */
    void spoil() {
        unsound = true;
    }

    /** Writes a command; it goes out with {@link #flush()}. */
    void write(String command, boolean utf8) throws IOException {
        inTransaction |= Stage.of(command) == Stage.MAIL;
        owed++;
        byte[] octets = command.getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        out.write(octets);
        out.write('\r');
        out.write('\n');
    }

    void write(byte[] text, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += SLICE) {
            out.write(text, offset + done, Math.min(SLICE, length - done));
        }
    }

    /** Sends what has been written. */
    void flush() throws IOException {
        out.flush();
    }

    /** Waits for the next reply. */
    Answer read(Duration timeout) {
        socket.expectReplyWithin(timeout);
        try {
            Reply reply = replies.next();
            if (reply == null) {
                unsound = true;
                dialogue.heard("[EOF]");
                return Answer.END_OF_STREAM;
            }
            pulse.heard();
            owed--;
            dialogue.heard(reply.text());
            unsound |= reply.isGoodbye() || reply.code() < 0;
            return Answer.of(reply);
        } catch (SocketTimeoutException silence) {
            unsound = true;
            return Answer.lost(silence);
        } catch (IOException broken) {
            unsound = true;
            return Answer.lost(broken);
        }
    }

    @Override
    public String toString() {
        return opening.endpoint().toString();
    }
}
