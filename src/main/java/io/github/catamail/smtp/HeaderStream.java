package io.github.catamail.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.util.LineOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.util.ASCIIUtility;
import org.eclipse.angus.mail.util.PropUtil;

/**
 * A stream that takes the lines of headers, for each message and each part of it. Jakarta Mail would look for a service that makes one.
 */
abstract class HeaderStream extends OutputStream implements LineOutputStream {
    /** As Jakarta Mail reads it: once. */
    private static final boolean UTF8 = PropUtil.getBooleanSystemProperty("mail.mime.allowutf8", true);

    private static final byte[] LINE_END = {'\r', '\n'};

    @Override
    public final void writeln(String line) throws IOException {
        write(UTF8 ? line.getBytes(UTF_8) : ASCIIUtility.getBytes(line));
        writeln();
    }

    @Override
    public final void writeln() throws IOException {
        write(LINE_END);
    }
}
