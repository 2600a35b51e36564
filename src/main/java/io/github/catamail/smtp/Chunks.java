package io.github.catamail.smtp;

import io.github.catamail.config.TimeoutSettings;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sends a text that is complete in memory: by its length (RFC 3030) where the server knows that, which spares asking for leave.
 *
 * <p>The first line of the first message of each connection goes as a chunk of its own. A server that does not know BDAT, whatever
 * it announces, takes what follows for commands, and texts can be written by anybody; one line of a header does no harm.
 */
final class Chunks {
    /** What is said of an address (RFC 3463, 3.2) is not said of a message. */
    private static final Pattern OF_ADDRESS = Pattern.compile("(?s)250[ -]2\\.1\\.\\d.*");

    private final Channel channel;
    private final CollectedText text;
    private final boolean utf8;
    private final TimeoutSettings timeouts;

    Chunks(Channel channel, CollectedText text, boolean utf8, TimeoutSettings timeouts) {
        this.channel = channel;
        this.text = text;
        this.utf8 = utf8;
        this.timeouts = timeouts;
    }

    /** Says envelope and text in one piece. From then on the server may have taken the message. */
    Exchange sayAll(Envelope envelope) {
        return Exchange.withText(
                channel, with(envelope, bdat(text.length(), true)), utf8, text.bytes(), text.length(), timeouts.data());
    }

    /** Says the envelope, and the first line to a server that has not shown yet that it knows BDAT. */
    Exchange sayFirst(Envelope envelope) {
        int line = channel.isProven(Extension.CHUNKING) ? 0 : text.firstLine();
        return line == 0
                ? Exchange.of(channel, envelope.commands(), utf8, /* together= */ true, timeouts.read())
                : Exchange.withText(
                        channel, with(envelope, bdat(line, false)), utf8, text.bytes(), line, timeouts.read());
    }

    /** Sends all that is left of the text. */
    Answer sayLast(int begin, Script script) {
        if (channel.hasSurplus()) {
            channel.abort();
            script.refuse(outOfOrder());
            return outOfOrder();
        }
        int length = text.length() - begin;
        String command = bdat(length, true);
        channel.dialogue().wrote(command);
        try {
            channel.write(command, utf8);
            send(text.bytes(), begin, length);
            channel.endText();
        } catch (IOException broken) {
            Answer reason = reasonOr(broken);
            script.end(reason, Stage.BODY);
            return reason;
        }
        return end(script);
    }

    /** Sends the text after DATA, if the server gave leave. */
    void sayStuffed(Answer leave, Script script) {
        if (leave.code() != 354) {
            script.refuse(leave);
            return;
        }
        byte[] stuffed = DotStuffing.of(text.bytes(), text.length());
        try {
            send(stuffed, 0, stuffed.length);
            channel.dialogue().wrote(".");
            channel.write(".", utf8);
            channel.flush();
            channel.endText();
        } catch (IOException broken) {
            script.end(reasonOr(broken), Stage.BODY);
            return;
        }
        Answer answer = channel.read(timeouts.data());
        if (answer.isPositive()) {
            channel.endTransaction();
        }
        script.end(answer, Stage.FINAL_DOT);
    }

    private void send(byte[] octets, int begin, int length) throws IOException {
        channel.beginText();
        channel.write(octets, begin, length);
        channel.flush();
    }

    /** A server that takes no more may have said why. */
    private Answer reasonOr(IOException broken) {
        Answer reason = channel.read(timeouts.read());
        return reason.isRefusal() ? reason : Answer.lost(broken);
    }

    private Answer end(Script script) {
        Answer answer = channel.read(timeouts.data());
        if (answer.isPositive()) {
            channel.endTransaction();
            answer = certain(answer, channel);
        }
        script.end(answer, Stage.FINAL_DOT);
        return answer;
    }

    /**
     * Returns whether the server has certainly not taken the text: it has said goodbye to the envelope, or the end of the text
     * could not be handed to the network.
     */
    static boolean isCertainlyRefused(Exchange whole) {
        boolean goodbye = whole.answer(0).isGoodbye() || whole.answer(1).isGoodbye();
        return goodbye
                ? !whole.last().isPositive()
                : !whole.isWritten() && whole.answer(0).isLost();
    }

    /** Says what became of a message that was sent in one piece. */
    static void conclude(Exchange whole, Channel channel, Script script) {
        Answer last = whole.last();
        boolean refused = whole.answer(0).isRefusal() || whole.answer(1).isRefusal();
        Stage stage = whole.isWritten() ? Stage.FINAL_DOT : Stage.BODY;
        if (last.isLike(whole.answer(1))) {
            channel.spoil();
            script.add(whole, 2);
            script.end(outOfOrder(), Stage.FINAL_DOT);
        } else if (last.isPositive() && whole.isAccepted()) {
            channel.endTransaction();
            script.add(whole, 2);
            script.end(certain(last, channel), Stage.FINAL_DOT);
        } else if (last.isRefusal() || (last.isLost() && refused)) {
            script.add(whole, 2);
            script.end(last, stage);
        } else if (last.isLost() && whole.isAccepted()) {
            script.add(whole, 2);
            script.end(last, stage);
        } else {
            // The replies do not fit together, or there are none: the message may have been taken.
            channel.spoil();
            Answer none = last.isLost() ? last : outOfOrder();
            script.add(whole.commands().get(0), none, stage);
        }
    }

    /** With a reply too many it is not certain which one is for the message. */
    private static Answer certain(Answer answer, Channel channel) {
        boolean ofAddress = answer.reply() != null
                && OF_ADDRESS.matcher(answer.reply().text()).matches();
        if (!ofAddress && (!channel.hasSurplus() || channel.isDismissed())) {
            return answer;
        }
        channel.spoil();
        return outOfOrder();
    }

    private static Answer outOfOrder() {
        return Answer.lost(new SocketException("the server's replies are out of order"));
    }

    private static List<String> with(Envelope envelope, String bdat) {
        List<String> commands = new ArrayList<>(envelope.commands());
        commands.add(bdat);
        return commands;
    }

    private static String bdat(int length, boolean last) {
        return "BDAT " + length + (last ? " LAST" : "");
    }
}
