package io.github.catamail.loader;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of the library. Its thread is a daemon, has the library's loader as context class loader, and ends by
 * itself a few seconds after the last task: nothing has to stop it, and nothing is left of it when a server has stopped.
 */
public final class DaemonTimer {
    private static final long IDLE_SECONDS = 5;
    private static final long JOIN_MILLIS = 1000;
    private static final ScheduledThreadPoolExecutor SHARED = create();

    private DaemonTimer() {}

    /** Returns the timer. Tasks must be short and must not block. Shutting it down is not for callers. */
    public static ScheduledExecutorService shared() {
        return SHARED;
    }

    /**
     * Runs what is waiting now, which ends sends that are under way as if their time was up, and waits until the thread has
     * ended. For the stop of a server; the timer can be used again after it.
     */
    public static void finish() throws InterruptedException {
        finish(SHARED);
    }

    static void finish(ScheduledThreadPoolExecutor timer) throws InterruptedException {
        for (Runnable task : List.copyOf(timer.getQueue())) {
            // What was still in the queue runs here; what is not runs there.
            if (timer.remove(task)) {
                task.run();
            }
        }
        Thread thread = ((TimerThread) timer.getThreadFactory()).thread;
        // A thread with nothing to do ends when its time is up, and so does it when that becomes shorter.
        timer.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
        if (thread != null) {
            thread.join(JOIN_MILLIS);
        }
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    }

    static ScheduledThreadPoolExecutor create() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, new TimerThread());
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Makes the thread, and remembers it. */
    private static final class TimerThread implements ThreadFactory {
        private volatile @Nullable Thread thread;

        @Override
        public Thread newThread(Runnable task) {
            Thread made = DaemonThread.of("catamail-timer", task);
            thread = made;
            return made;
        }
    }
}
