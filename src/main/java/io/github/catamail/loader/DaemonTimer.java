package io.github.catamail.loader;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one timer of the library. Its thread is a daemon, has the library's loader as context class loader, and ends by
 * itself a few seconds after the last task: nothing has to stop it, and nothing is left of it when a server has stopped.
 */
public final class DaemonTimer {
    private static final long IDLE_SECONDS = 5;
    private static final ScheduledExecutorService SHARED = create();

    private DaemonTimer() {}

    /** Returns the timer. Tasks must be short and must not block. Shutting it down is not for callers. */
    public static ScheduledExecutorService shared() {
        return SHARED;
    }

    /**
     * A thread keeps the protection domains, and so the class loaders, of all that is on the stack where it is made. Of what
     * called the library nothing must stay alive in it.
     */
    @SuppressWarnings("removal") // on JDKs without a security manager it just runs the action, which is all right there
    private static Thread newThread(Runnable task) {
        PrivilegedAction<Thread> make =
                () -> new Thread(null, task, "catamail-timer", 0, /* inheritThreadLocals= */ false);
        return AccessController.doPrivileged(make);
    }

    static ScheduledExecutorService create() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            // Inheritable thread locals of the application that happens to send first must not stay alive in this
            // thread.
            Thread thread = newThread(task);
            thread.setDaemon(true);
            thread.setContextClassLoader(DaemonTimer.class.getClassLoader());
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
