package io.github.catamail.smtp;

import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Angus' transport on a channel that is on loan: it is given back when the transport is closed, or has been closed by Angus. */
abstract class LentTransport extends ScriptedTransport {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private @Nullable Lender lender;
    private boolean sending;

    LentTransport(Session session, URLName url, Submission submission) {
        super(session, url, submission);
    }

    /** Returns where the channel is given back to, and others are had from. */
    final Lender lender() {
        return Objects.requireNonNull(lender);
    }

    /** Whether a message is being sent, during which the channel is kept. */
    final void setSending(boolean now) {
        sending = now;
    }

    /**
     * Connects as an application asks; null and -1 mean that it leaves the choice to the resource.
     *
     * @throws MessagingException if no connection can be opened
     */
    protected abstract void connectAs(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException;

    /**
     * Sends over a channel from now on.
     *
     * @param channel the channel
     * @param owner where it is given back to, and others are had from
     */
    protected final void start(Channel channel, Lender owner) throws MessagingException {
        lender = owner;
        channel.lend();
        try {
            adopt(channel);
        } catch (MessagingException | RuntimeException | Error failure) {
            leave();
            channel.abort();
            owner.giveBack(channel);
            throw failure;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Unlike Jakarta Mail's own it logs in once: a refused password is not tried a second time, which would count twice
     * where accounts are locked after some failures, and is not kept in the session.
     */
    @Override
    public final synchronized void connect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (isAdopting()) {
            takeOver();
            return;
        }
        if (isConnected()) {
            throw new IllegalStateException("already connected");
        }
        handBack();
        connectAs(host, port, user, password);
    }

    /** {@inheritDoc} Asks the server. */
    @Override
    public synchronized boolean isConnected() {
        boolean alive = super.isConnected();
        if (!alive && !sending) {
            handBack();
        }
        return alive;
    }

    /** Angus may have closed the connection by itself. */
    private void handBack() {
        Channel left = leave();
        if (left != null) {
            lender().giveBack(left);
        }
    }

    /** Gives the channel back. All mail was accepted before, so that nothing can fail any more. */
    @Override
    public synchronized void close() throws MessagingException {
        if (sending) {
            // Angus ends a connection on which a server does not speak SMTP.
            if (channel() != null) {
                channel().abort();
            }
            super.close();
            return;
        }
        Channel left = leave();
        try {
            super.close();
        } catch (MessagingException afterwards) {
            LOG.log(
                    Level.DEBUG,
                    submission().settings().resource() + ": the connection did not end in order",
                    afterwards);
        } finally {
            if (left != null) {
                lender().giveBack(left);
            }
        }
    }
}
