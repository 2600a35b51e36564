package io.github.catamail.smtp;

import io.github.catamail.loader.DaemonThread;
import io.github.catamail.loader.LibraryLoader;
import jakarta.mail.event.MailEvent;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.EventListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what happened, in order, and not on the thread that sends. Jakarta Mail's own queue forgets what has not been
 * told yet when a transport is closed, which is at once with {@code Transport.send}.
 *
 * <p>There is a thread only as long as there is something to tell. Safe for use by several threads.
 */
final class Events {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean telling;

    /**
     * Tells listeners of an event.
     *
     * @param executor what the application wants to be told by, or null
     */
    void tell(MailEvent event, List<? extends EventListener> listeners, @Nullable Executor executor) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Runnable told = () -> listeners.forEach(listener -> tell(event, listener));
        synchronized (this) {
            waiting.add(told);
            if (telling) {
                return;
            }
            telling = true;
        }
        Runnable all = () -> {
            if (context == null) {
                run();
            } else {
                LibraryLoader.callIn(context, () -> {
                    run();
                    return true;
                });
            }
        };
        if (executor != null) {
            try {
                executor.execute(all);
                return;
            } catch (RuntimeException refused) {
                // What happened to the message is not for an executor to change.
                LOG.log(Level.WARNING, "The executor of an application refused to tell its listeners", refused);
            }
        }
        DaemonThread.start("catamail-events", all);
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        telling = next != null;
        return next;
    }

    private static void tell(MailEvent event, EventListener listener) {
        try {
            event.dispatch(listener);
        } catch (RuntimeException | Error ofListener) {
            // The others want to know too.
            LOG.log(Level.WARNING, "A listener of a mail transport failed", ofListener);
        }
    }
}
