package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.Wire;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends one byte of a reply at a time and never comes to its end. No read takes long, so a time-out of single reads does
 * not help against it.
 */
public final class DrippingServer extends MisbehavingServer {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private DrippingServer(Stage stage, SmtpSink.Builder base, String opening, String drops) {
        super(base.quirk(Quirk.acting(stage, wire -> drip(wire, opening, drops))));
    }

    /** Replies with continuation lines without end. */
    public static DrippingServer at(Stage stage) {
        return at(stage, usual());
    }

    /** Replies with continuation lines without end; in a TLS handshake, with a record that takes minutes. */
    public static DrippingServer at(Stage stage, SmtpSink.Builder base) {
        if (stage == Stage.TLS_HANDSHAKE) {
            // The header of a handshake record of 16384 bytes, and its content.
            return new DrippingServer(stage, base, "\u0016\u0003\u0003@\u0000", "\u0000");
        }
        return new DrippingServer(stage, base, "", code(stage) + "-wait\r\n");
    }

    /** Replies with a single line without end. */
    public static DrippingServer inOneLineAt(Stage stage) {
        return new DrippingServer(stage, usual(), code(stage) + " ", "wait ");
    }

    private static int code(Stage stage) {
        return switch (stage) {
            case GREETING, STARTTLS -> 220;
            case QUIT -> 221;
            case AUTH -> 235;
            case DATA -> 354;
            case EHLO, MAIL, RCPT, FINAL_DOT, RSET, NOOP, OTHER -> 250;
            case CONNECT, IDLE, TLS_HANDSHAKE, CONTENT, STORED ->
                throw new IllegalArgumentException(stage + " has no reply");
        };
    }

    private static void drip(Wire wire, String opening, String drops) throws IOException {
        wire.write(opening);
        for (int i = 0; wire.pause(INTERVAL); i = (i + 1) % drops.length()) {
            wire.write(drops.substring(i, i + 1));
            wire.flush();
        }
    }
}
