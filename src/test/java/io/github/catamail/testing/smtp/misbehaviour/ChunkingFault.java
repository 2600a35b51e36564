package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Moment;
import io.github.catamail.testing.smtp.Quirk;
import io.github.catamail.testing.smtp.Reply;
import io.github.catamail.testing.smtp.Stage;

/** Offers CHUNKING and gets it wrong. With DATA it is as it should be. */
public final class ChunkingFault extends MisbehavingServer {
    private ChunkingFault(SmtpSink.Builder builder) {
        super(builder);
    }

    /** Does not know BDAT, and takes the text that comes after it for commands; the offer is that of another behind it. */
    public static ChunkingFault unknowing() {
        Quirk offer = new Quirk() {
            @Override
            public Reply reply(Moment moment, Reply usual) {
                return moment.stage() == Stage.EHLO
                        ? new Reply(usual.text().replaceFirst("\r\n", "\r\n250-CHUNKING\r\n"))
                        : usual;
            }
        };
        return new ChunkingFault(usual().without("CHUNKING").quirk(offer));
    }

    /** Takes the text after BDAT, and refuses it in this way. */
    public static ChunkingFault refusing(String reply) {
        Quirk refusal = new Quirk() {
            @Override
            public Reply reply(Moment moment, Reply usual) {
                return isChunk(moment) ? Reply.lines(reply) : usual;
            }
        };
        return new ChunkingFault(usual().quirk(refusal));
    }

    /** Closes the connection instead of answering BDAT. */
    public static ChunkingFault closing() {
        return new ChunkingFault(
                usual().quirk(Quirk.acting(Stage.DATA, wire -> wire.close()).when(ChunkingFault::isChunk)));
    }

    private static boolean isChunk(Moment moment) {
        return moment.command().startsWith("BDAT")
                && (moment.stage() == Stage.DATA || moment.stage() == Stage.FINAL_DOT);
    }
}
