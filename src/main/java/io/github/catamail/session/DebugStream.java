package io.github.catamail.session;

import io.github.catamail.loader.LibraryLoader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Takes what Jakarta Mail prints for debugging, line by line, to the log instead of {@code System.out}. */
final class DebugStream extends OutputStream {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail.protocol");

    /** What Angus writes of its answer to a challenge, from which passwords can be guessed as fast as a machine can. */
    private static final Pattern PROOF =
            Pattern.compile("^(DEBUG (?:NTLM: type 3 message:|DIGEST-MD5: (?:Response|Expected) =>)).*");

    /** For sessions whose debugging is off. A stream of their own would be half of the memory that a session takes. */
    static final PrintStream SHARED = forResource("mail");

    private final String prefix;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private DebugStream(String resource) {
        this.prefix = resource + " ";
    }

    /** Returns a stream for {@link jakarta.mail.Session#setDebugOut}; each line begins with the name of the resource. */
    static PrintStream forResource(String resource) {
        return new PrintStream(new DebugStream(resource), /* autoFlush= */ true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            String text = line.toString(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
            LOG.log(Level.INFO, prefix + PROOF.matcher(text).replaceFirst("$1 [hidden]"));
            line.reset();
        } else if (b != '\r') {
            line.write(b);
        }
    }
}
