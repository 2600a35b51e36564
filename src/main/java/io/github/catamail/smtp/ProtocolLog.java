package io.github.catamail.smtp;

import io.github.catamail.config.DebugLevel;
import io.github.catamail.loader.LibraryLoader;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the commands and replies of one connection to the log, where {@code debug="protocol"} asks for it. What a client
 * says during AUTH is never written, nor is the text of messages: that takes {@code debug="full"}, which Angus traces.
 */
final class ProtocolLog {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail.protocol");
    private static final AtomicLong CONNECTIONS = new AtomicLong();

    private final Debugging debugging;
    private final String resource;
    private long number;

    ProtocolLog(String resource, Debugging debugging) {
        this.resource = resource;
        this.debugging = debugging;
    }

    private boolean isOn() {
        return debugging.level() == DebugLevel.PROTOCOL;
    }

    private void write(String text) {
        if (number == 0) {
            number = CONNECTIONS.incrementAndGet();
        }
        LOG.log(Level.INFO, resource + " #" + number + " " + text);
    }

    void note(String text) {
        if (isOn()) {
            write("-- " + text);
        }
    }

    /** Writes a command; of AUTH only the mechanism. */
    void client(String command) {
        if (isOn()) {
            String[] words = command.split(" ", 3);
            boolean auth = words[0].equalsIgnoreCase("AUTH") && words.length > 2;
            write("C: " + printable(auth ? words[0] + " " + words[1] + " [hidden]" : command));
        }
    }

    /** Writes that the client answered a challenge. */
    void clientHidden() {
        if (isOn()) {
            write("C: [hidden]");
        }
    }

    void server(String reply) {
        if (isOn()) {
            reply.lines().forEach(line -> write("S: " + printable(line)));
        }
    }

    /** Keeps a server from forging log lines or moving the cursor of whoever reads them. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
