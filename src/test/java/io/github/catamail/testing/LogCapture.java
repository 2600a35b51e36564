package io.github.catamail.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes what is logged under a name while it is open, instead of the console. Thread-safe. */
public final class LogCapture implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            synchronized (records) {
                records.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogCapture(String name) {
        logger = Logger.getLogger(name);
        before = logger.getLevel();
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** Starts to take all that Catamail logs. */
    public static LogCapture ofCatamail() {
        return new LogCapture("io.github.catamail");
    }

    /** Starts to take all that is logged under this name and below it. */
    public static LogCapture of(String name) {
        return new LogCapture(name);
    }

    /** Returns the messages of at least this level. */
    public List<String> messages(Level least) {
        synchronized (records) {
            return records.stream()
                    .filter(record -> record.getLevel().intValue() >= least.intValue())
                    .map(LogRecord::getMessage)
                    .toList();
        }
    }

    /** Returns all of it as a log file would have it, with the stack traces. */
    public String text() {
        SimpleFormatter formatter = new SimpleFormatter();
        StringBuilder text = new StringBuilder();
        synchronized (records) {
            records.forEach(record -> text.append(formatter.format(record)));
        }
        return text.toString();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(before);
    }
}
