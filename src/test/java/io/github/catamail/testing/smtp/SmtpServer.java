package io.github.catamail.testing.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A running submission server on the loopback interface. {@link io.github.catamail.testing.SmtpSink} is its front. */
public final class SmtpServer implements AutoCloseable {
    private final Ledger ledger = new Ledger();
    private final int receiveBuffer;
    private final LoopbackServer.Handler handler;
    private volatile LoopbackServer server;

    /**
     * Starts a server.
     *
     * @param receiveBuffer bytes that the operating system takes before the server reads, 0 for its default
     */
    public SmtpServer(SinkOptions options, int receiveBuffer) {
        this.receiveBuffer = receiveBuffer;
        handler = (wire, connection) -> new SmtpConversation(options, ledger, wire, connection).run();
        server = listener(0, 0);
    }

    private LoopbackServer listener(int port, int before) {
        LoopbackServer listener = new LoopbackServer("smtp-sink", port, before, receiveBuffer, handler);
        listener.start();
        return listener;
    }

    public int port() {
        return server.port();
    }

    public int connections() {
        return server.accepted();
    }

    public int openConnections() {
        return server.open().size();
    }

    public int mostOpenConnections() {
        return server.mostOpen();
    }

    public void awaitOpenConnections(int count, Duration timeout) {
        server.awaitOpen(count, timeout);
    }

    public List<ReceivedMail> mails() {
        return ledger.mails();
    }

    public Map<String, Integer> copies() {
        return ledger.copies();
    }

    public List<ReceivedMail> awaitMails(int count, Duration timeout) {
        return ledger.awaitMails(count, timeout);
    }

    public List<AuthAttempt> logins() {
        return ledger.logins();
    }

    public List<String> failedHandshakes() {
        return ledger.failedHandshakes();
    }

    public List<String> awaitFailedHandshakes(int count, Duration timeout) {
        return ledger.awaitFailedHandshakes(count, timeout);
    }

    /** Returns the commands in the order in which they came, of all connections. */
    public List<String> commands() {
        return ledger.commands().stream().map(Command::line).toList();
    }

    /** Returns the commands of a connection. */
    public List<String> commands(int connection) {
        return ledger.commands().stream()
                .filter(command -> command.connection() == connection)
                .map(Command::line)
                .toList();
    }

    /** Returns the commands of a connection in groups: those of one group came before a reply to any of them was sent. */
    public List<List<String>> turns(int connection) {
        Map<Integer, List<String>> turns = new TreeMap<>();
        for (Command command : ledger.commands()) {
            if (command.connection() == connection) {
                turns.computeIfAbsent(command.turn(), turn -> new ArrayList<>()).add(command.line());
            }
        }
        return List.copyOf(turns.values());
    }

    /** Closes all open connections without a word, as a server or firewall does with idle ones. */
    public void dropConnections() {
        server.open().forEach(Wire::abort);
    }

    /** Says a 421 on all open connections and closes them, as a server does with idle ones. */
    public void timeOutConnections() {
        for (Wire wire : server.open()) {
            try {
                wire.write("421 4.4.2 sink.test Error: timeout exceeded\r\n");
                wire.close();
            } catch (IOException clientWentFirst) {
                wire.abort();
            }
        }
    }

    /** Breaks all connections and stops listening, until {@link #comeBack}. */
    public void goDown() {
        server.close();
    }

    /** Listens again on the same port, and goes on counting connections and messages. */
    public void comeBack() {
        server = listener(server.port(), server.accepted());
    }

    @Override
    public void close() {
        server.close();
    }
}
