package io.github.catamail.cli;

import io.github.catamail.config.NearestName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the arguments, runs what they ask for, and turns whatever happens into an exit code. */
final class Program {
    /** The commands, in the order in which the help lists them. */
    private static final List<Function<Catamail, Subcommand>> COMMANDS = List.of(
            // One line each.
            CheckCommand::new, //
            TestCommand::new, //
            FetchCertCommand::new, //
            ExplainCommand::new, //
            ConvertCommand::new);

    private final Catamail catamail;

    private Program(Catamail catamail) {
        this.catamail = catamail;
    }

    /** Runs the command, and returns its exit code. Never throws. */
    static int run(Surroundings surroundings, String... args) {
        return new Program(new Catamail(surroundings)).run(COMMANDS, args);
    }

    /** Runs it with these commands. */
    static int run(Surroundings surroundings, List<Function<Catamail, Subcommand>> commands, String... args) {
        return new Program(new Catamail(surroundings)).run(commands, args);
    }

    private int run(List<Function<Catamail, Subcommand>> commands, String... args) {
        int exitCode = result(commands, args);
        // A script that finds half an object of JSON in a file is to know why: a PrintStream throws nothing.
        if (catamail.surroundings().out().checkError()) {
            complain("not all of the output could be written where it was to go");
            return Math.max(exitCode, ExitCode.ERRORS);
        }
        return exitCode;
    }

    private int result(List<Function<Catamail, Subcommand>> commands, String... args) {
        try {
            CommandLine line = assemble(catamail, commands);
            line.setExecutionStrategy(this::execute);
            line.setParameterExceptionHandler((problem, unused) -> wrong(problem));
            line.setExecutionExceptionHandler((failure, called, parsed) ->
                    failed(failure, called.getCommandSpec().qualifiedName()));
            return line.execute(args);
        } catch (LinkageError missing) {
            return missing(missing);
        } catch (RuntimeException | Error own) {
            return ownFault(own);
        }
    }

    /** Returns what reads the arguments. */
    static CommandLine assemble(Catamail catamail, List<Function<Catamail, Subcommand>> commands) {
        CommandLine line = new CommandLine(catamail);
        line.getCommandSpec().versionProvider(new Versions(catamail.surroundings()));
        commands.forEach(command -> line.addSubcommand(command.apply(catamail)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        // An argument that begins with @ is a password, or the text of an error, and no file with more arguments.
        line.setExpandAtFiles(false);
        return line;
    }

    static CommandLine assemble(Catamail catamail) {
        return assemble(catamail, COMMANDS);
    }

    private int execute(ParseResult parsed) {
        CommandLine line = parsed.commandSpec().commandLine();
        Screen screen = catamail.screen();
        line.setOut(screen.out());
        line.setErr(screen.err());
        line.setUsageHelpWidth(screen.width());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(screen.colours() ? Ansi.ON : Ansi.OFF));
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            line.usage(screen.err());
            return ExitCode.USAGE;
        }
        return new RunLast().execute(parsed);
    }

    private int wrong(ParameterException problem) {
        String called = problem.getCommandLine().getCommandSpec().qualifiedName();
        return usage(words(problem), called);
    }

    private static String words(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(
                    // What stands behind an equals sign may be a password.
                    unmatched.getUnmatched().get(0).replaceFirst("(?s)=.*", ""),
                    problem.getCommandLine().getCommandSpec());
        }
        if (problem.getArgSpec() instanceof OptionSpec option
                && option.arity().max() == 0
                && !(problem instanceof OverwrittenOptionException)) {
            return "the option " + option.longestName() + " takes no value";
        }
        return String.valueOf(problem.getMessage());
    }

    private static String unmatched(String written, CommandSpec called) {
        boolean isOption = written.startsWith("-");
        if (!isOption && called.subcommands().isEmpty()) {
            return "'" + written + "' is one argument too many";
        }
        String nearest = NearestName.of(
                written,
                isOption ? called.optionsMap().keySet() : called.subcommands().keySet());
        return "there is no " + (isOption ? "option" : "command") + " '" + written + "'"
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
    }

    private int usage(String message, String called) {
        Screen screen = catamail.screen();
        complain(message);
        screen.error("Try: " + called + " --help");
        return ExitCode.USAGE;
    }

    /** One line in a file, where it can be searched for; on a terminal, as many as it needs. */
    private void complain(String message) {
        Screen screen = catamail.screen();
        String text = "catamail: " + message;
        if (screen.isTerminal()) {
            Wrapping.hanging("", 0, text, screen.width()).forEach(screen::error);
        } else {
            screen.error(text);
        }
    }

    private int failed(Exception failure, String called) {
        if (failure instanceof WrongUsageException wrong) {
            return usage(String.valueOf(wrong.getMessage()), called);
        }
        if (failure instanceof IOException unreadable) {
            complain(FileTrouble.text(unreadable));
            return ExitCode.ERRORS;
        }
        return ownFault(failure);
    }

    /** A class is not there. If it is one of the mail jars, it is no wonder, and there is something to do about it. */
    private int missing(LinkageError error) {
        String name = String.valueOf(error.getMessage()).replace('/', '.');
        if (!name.contains("jakarta.mail.")
                && !name.contains("jakarta.activation.")
                && !name.contains("org.eclipse.angus.")) {
            return ownFault(error);
        }
        complain("the mail jars of the server's lib are missing or do not fit each other ("
                + error.getClass().getSimpleName() + ": " + error.getMessage()
                + "). Unzip the Catamail overlay over the directory of your Tomcat again [wrong-jars]");
        return ExitCode.ERRORS;
    }

    private int ownFault(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        Screen screen = catamail.screen();
        screen.error("catamail: this is a fault of the command itself. Please report it, with these lines:");
        trace.toString().lines().forEach(screen::error);
        return ExitCode.OWN_FAULT;
    }
}
