package io.github.catamail.doctor.certificate;

import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a file, which one process and thread has at a time. Who has it holds a lock on another file beside it: the
 * file itself is replaced, and a lock on it would be one on the file that was. The lock ends with the process, whatever happens
 * to it.
 */
final class Exclusive implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** What is written into the file once it is deleted, for those who have opened it before. */
    private static final byte[] ENDED = {'.'};

    /**
     * Keeps the other threads from opening the file: on most systems a lock is one of the process, and ends as soon as any of
     * them closes the file.
     */
    private static final Semaphore IN_THIS_PROCESS = new Semaphore(1);

    private final Path beside;
    private final FileChannel channel;

    private Exclusive(Path beside, FileChannel channel) {
        this.beside = beside;
        this.channel = channel;
    }

    /** Returns the file that is locked on behalf of another. */
    static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".lock");
    }

    /**
     * Waits for the right.
     *
     * @return null if another has it all the time
     * @throws IOException if no file can be written there
     */
    static @Nullable Exclusive to(Path target, Duration patience, Ticker ticker) throws IOException {
        Path beside = beside(target);
        long begin = ticker.nanos();
        while (true) {
            Exclusive mine = attempt(beside);
            if (mine != null) {
                return mine;
            }
            if (ticker.nanos() - begin >= patience.toNanos()) {
                return null;
            }
            pause();
        }
    }

    private static @Nullable Exclusive attempt(Path beside) throws IOException {
        if (!IN_THIS_PROCESS.tryAcquire()) {
            return null;
        }
        Exclusive mine = null;
        try {
            mine = locked(beside);
            return mine;
        } finally {
            if (mine == null) {
                IN_THIS_PROCESS.release();
            }
        }
    }

    private static @Nullable Exclusive locked(Path beside) throws IOException {
        // A link that somebody else has laid there would lead to another file.
        FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean mine = false;
        try {
            // Whoever had the lock has deleted the file, perhaps after it was opened here: then it is a lock on
            // nothing.
            mine = channel.tryLock() != null && channel.size() != ENDED.length;
            return mine ? new Exclusive(beside, channel) : null;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another process wrote it", hurry);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(beside);
            channel.write(ByteBuffer.wrap(ENDED));
        } finally {
            IN_THIS_PROCESS.release();
        }
    }
}
