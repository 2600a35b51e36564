package io.github.catamail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code docs/command.md} says what the command does, and its examples are real. */
final class CommandPageTest {
    private static final Pattern CONSOLE = Pattern.compile("```console\\n\\$ catamail\\.sh (.*)\\n((?s:.*?))```\\n");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/command.md"));
    }

    private static CommandLine line() {
        return Program.assemble(new Catamail(new CommandRun().surroundings()));
    }

    static Stream<String> commands() {
        return line().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasItsOptionsInASectionOfItsOwn(String name) throws IOException {
        CommandSpec spec =
                Objects.requireNonNull(line().getSubcommands().get(name)).getCommandSpec();
        List<String> rows = new ArrayList<>();
        spec.options().stream()
                .filter(option -> !isForAll(option) && !isOfSecrets(option))
                .forEach(option -> rows.add(row(option)));
        spec.positionalParameters().forEach(parameter -> rows.add(row(parameter)));

        assertThat(page()).contains("| [`" + name + "`](#" + name + ") | ");
        assertThat(rows(section(name))).containsExactlyElementsOf(rows);
    }

    @Test
    void theOptionsOfAllCommandsAreListedOnce() throws IOException {
        assertThat(rows(section("Options of all commands")))
                .containsExactlyElementsOf(line().getCommandSpec().options().stream()
                        .map(CommandPageTest::row)
                        .toList());
    }

    @Test
    void theSourcesOfPasswordsAreListed() throws IOException {
        assertThat(rows(section("Secrets")))
                .containsExactlyElementsOf(
                        secrets().stream().map(CommandPageTest::row).toList());
    }

    @Test
    void theExitCodesAreThoseThatThereAre() throws IOException {
        assertThat(Pattern.compile("(?m)^\\| (\\d+) \\| ")
                        .matcher(section("Exit codes"))
                        .results()
                        .map((MatchResult row) -> Integer.valueOf(row.group(1))))
                .containsExactly(ExitCode.FINE, ExitCode.WARNINGS, ExitCode.ERRORS, ExitCode.USAGE, ExitCode.OWN_FAULT);
    }

    static Stream<MatchResult> examples() throws IOException {
        return CONSOLE.matcher(page()).results();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleShowsWhatTheCommandReallyWrites(MatchResult example) throws IOException {
        String call = example.group(1);
        CommandRun run = new CommandRun();
        if (call.contains(" < ")) {
            run.in(blockBefore(example.start()));
            call = call.substring(0, call.indexOf(" < "));
        }

        assertThat(run.run(words(call)).out()).isEqualTo(example.group(2));
    }

    @Test
    void everyFieldOfTheJsonIsExplained() throws IOException {
        String section = section("JSON");
        String json =
                new CommandRun().run("explain", "--json", "Read timed out").out();

        assertThat(Pattern.compile("\"(\\w+)\":").matcher(json).results().map((MatchResult field) -> field.group(1)))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(section).contains("`" + field + "`"));
    }

    /** Picocli makes copies of the options of the main command. */
    private static boolean isForAll(OptionSpec option) {
        return option.inherited() || option.usageHelp() || option.versionHelp();
    }

    /** These have a section of their own. */
    private static boolean isOfSecrets(OptionSpec option) {
        return secrets().stream().anyMatch(other -> other.longestName().equals(option.longestName()));
    }

    private static List<OptionSpec> secrets() {
        return CommandSpec.forAnnotatedObject(new SecretOptions()).options();
    }

    private static String row(ArgSpec argument) {
        String names;
        if (argument instanceof OptionSpec option) {
            String last = option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
            names = Stream.concat(
                            Arrays.stream(option.names()).filter(name -> !name.equals(option.longestName())),
                            Stream.of(last))
                    .map(name -> "`" + name + "`")
                    .reduce((a, b) -> a + ", " + b)
                    .orElseThrow();
        } else {
            names = "`" + ((PositionalParamSpec) argument).paramLabel() + "`";
        }
        return "| " + names + " | " + String.join(" ", argument.description()) + " |";
    }

    private static List<String> rows(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> !line.startsWith("| `command`"))
                .toList();
    }

    private static String section(String title) throws IOException {
        String page = page();
        int start = page.indexOf("\n## " + title + "\n");
        assertThat(start).as("section of %s", title).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }

    private static String blockBefore(int offset) throws IOException {
        String before = page().substring(0, offset);
        int end = before.lastIndexOf("\n```\n");
        int start = before.lastIndexOf("\n```", end - 1);
        return before.substring(before.indexOf('\n', start + 1) + 1, end + 1);
    }

    private static String[] words(String call) {
        Matcher words = WORD.matcher(call);
        return words.results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .toArray(String[]::new);
    }
}
