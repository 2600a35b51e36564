package io.github.catamail.loader;

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

    private static ScheduledExecutorService create() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            // Inheritable thread locals of the application that happens to send first must not stay alive in this thread.
            Thread thread = new Thread(null, task, "catamail-timer", 0, /* inheritThreadLocals= */ false);
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
