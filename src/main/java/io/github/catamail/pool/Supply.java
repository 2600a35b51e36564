package io.github.catamail.pool;

import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.Channel;
import io.github.catamail.smtp.ChannelOpener;
import io.github.catamail.smtp.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the connections of a pool, and remembers whether that works. Safe for use by several threads. */
final class Supply {
    private final Submission submission;
    private final Supplier<Session> sessions;
    private final Dialer dialer;
    /** In words: an exception would keep the classes that were on the stack. */
    private volatile @Nullable String lastFailure;

    private volatile @Nullable ChannelOpener opener;

    Supply(Submission submission, Supplier<Session> sessions, Dialer dialer) {
        this.submission = submission;
        this.sessions = sessions;
        this.dialer = dialer;
    }

    /**
     * Opens a connection as the resource.
     *
     * @throws MessagingException explained, if none can be opened
     */
    Channel connect() throws MessagingException {
        ChannelOpener own = opener();
        try {
            Channel channel = dialer.dial(
                    dialer.order(),
                    endpoint -> own.open(
                            endpoint, submission.settings().authentication().credentials()));
            lastFailure = null;
            return channel;
        } catch (MessagingException failure) {
            lastFailure = Dialer.withoutTopic(failure);
            throw failure;
        }
    }

    private ChannelOpener opener() {
        ChannelOpener made = opener;
        if (made == null) {
            made = new ChannelOpener(submission, LibraryLoader.call(sessions::get));
            opener = made;
        }
        return made;
    }

    /** Returns why the last connection could not be opened, or null if it could. */
    @Nullable String lastFailure() {
        return lastFailure;
    }
}
