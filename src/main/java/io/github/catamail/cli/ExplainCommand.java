package io.github.catamail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.catamail.config.Topic;
import io.github.catamail.doctor.explain.Explained;
import io.github.catamail.doctor.explain.Explainer;
import io.github.catamail.report.Report;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains errors. */
@Command(
        name = "explain",
        description = {
            "Says what an error of mail means and what to do.",
            "It takes an error text, a whole log, or one of the words in brackets that end Catamail's own messages."
                    + " Without TEXT and --file it reads the standard input. Nothing is connected to and nothing is changed.",
        },
        footer = {
            "Examples:",
            "  catamail.sh explain \"535 5.7.8 Authentication credentials invalid\"",
            "  catamail.sh explain auth-rejected",
            "  catamail.sh explain < logs/catalina.out",
            "  catamail.sh explain --file logs/catalina.2026-11-25.log --json",
            "",
            "Exit code: 0, also for a log with errors, as long as it could be read; 2 if there is nothing to say about TEXT.",
        })
final class ExplainCommand extends Subcommand {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read this file, such as logs/catalina.out; a name that is not absolute may be one in"
                    + " CATALINA_BASE.")
    private @Nullable Path file;

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..*",
            description = "The error, best with its whole stack trace, in quotes: the first line is seldom the reason.")
    private List<String> text = List.of();

    ExplainCommand(Catamail catamail) {
        super(catamail);
    }

    @Override
    public Integer call() throws WrongUsageException, IOException {
        Results results = catamail().results("explain");
        if (!text.isEmpty()) {
            if (file != null) {
                throw new WrongUsageException("either TEXT or --file can be given, not both");
            }
            return text(String.join(" ", text), results);
        }
        if (file != null) {
            Path found = catamail().found(file);
            try (Reader reader = new InputStreamReader(Files.newInputStream(found), UTF_8)) {
                return log(found.toString(), reader, results);
            }
        }
        Surroundings surroundings = catamail().surroundings();
        if (surroundings.keyboard().isThere()) {
            catamail().screen().error("Paste the error or the log, then press Ctrl-D (on Windows Ctrl-Z and Enter).");
        }
        return log("standard input", new InputStreamReader(surroundings.in(), UTF_8), results);
    }

    private static int text(String text, Results results) {
        Topic topic = topic(text);
        if (topic != null) {
            results.add(new Report(topic.id(), List.of(), List.of(new Explainer().topic(topic))));
            return results.finish("", ExitCode.FINE);
        }
        Explained explained = new Explainer().error(text);
        if (explained.findings().isEmpty()) {
            return results.finish(
                    "There is nothing to say about this text. Give the whole stack trace, best on the standard input:"
                            + " the first line is seldom the reason.",
                    ExitCode.ERRORS);
        }
        results.add(new Report("The error", List.of(), explained.findings()));
        return results.finish("", ExitCode.FINE);
    }

    private int log(String name, Reader log, Results results) throws IOException {
        catamail().screen().progress("Reading " + name + " ...");
        Explained explained = new Explainer().log(log);
        catamail().screen().endProgress();
        results.fact("lines", explained.lines());
        results.fact("occurrences", explained.total());
        results.fact("unlisted", explained.unlisted());
        results.add(new Report(name, List.of(), explained.findings()));
        return results.finish(summary(explained), ExitCode.FINE);
    }

    private static String summary(Explained explained) {
        String lines = explained.lines() + (explained.lines() == 1 ? " line" : " lines");
        int different = explained.findings().size();
        if (different == 0) {
            return lines + ", and no error of mail among them that is known.";
        }
        return lines + ", " + different + (different == 1 ? " error" : " different errors") + " of mail, "
                + explained.total() + (explained.total() == 1 ? " time" : " times") + " in all"
                + (explained.unlisted() == 0
                        ? "."
                        : "; " + explained.unlisted() + " of these are not listed, because there are too many.");
    }

    private static @Nullable Topic topic(String text) {
        String word = text.strip().replaceAll("^\\[(.*)]$", "$1");
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.id().equals(word))
                .findFirst()
                .orElse(null);
    }
}
