package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;

/** Refuses a command, with a reply given as its complete lines, and goes on. */
public final class Rejects extends MisbehavingServer {
    private Rejects(Stage stage, SmtpSink.Builder base, String... reply) {
        super(base.reply(stage, reply));
    }

    /** The name after EHLO and HELO, as Exim does when it has an underscore. */
    public static Rejects ehloName() {
        return at(Stage.EHLO, usual(), "501 Syntactically invalid HELO argument(s)");
    }

    public static Rejects mail(String... reply) {
        return at(Stage.MAIL, usual(), reply);
    }

    public static Rejects recipient(String... reply) {
        return at(Stage.RCPT, usual(), reply);
    }

    /** DATA, or any BDAT but the last. */
    public static Rejects data(String... reply) {
        return at(Stage.DATA, usual(), reply);
    }

    /** The message, after its last byte. */
    public static Rejects message(String... reply) {
        return at(Stage.FINAL_DOT, usual(), reply);
    }

    public static Rejects at(Stage stage, SmtpSink.Builder base, String... reply) {
        return new Rejects(stage, base, reply);
    }
}
