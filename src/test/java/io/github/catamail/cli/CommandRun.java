package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the command as a script would, or as somebody at a terminal if there are answers or columns. */
final class CommandRun {
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final FakeKeyboard keyboard = new FakeKeyboard();
    private InputStream in = InputStream.nullInputStream();
    private @Nullable List<Function<Catamail, Subcommand>> commands;

    /** What came of it. */
    record Outcome(int exitCode, String out, String err) {}

    CommandRun in(String text) {
        in = new ByteArrayInputStream(text.getBytes(UTF_8));
        return this;
    }

    CommandRun in(InputStream stream) {
        in = stream;
        return this;
    }

    CommandRun env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    CommandRun property(String name, Object value) {
        properties.put(name, value.toString());
        return this;
    }

    /** Somebody at the keyboard gives these answers, in this order. */
    CommandRun answers(String... answers) {
        keyboard.answers.addAll(List.of(answers));
        keyboard.there = true;
        return this;
    }

    /** Replaces the commands that there are by one. */
    CommandRun command(Function<Catamail, Subcommand> made) {
        commands = List.of(made);
        return this;
    }

    /** Returns what was asked so far. */
    List<String> questions() {
        return keyboard.questions;
    }

    Surroundings surroundings() {
        return surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    Surroundings surroundings(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Surroundings(
                in,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                keyboard,
                Map.copyOf(environment),
                Map.copyOf(properties));
    }

    Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = surroundings(out, err);
        int exitCode = commands == null ? Program.run(surroundings, args) : Program.run(surroundings, commands, args);
        return new Outcome(exitCode, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace("\r\n", "\n");
    }

    private static final class FakeKeyboard implements Keyboard {
        private final Deque<String> answers = new ArrayDeque<>();
        private final List<String> questions = new ArrayList<>();
        private boolean there;

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public @Nullable String readLine(String prompt) {
            questions.add(prompt);
            return answers.poll();
        }

        @Override
        public char @Nullable [] readSecret(String prompt) {
            String answer = readLine(prompt);
            return answer == null ? null : answer.toCharArray();
        }
    }
}
