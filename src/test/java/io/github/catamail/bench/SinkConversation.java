package io.github.catamail.bench;

import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection to the sink. */
final class SinkConversation {
    private static final String EXTENSIONS = "250-PIPELINING\r\n250-CHUNKING\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n";

    private final Socket socket;
    private final SSLSocketFactory tls;
    private final SinkCounts counts;
    private final Content content = new Content();
    private SinkWire wire;
    private boolean encrypted;
    private boolean begun;
    private int recipients;

    SinkConversation(Socket socket, SSLSocketFactory tls, SinkCounts counts) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.counts = counts;
        this.wire = new SinkWire(socket);
    }

    /** Returns when the client has said QUIT, or has gone. */
    void run() throws IOException {
        wire.reply("220 sink.example.com ESMTP");
        for (String line = wire.line(); line != null; line = wire.line()) {
            int blank = line.indexOf(' ');
            String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
            if (!obey(verb, line)) {
                wire.flush();
                return;
            }
        }
    }

    private boolean obey(String verb, String line) throws IOException {
        switch (verb) {
            case "EHLO", "HELO" ->
                wire.reply("250-sink.example.com\r\n" + EXTENSIONS + (encrypted ? "" : "250-STARTTLS\r\n")
                        + "250 SIZE 100000000");
            case "STARTTLS" -> encrypt();
            case "AUTH" -> login(line);
            case "RCPT" -> {
                recipients++;
                wire.reply("250 2.1.5 OK");
            }
            case "BDAT" -> bdat(line);
            case "DATA" -> {
                wire.reply("354 Go ahead");
                wire.readToDot(content);
                arrived();
            }
            case "RSET" -> {
                forget();
                wire.reply("250 2.0.0 OK");
            }
            case "QUIT" -> {
                wire.reply("221 2.0.0 Bye");
                return false;
            }
            case "MAIL", "NOOP" -> wire.reply("250 2.0.0 OK");
            default -> wire.reply("500 5.5.2 What is " + verb + "?");
        }
        return true;
    }

    /**
     * From here on the connection counts. When it was accepted, a thread may not have come to see yet that the client had ended
     * another one before.
     */
    private void begin() {
        if (!begun) {
            begun = true;
            counts.begun();
        }
    }

    /** Counts no longer. */
    void end() {
        if (begun) {
            counts.ended();
        }
    }

    private void login(String line) throws IOException {
        // "AUTH PLAIN" alone, or with what is asked for otherwise.
        if (line.trim().indexOf(' ', "AUTH ".length()) < 0) {
            wire.reply("334 ");
            wire.line();
        }
        wire.reply("235 2.7.0 OK");
    }

    private void encrypt() throws IOException {
        wire.reply("220 2.0.0 Go ahead");
        wire.flush();
        SSLSocket secure = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), /* autoClose= */ true);
        secure.setUseClientMode(false);
        wire = new SinkWire(secure);
        encrypted = true;
    }

    private void bdat(String line) throws IOException {
        String[] words = line.split(" ", -1);
        wire.read(Integer.parseInt(words[1]), content);
        if (words.length > 2) {
            arrived();
        } else {
            wire.reply("250 2.0.0 OK");
        }
    }

    private void arrived() throws IOException {
        begin();
        counts.arrived(content.messageId(), recipients);
        forget();
        wire.reply("250 2.0.0 OK");
    }

    private void forget() {
        recipients = 0;
        content.clear();
    }
}
