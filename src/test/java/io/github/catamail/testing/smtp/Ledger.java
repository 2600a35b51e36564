package io.github.catamail.testing.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** All that a server has seen. Thread-safe. */
final class Ledger {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Command> commands = new ArrayList<>();
    private final List<ReceivedMail> mails = new ArrayList<>();
    private final List<AuthAttempt> logins = new ArrayList<>();
    private final List<String> failedHandshakes = new ArrayList<>();

    void add(Command command) {
        add(commands, command);
    }

    void add(ReceivedMail mail) {
        add(mails, mail);
    }

    void add(AuthAttempt login) {
        add(logins, login);
    }

    void addFailedHandshake(String reason) {
        add(failedHandshakes, reason);
    }

    List<Command> commands() {
        return copy(commands);
    }

    List<ReceivedMail> mails() {
        return copy(mails);
    }

    /** Returns how often each message was taken, by Message-ID. */
    Map<String, Integer> copies() {
        Map<String, Integer> copies = new HashMap<>();
        for (ReceivedMail mail : mails()) {
            copies.merge(mail.messageId(), 1, Integer::sum);
        }
        return copies;
    }

    int stored() {
        lock.lock();
        try {
            return mails.size();
        } finally {
            lock.unlock();
        }
    }

    List<AuthAttempt> logins() {
        return copy(logins);
    }

    List<String> failedHandshakes() {
        return copy(failedHandshakes);
    }

    List<ReceivedMail> awaitMails(int count, Duration timeout) {
        await(mails, count, timeout);
        return mails();
    }

    List<String> awaitFailedHandshakes(int count, Duration timeout) {
        await(failedHandshakes, count, timeout);
        return failedHandshakes();
    }

    private void await(List<?> list, int count, Duration timeout) {
        lock.lock();
        try {
            long remaining = timeout.toNanos();
            while (list.size() < count) {
                if (remaining <= 0) {
                    throw new AssertionError(
                            "expected " + count + ", got " + list.size() + "; commands seen: " + commands);
                }
                remaining = grown.awaitNanos(remaining);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        } finally {
            lock.unlock();
        }
    }

    private <T> void add(List<T> list, T entry) {
        lock.lock();
        try {
            list.add(entry);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> List<T> copy(List<T> list) {
        lock.lock();
        try {
            return List.copyOf(list);
        } finally {
            lock.unlock();
        }
    }
}
