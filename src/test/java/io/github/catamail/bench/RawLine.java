package io.github.catamail.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLSocketFactory;

/** A connection that a message goes over in one write. Not thread-safe. */
final class RawLine implements AutoCloseable {
    private Socket socket;
    private InputStream in;

    private RawLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, greets and logs in. */
    static RawLine open(Target target) throws IOException {
        Socket socket = new Socket(Target.HOST, target.port());
        socket.setTcpNoDelay(true);
        RawLine line = new RawLine(socket);
        line.expect('2');
        line.command("EHLO client.example.com");
        if (target.login()) {
            line.command("STARTTLS");
            line.encrypt();
            line.command("EHLO client.example.com");
            line.command("AUTH PLAIN "
                    + Base64.getEncoder()
                            .encodeToString(
                                    ("\0" + Target.USER + "\0" + Target.PASSWORD).getBytes(StandardCharsets.US_ASCII)));
        }
        return line;
    }

    /** Sends one message and waits for all answers. */
    void send(byte[] envelope, int recipients, byte[] message) throws IOException {
        byte[] bdat = ("BDAT " + message.length + " LAST\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[envelope.length + bdat.length + message.length];
        System.arraycopy(envelope, 0, all, 0, envelope.length);
        System.arraycopy(bdat, 0, all, envelope.length, bdat.length);
        System.arraycopy(message, 0, all, envelope.length + bdat.length, message.length);
        socket.getOutputStream().write(all);
        for (int i = 0; i < recipients + 2; i++) {
            expect('2');
        }
    }

    @Override
    public void close() throws IOException {
        command("QUIT");
        socket.close();
    }

    private void encrypt() throws IOException {
        socket = ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, Target.HOST, socket.getPort(), /* autoClose= */ true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private void command(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect('2');
    }

    private void expect(char first) throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        if (line.charAt(0) != first) {
            throw new IOException("The server said: " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
