package io.github.catamail.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is larger than the memory. */
@Timeout(180)
final class LargeMessageTest {
    private static final int ATTACHMENT = 100 << 20;

    /** In base64 with a line end after each 76 characters. */
    private static final long ENCODED = (ATTACHMENT + 2L) / 3 * 4 / 76 * 78;

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "CHUNKING"})
    void anAttachmentOf100MegabytesGoesOutFromAHeapOf64(String last) throws Exception {
        Path output = dir.resolve("output");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeMessageTest.class.getName(),
                        last)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(Files.readString(output)).isZero();
            long[] counts = Files.readString(output)
                    .lines()
                    .filter(line -> line.startsWith("octets "))
                    .mapToLong(line -> Long.parseLong(line.substring(7)))
                    .toArray();
            assertThat(counts).hasSize(3);
            assertThat(counts[2]).isBetween(ENCODED, ENCODED + 2000);
        } finally {
            child.destroyForcibly();
        }
    }

    /** Sends two small messages and a large one to a server that counts what it gets and keeps nothing. */
    public static void main(String[] extensions) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listening, extensions[0]));
            server.setDaemon(true);
            server.start();
            Session session =
                    Resource.mail().at("localhost", listening.getLocalPort()).session();
            Transport.send(Resource.message(session));
            Transport.send(Resource.message(session));
            MimeMessage message = Resource.message(session);
            message.setDataHandler(new DataHandler(new Zeros()));
            // Said beforehand, so that the source is not read to find it out.
            message.setHeader("Content-Transfer-Encoding", "base64");
            Transport.send(message);
        }
    }

    private static void serve(ServerSocket listening, String extension) {
        while (true) {
            try (Socket socket = listening.accept()) {
                new Counting(socket, extension).run();
            } catch (IOException over) {
                return;
            }
        }
    }

    /** A server that believes everything. */
    private static final class Counting {
        private final InputStream in;
        private final OutputStream out;
        private final String extension;
        private long octets;

        Counting(Socket socket, String extension) throws IOException {
            this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            this.out = socket.getOutputStream();
            this.extension = extension;
        }

        void run() throws IOException {
            say("220 counting");
            String command = line();
            while (!command.equals("QUIT") && !command.isEmpty()) {
                if (command.startsWith("EHLO")) {
                    say("250-counting\r\n250-PIPELINING\r\n250 " + extension);
                } else if (command.equals("DATA")) {
                    say("354 Go on");
                    for (String text = line(); !text.equals("."); text = line()) {
                        octets += text.length() + 2L;
                    }
                    report();
                } else if (command.startsWith("BDAT")) {
                    int size = Integer.parseInt(command.split(" ", 3)[1]);
                    in.skipNBytes(size);
                    octets += size;
                    if (command.endsWith("LAST")) {
                        report();
                    } else {
                        say("250 Ok");
                    }
                } else {
                    say("250 Ok");
                }
                command = line();
            }
        }

        private void report() throws IOException {
            System.out.println("octets " + octets);
            octets = 0;
            say("250 Ok");
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(80);
            int octet = in.read();
            while (octet >= 0 && octet != '\n') {
                line.append((char) octet);
                octet = in.read();
            }
            return line.toString().stripTrailing();
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** An attachment that is never anywhere as a whole. */
    private static final class Zeros implements DataSource {
        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private int left = ATTACHMENT;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    int count = Math.min(left, length);
                    left -= count;
                    java.util.Arrays.fill(bytes, offset, offset + count, (byte) 0);
                    return count == 0 ? -1 : count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "zeros";
        }
    }
}
