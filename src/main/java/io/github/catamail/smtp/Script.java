package io.github.catamail.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Angus is told when it says a command that the server has been told already. */
final class Script {
    /** What Angus is told where it thinks that it needs DATA. Nobody has said it. */
    static final Answer GO_AHEAD = Answer.of(new Reply(354, ""));

    private final Deque<Line> lines = new ArrayDeque<>();

    /**
     * A command and what became of it.
     *
     * @param command the command
     * @param answer what became of it
     * @param stage how far the dialogue had come when it was answered, which matters where it was not
     */
    record Line(String command, Answer answer, Stage stage) {}

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Returns whether a command that begins this stage is next. */
    boolean isAt(Stage stage) {
        Line next = lines.peek();
        return next != null && Stage.of(next.command()) == stage;
    }

    void add(String command, Answer answer) {
        add(command, answer, Stage.of(command));
    }

    void add(String command, Answer answer, Stage stage) {
        lines.add(new Line(command, answer, stage));
    }

    void add(Exchange exchange) {
        add(exchange, exchange.commands().size());
    }

    /** Adds the first commands of an exchange. */
    void add(Exchange exchange, int count) {
        for (int i = 0; i < count; i++) {
            add(exchange.commands().get(i), exchange.answer(i));
        }
    }

    /** The server does not want the text. */
    void refuse(Answer answer) {
        add("DATA", answer);
    }

    /** The text was sent, and that became of it. */
    void end(Answer answer, Stage stage) {
        add("DATA", GO_AHEAD);
        add(".", answer, stage);
    }

    /** Takes all of it, if the server has accepted a message for everybody; else nothing. */
    List<Line> takeAcceptance() {
        for (Line line : lines) {
            boolean accepted = switch (Stage.of(line.command())) {
                case RCPT -> line.answer().isPositive();
                case DATA -> line.answer().isPretended();
                default -> line.answer().code() == 250;
            };
            if (!accepted) {
                return List.of();
            }
        }
        if (lines.isEmpty() || !lines.getLast().command().equals(".")) {
            return List.of();
        }
        List<Line> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    /** Returns what became of a command, or null if nobody has said it; then the rest is of no use any more. */
    @Nullable Line next(String command) {
        Line next = lines.peek();
        if (next == null || Stage.of(next.command()) != Stage.of(command)) {
            lines.clear();
            return null;
        }
        return lines.remove();
    }
}
