package io.github.catamail.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands of one message in their order, which is that of the replies too: how many have been written, and how many been
 * answered.
 */
final class Course {
    /**
     * How many octets may be on their way while no reply is read. Any system holds as many for a server that does not read
     * because it waits until its replies are read (RFC 2920, 3.1).
     */
    private static final int BATCH = 64 * 1024;

    private final List<String> commands;
    private final boolean dataWaits;
    private int written;
    private int answered;
    private int accepted;

    private Course(List<String> commands, boolean dataWaits) {
        this.commands = new ArrayList<>(commands);
        this.dataWaits = dataWaits;
    }

    /** A course of an envelope, to which the chunks of the text are added. */
    static Course of(Envelope envelope) {
        return new Course(envelope.commands(), /* dataWaits= */ false);
    }

    /** A course of an envelope and DATA. */
    static Course withData(Envelope envelope) {
        Course course = new Course(envelope.commands(), !envelope.isUnconditional());
        course.add("DATA");
        return course;
    }

    void add(String command) {
        commands.add(command);
    }

    /** Returns whether a command of Angus stands for the next one that is to be answered. BDAT LAST stands for the dot. */
    boolean isNext(String command) {
        return answered < commands.size() && Stage.of(command) == Stage.of(commands.get(answered));
    }

    /** Returns the next command that is to be answered. */
    String next() {
        return commands.get(answered);
    }

    /** Returns how many commands have been answered. */
    int position() {
        return answered;
    }

    int unanswered() {
        return written - answered;
    }

    /** Returns whether the server took one of the recipients. */
    boolean hasRecipient() {
        return accepted > 0;
    }

    /** Returns whether all that is not written yet fits into one batch. */
    boolean isShort() {
        return commands.stream().skip(written).mapToInt(Course::octets).sum() < BATCH;
    }

    /** Returns the commands to write now: as many as may be on their way at a time. At least one is left to write. */
    List<String> write() {
        int first = written;
        int octets = 0;
        do {
            octets += octets(commands.get(written));
            written++;
        } while (written < commands.size() && octets + octets(commands.get(written)) <= BATCH && !isHeldBack());
        return List.copyOf(commands.subList(first, written));
    }

    private boolean isHeldBack() {
        return dataWaits && Stage.of(commands.get(written)) == Stage.DATA;
    }

    /** The next command has been answered. */
    void answer(int code) {
        if (Stage.of(next()) == Stage.RCPT && code / 100 == 2) {
            accepted++;
        }
        answered++;
    }

    /** Gives up what has not been answered. */
    void end() {
        commands.clear();
        written = 0;
        answered = 0;
    }

    private static int octets(String command) {
        // In UTF-8 a char makes three octets at most.
        return 3 * command.length() + 2;
    }
}
