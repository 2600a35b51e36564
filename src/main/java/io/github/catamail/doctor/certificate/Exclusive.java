package io.github.catamail.doctor.certificate;

import io.github.catamail.time.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a file, which one process and thread has at a time. Who has it holds a lock on another file beside it: the
 * file itself is replaced, and a lock on it would be one on the file that was. The lock ends with the process, whatever happens
 * to it.
 */
final class Exclusive implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Behind the text, as locks on Windows keep others from reading what is locked. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

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
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            FileLock lock = channel.tryLock(LOCKED, 1, /* shared= */ false);
            mine = lock != null && isThere(beside, channel);
            return mine ? new Exclusive(beside, channel) : null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
    }

    /** Whoever had the lock has deleted the file, perhaps after it was opened here: then it is a lock on nothing. */
    private static boolean isThere(Path beside, FileChannel channel) throws IOException {
        String token = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)), 0);
        try {
            return Files.readString(beside).equals(token);
        } catch (NoSuchFileException deleted) {
            return false;
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
        }
    }
}
