package io.github.catamail.smtp;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some commands of one message, and what the server answered to each, strictly in their order. With PIPELINING (RFC 2920) all
 * are written before the first answer is read; without, one at a time, as long as they are not in vain.
 */
final class Exchange {
    /**
     * How many octets may be on their way while no reply is read. Any system holds as many for a server that does not read
     * because it waits until its replies are read (RFC 2920, 3.1).
     */
    private static final int BATCH = 64 * 1024;

    private static final byte[] NOTHING = {};

    private final Channel channel;
    private final boolean utf8;
    private final Duration timeout;
    private final List<String> commands;
    private final List<Answer> answers = new ArrayList<>();
    private byte[] text = NOTHING;
    private int textLength;
    private boolean together;
    private boolean written;

    private Exchange(Channel channel, boolean utf8, Duration timeout, List<String> commands) {
        this.channel = channel;
        this.utf8 = utf8;
        this.timeout = timeout;
        this.commands = List.copyOf(commands);
    }

    /**
     * Says commands and waits for the answers.
     *
     * @param together whether the server takes commands before it has answered others
     * @param timeout how long each answer may take
     */
    static Exchange of(Channel channel, List<String> commands, boolean utf8, boolean together, Duration timeout) {
        Exchange exchange = new Exchange(channel, utf8, timeout, commands);
        if (together) {
            exchange.sayTogether();
        } else {
            exchange.sayOneByOne();
        }
        return exchange;
    }

    /** Says commands together with octets that belong to the last of them. */
    static Exchange withText(
            Channel channel, List<String> commands, boolean utf8, byte[] text, int length, Duration timeout) {
        Exchange exchange = new Exchange(channel, utf8, timeout, commands);
        exchange.text = text;
        exchange.textLength = length;
        exchange.sayTogether();
        return exchange;
    }

    List<String> commands() {
        return commands;
    }

    /** Returns what became of a command; of one that was not said, nothing did. */
    Answer answer(int position) {
        return position < answers.size() ? answers.get(position) : Answer.END_OF_STREAM;
    }

    /** Returns what the last command begins. */
    Stage lastStage() {
        return Stage.of(commands.get(commands.size() - 1));
    }

    /** Returns whether DATA was among the commands, and the server waits for the text now. */
    boolean isDataAccepted() {
        return lastStage() == Stage.DATA && last().code() == 354;
    }

    boolean isTogether() {
        return together;
    }

    Answer last() {
        return answer(commands.size() - 1);
    }

    /** Returns whether all commands, and what belongs to the last one, have been handed to the network. */
    boolean isWritten() {
        return written;
    }

    boolean isComplete() {
        return answers.size() == commands.size() && answers.stream().noneMatch(Answer::isLost);
    }

    /** Returns whether the server has gone, or says that it is about to. */
    boolean isBrokenOff() {
        for (Answer answer : answers) {
            if (answer.code() < 0 || answer.isGoodbye()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether both servers took and refused the same. */
    boolean agreesWith(Exchange other) {
        for (int i = 0; i < Math.min(commands.size(), other.commands.size()); i++) {
            if (answer(i).code() / 100 != other.answer(i).code() / 100) {
                return false;
            }
        }
        return isComplete();
    }

    /** Returns whether the server took the sender and one recipient at least. */
    boolean isAccepted() {
        return answer(0).code() == 250 && hasRecipient();
    }

    /** Returns whether the server took the sender and all recipients. */
    boolean isAcceptedByAll() {
        for (int i = 0; i < commands.size(); i++) {
            if (Stage.of(commands.get(i)) == Stage.RCPT && !answer(i).isPositive()) {
                return false;
            }
        }
        return isAccepted();
    }

    /** Returns whether the server took one recipient at least. */
    boolean hasRecipient() {
        for (int i = 0; i < answers.size(); i++) {
            if (Stage.of(commands.get(i)) == Stage.RCPT && answers.get(i).isPositive()) {
                return true;
            }
        }
        return false;
    }

    private void sayTogether() {
        together = true;
        int count = 0;
        try {
            while (count < commands.size()) {
                int octets = 0;
                do {
                    write(commands.get(count));
                    octets += octets(commands.get(count));
                    count++;
                } while (count < commands.size() && octets + octets(commands.get(count)) <= BATCH);
                if (count == commands.size() && textLength > 0) {
                    channel.beginText();
                    channel.write(text, 0, textLength);
                    channel.flush();
                    channel.endText();
                }
                channel.flush();
                written = count == commands.size();
                readUntil(count);
            }
        } catch (IOException broken) {
            // The server may have said why, before or instead.
            readUntil(count);
            answers.replaceAll(answer -> answer.isLost() ? Answer.lost(broken) : answer);
        }
    }

    private void readUntil(int count) {
        Answer before = answers.isEmpty() ? null : answers.get(answers.size() - 1);
        while (answers.size() < count) {
            before = before != null && before.isLost() ? before : channel.read(timeout);
            answers.add(before);
        }
    }

    private void sayOneByOne() {
        for (String command : commands) {
            Answer answer = channel.hasSurplus() ? unasked() : say(command);
            answers.add(answer);
            if (answer.isLost() || (Stage.of(command) == Stage.MAIL && answer.code() != 250)) {
                return;
            }
        }
    }

    /** Whatever has come without being asked for, it is not the answer to the next command. */
    private Answer unasked() {
        Answer surplus = channel.read(timeout);
        channel.spoil();
        return surplus.isGoodbye() ? surplus : Answer.lost(new SocketException("the server sent a reply too many"));
    }

    private Answer say(String command) {
        try {
            write(command);
            channel.flush();
        } catch (IOException broken) {
            Answer reason = channel.read(timeout);
            return reason.isLost() ? Answer.lost(broken) : reason;
        }
        return channel.read(timeout);
    }

    private void write(String command) throws IOException {
        channel.dialogue().wrote(command);
        channel.write(command, utf8);
    }

    private static int octets(String command) {
        // In UTF-8 a char makes three octets at most.
        return 3 * command.length() + 2;
    }
}
