package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;
import java.io.IOException;

/** Offers PIPELINING and gets it wrong. Spoken to one command at a time it is as it should be. */
public final class PipeliningFault extends MisbehavingServer {
    private PipeliningFault(Quirk fault, SmtpSink.Builder base) {
        super(base.quirk(fault));
    }

    /** Answers the first command, and throws away what came with it. */
    public static PipeliningFault forgetting() {
        return new PipeliningFault(Quirk.acting(Stage.MAIL, wire -> wire.discardInput()), usual());
    }

    /** Answers a command at this stage in this way if there is another behind it. */
    public static PipeliningFault answering(Stage stage, String reply) {
        Quirk fault = Quirk.replying(stage, Reply.lines(reply)).when(PipeliningFault::isPipelined);
        return new PipeliningFault(fault, usual());
    }

    /** Closes the connection if a command comes together with another. */
    public static PipeliningFault closing() {
        Quirk fault = Quirk.acting(Stage.MAIL, wire -> wire.close())
                .when(moment -> moment.stage() == Stage.MAIL && isPipelined(moment));
        return new PipeliningFault(fault, usual());
    }

    /** Answers a command at this stage twice if there is another behind it. */
    public static PipeliningFault answeringTwice(Stage stage) {
        Quirk fault = Quirk.acting(stage, wire -> wire.write("250 2.1.0 Ok\r\n"))
                .when(moment -> moment.stage() == stage && isPipelined(moment));
        return new PipeliningFault(fault, usual());
    }

    private static boolean isPipelined(Moment moment) {
        try {
            return moment.wire().hasInput();
        } catch (IOException broken) {
            return false;
        }
    }
}
