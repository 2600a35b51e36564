package io.github.catamail.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads of an application that do the same at the same time. */
public final class Crew {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What each of them does, with a number of its own from 0. */
    @FunctionalInterface
    public interface Task {
        void run(int number) throws Exception;
    }

    /** What one more thread does. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private Crew() {}

    /** Lets so many threads begin together, and waits for all; throws what one of them has thrown. */
    public static void run(int threads, Task task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Void>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(executor.submit(of(i, task, start)));
            }
            start.countDown();
            for (Future<Void> result : results) {
                result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static Callable<Void> of(int number, Task task, CountDownLatch start) {
        return () -> {
            start.await();
            task.run(number);
            return null;
        };
    }

    /** Starts one thread more; what it throws is lost. */
    public static Thread start(String name, Action action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        action.run();
                    } catch (Exception ignored) {
                        // The caller looks at what has come of it.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Starts one thread more; what it throws is thrown by {@link Future#get()}. */
    public static Future<Void> begin(String name, Action action) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            action.run();
            return null;
        });
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Starts one thread more, and returns when it waits for another thread. */
    public static Thread waiting(String name, Action action) throws InterruptedException {
        Thread thread = start(name, action);
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING
                && thread.isAlive()) {
            thread.join(1);
        }
        return thread;
    }
}
