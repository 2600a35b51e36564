package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;

/** Answers one command with what is no reply of SMTP, as a proxy does that has lost the server behind it. */
public final class GarbageReply extends MisbehavingServer {
    private GarbageReply(Stage stage, SmtpSink.Builder base, String line) {
        super(base.reply(stage, line));
    }

    public static GarbageReply to(Stage stage, SmtpSink.Builder base, String line) {
        return new GarbageReply(stage, base, line);
    }
}
