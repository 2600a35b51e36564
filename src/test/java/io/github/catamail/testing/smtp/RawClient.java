package io.github.catamail.testing.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP client that sends just what it is told, to try out servers. No read takes more than 10 seconds. */
public final class RawClient implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private Socket socket;
    private InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /** Connects in clear and leaves the greeting unread. */
    public static RawClient connect(String host, int port) throws IOException {
        return new RawClient(new Socket(host, port));
    }

    /** Sends text in one piece. */
    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes in one piece. */
    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends a line and reads the reply. */
    public String ask(String line) throws IOException {
        return send(line + "\r\n").reply();
    }

    /** Reads one reply, all of its lines, without the last line end. */
    public String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = line();
            reply.append(reply.isEmpty() ? "" : "\n").append(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the server hung up after \"" + line + "\"");
            }
            line.append((char) octet);
        }
        return line.substring(0, line.length() - 2);
    }

    /** Reads one byte; -1 when the server has closed. */
    public int read() throws IOException {
        return in.read();
    }

    /** Ends reads after so many milliseconds. */
    public RawClient readTimeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    /** Carries on over TLS, without checking the host name. */
    public RawClient handshake(SSLContext context) throws IOException {
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        tls.startHandshake();
        socket = tls;
        in = tls.getInputStream();
        return this;
    }

    /** Returns text in base64. */
    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
