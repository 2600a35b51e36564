package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Topic;
import io.github.catamail.smtp.TimedSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is said in clear before TLS begins, line by line, with bounds for how long and how much. */
final class Conversation {
    /** Far more than any reply takes (RFC 5321, 4.5.3.1.5 has 512 octets for a line). */
    private static final int LONGEST_REPLY = 64 * 1024;

    private final TimedSocket socket;
    private final Duration readTimeout;
    private final byte[] buffer = new byte[4 * 1024];
    private int next;
    private int end;
    private Duration patience;
    private String awaited = "";
    private int received;

    Conversation(TimedSocket socket, Duration readTimeout) {
        this.socket = socket;
        this.readTimeout = readTimeout;
        this.patience = readTimeout;
    }

    /** Returns the first line that the server says by itself. */
    String greeting(Duration wait) throws FetchFailure {
        expect("", wait);
        return line();
    }

    /** Sends a command, whose reply is read with {@link #line()}. */
    void send(String command) throws FetchFailure {
        int blank = command.indexOf(' ');
        expect(blank < 0 ? command : command.substring(0, blank), readTimeout);
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    /** Sends a command of IMAP, of which the tag in front is not worth telling. */
    void send(String tag, String command) throws FetchFailure {
        expect(command, readTimeout);
        try {
            socket.getOutputStream().write((tag + " " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    /** Returns the next line of the reply, without its end. */
    String line() throws FetchFailure {
        StringBuilder line = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                while (next < end) {
                    char octet = (char) (buffer[next++] & 0xff);
                    if (octet == '\n') {
                        return withoutReturn(line);
                    }
                    line.append(octet);
                }
                next = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    throw closed(line.isEmpty() && received == 0, null);
                }
                received += end;
                if (received > LONGEST_REPLY) {
                    throw endless();
                }
            }
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    /** Returns whether the server has said more than it was asked for, as far as it has arrived. */
    boolean hasSurplus() throws FetchFailure {
        try {
            return next < end || socket.getInputStream().available() > 0;
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    /** Returns the connection, for TLS to begin on it. */
    TimedSocket socket() {
        return socket;
    }

    /** Returns how long to wait for a reply. */
    Duration readTimeout() {
        return readTimeout;
    }

    private void expect(String command, Duration wait) {
        awaited = command;
        patience = wait;
        received = 0;
        socket.expectReplyWithin(wait);
    }

    private static String withoutReturn(StringBuilder line) {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    private FetchFailure broken(IOException failure) {
        if (Causes.has(failure, SocketTimeoutException.class)) {
            return silence(failure);
        }
        return closed(received == 0, failure);
    }

    private FetchFailure silence(IOException failure) {
        if (!awaited.isEmpty()) {
            return new FetchFailure(
                    Topic.TIMEOUT,
                    "no complete reply to " + awaited + " within " + Causes.text(patience),
                    "The server is overloaded, or something between swallows data",
                    failure);
        }
        return received > 0
                ? new FetchFailure(
                        Topic.TIMEOUT,
                        "the greeting was not complete within " + Causes.text(patience),
                        "The server is overloaded, or what answers there speaks something else: check the port",
                        failure)
                : new FetchFailure(
                                Topic.TIMEOUT,
                                "the server took the connection and sent no greeting within " + Causes.text(patience),
                                "It is overloaded, or something between, such as a firewall, holds the connection",
                                failure)
                        .promising(ConnectionSecurity.IMPLICIT_TLS);
    }

    private FetchFailure closed(boolean wordless, @Nullable IOException failure) {
        String how = failure == null ? "" : " (" + Causes.root(failure) + ")";
        if (awaited.isEmpty() && wordless) {
            return new FetchFailure(
                            Topic.CONNECTION_CLOSED,
                            "the server closed the connection before it said anything" + how,
                            "It may not allow this machine to use it, or the port is for something else",
                            failure)
                    .promising(ConnectionSecurity.IMPLICIT_TLS);
        }
        return new FetchFailure(
                Topic.CONNECTION_CLOSED,
                "the server closed the connection in the middle of "
                        + (awaited.isEmpty() ? "its greeting" : "its reply to " + awaited) + how,
                "Look into the server's log for the reason",
                failure);
    }

    private FetchFailure endless() {
        return new FetchFailure(
                Topic.BAD_GREETING,
                (awaited.isEmpty() ? "the greeting" : "the reply to " + awaited) + " does not end: more than "
                        + LONGEST_REPLY / 1024 + " KB have come",
                "What answers there is no mail server, or a broken one: check the port");
    }
}
