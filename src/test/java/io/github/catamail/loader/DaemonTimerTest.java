package io.github.catamail.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DaemonTimerTest {
    @Test
    void theThreadDoesNotKeepTheApplicationThatSentFirst() throws Exception {
        ScheduledExecutorService timer = DaemonTimer.create();
        try {
            WeakReference<ClassLoader> application = firstToUse(timer);
            // Another application goes on sending, so that the thread does not end.
            ScheduledFuture<?> other = timer.scheduleAtFixedRate(() -> {}, 0, 100, TimeUnit.MILLISECONDS);

            Instant end = Instant.now().plus(Duration.ofSeconds(10));
            while (application.get() != null && Instant.now().isBefore(end)) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(application.get() == null).as("the loader is gone").isTrue();
            assertThat(other.isDone()).isFalse();
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void finishingRunsWhatIsWaitingAndEndsTheThread() throws Exception {
        ScheduledThreadPoolExecutor timer = DaemonTimer.create();
        Thread thread =
                timer.schedule(Thread::currentThread, 0, TimeUnit.SECONDS).get();
        ScheduledFuture<?> waiting = timer.schedule(() -> {}, 1, TimeUnit.HOURS);

        DaemonTimer.finish(timer);

        assertThat(waiting.isDone()).isTrue();
        assertThat(waiting.isCancelled()).isFalse();
        assertThat(thread.isAlive()).isFalse();
        assertThat(timer.schedule(() -> "again", 0, TimeUnit.SECONDS).get()).isEqualTo("again");
        timer.shutdownNow();
    }

    @Test
    void finishingBeforeTheFirstTaskIsNothing() throws Exception {
        ScheduledThreadPoolExecutor timer = DaemonTimer.create();

        DaemonTimer.finish(timer);

        assertThat(timer.getPoolSize()).isZero();
    }

    private static WeakReference<ClassLoader> firstToUse(ScheduledExecutorService timer) throws Exception {
        ClassLoader loader = new ApplicationLoader();
        Class<?> type = loader.loadClass(Application.class.getName());
        assertThat(type.getClassLoader()).isSameAs(loader);
        type.getMethod("use", ScheduledExecutorService.class).invoke(null, timer);
        return new WeakReference<>(loader);
    }

    /** Stands for a class of a web application. */
    public static final class Application {
        private Application() {}

        /** Makes the timer start its thread. */
        public static void use(ScheduledExecutorService timer) throws Exception {
            timer.schedule(Thread::currentThread, 0, TimeUnit.SECONDS).cancel(false);
        }
    }

    private static final class ApplicationLoader extends ClassLoader {
        ApplicationLoader() {
            super(DaemonTimerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Application.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, new ProtectionDomain(null, null, this, null));
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
