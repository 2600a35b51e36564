package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;

/** Says at some point that the service is not available and hangs up (RFC 5321, 3.8). */
public final class Replies421 extends MisbehavingServer {
    private static final Reply SHUTTING_DOWN = Reply.lines("421 4.3.2 sink.test Service shutting down");

    private Replies421(SmtpSink.Builder builder) {
        super(builder);
    }

    /** At this stage, always. */
    public static Replies421 at(Stage stage) {
        return at(stage, usual());
    }

    public static Replies421 at(Stage stage, SmtpSink.Builder base) {
        return at(stage, Occasion.always(), base);
    }

    public static Replies421 at(Stage stage, Occasion occasion, SmtpSink.Builder base) {
        return new Replies421(base.quirk(new Fault(stage, occasion).replying(usual -> SHUTTING_DOWN)));
    }

    /** To MAIL, when a connection has had so many messages. */
    public static Replies421 afterMails(int messages, SmtpSink.Builder base) {
        Reply reply = Reply.lines("421 4.7.0 sink.test Too many messages on this connection");
        return new Replies421(
                base.quirk(Quirk.replying(Stage.MAIL, reply).when(moment -> moment.accepted() >= messages)));
    }
}
