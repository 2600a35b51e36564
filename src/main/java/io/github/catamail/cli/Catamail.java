package io.github.catamail.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: the options that all subcommands have, and what they need to do their work. */
@Command(
        name = "catamail",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "Checks, tests and explains the mail configuration of a Tomcat.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nArgument:%n",
        abbreviateSynopsis = true,
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  catamail.sh check",
            "  catamail.sh test mail/Session --to joe@example.com",
            "  catamail.sh explain < logs/catalina.out",
            "  catamail.sh test --help",
            "",
            "Exit codes: 0 fine, 1 warnings (with --strict), 2 errors found, 64 called in a wrong way, 70 a fault of the"
                    + " command itself.",
        })
final class Catamail {
    private final Surroundings surroundings;
    private @Nullable Screen screen;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Write one JSON object instead of text, for machines.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            description = "Use colours: auto (on a terminal, unless NO_COLOR is set), always or never.")
    private ColourChoice colour = ColourChoice.AUTO;

    @Option(names = "--strict", scope = ScopeType.INHERIT, description = "End with exit code 1 if there are warnings.")
    private boolean strict;

    @Option(
            names = "--catalina-base",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Look at the configuration in this directory instead of CATALINA_BASE.")
    private @Nullable Path base;

    Catamail(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Returns where output goes; not to be called before the arguments are read. */
    Screen screen() {
        Screen open = screen;
        if (open == null) {
            boolean colours = switch (colour) {
                case ALWAYS -> true;
                case NEVER -> false;
                case AUTO -> surroundings.colours();
            };
            open = new Screen(surroundings, colours && !json);
            screen = open;
        }
        return open;
    }

    /** Returns what a subcommand of this name shows its results with. */
    Results results(String command) {
        Tally tally = new Tally(strict);
        return json ? new JsonResults(screen(), tally, command) : new TextResults(screen(), tally);
    }

    Prompt prompt() {
        return new Prompt(surroundings.keyboard());
    }

    /** Returns {@code CATALINA_BASE}, or the directory that was given in its place. */
    Path catalinaBase() throws WrongUsageException {
        Path dir = base == null ? surroundings.catalinaBase() : base;
        if (dir == null) {
            throw new WrongUsageException("CATALINA_BASE is not known: start this with bin/catamail.sh, or add"
                    + " --catalina-base with the directory of your Tomcat");
        }
        return dir;
    }

    /** Returns a file to read as it was given, or, if there is none, the one that has this name in {@code CATALINA_BASE}. */
    Path found(Path file) {
        return Files.exists(file) ? file : inBase(file);
    }

    /**
     * Returns a file to write as it was given, or, if there is no such directory, the one of this name in
     * {@code CATALINA_BASE}, where the attributes of a {@code <Resource>} look for it.
     */
    Path foundDirectory(Path file) {
        Path parent = file.getParent();
        if (parent == null || Files.isDirectory(parent)) {
            return file;
        }
        Path other = inBase(file);
        Path otherParent = other.getParent();
        return otherParent != null && Files.isDirectory(otherParent) ? other : file;
    }

    private Path inBase(Path file) {
        Path dir = base == null ? surroundings.catalinaBase() : base;
        return dir == null ? file : dir.resolve(file);
    }

    /** Returns {@code CATALINA_HOME}; {@code CATALINA_BASE} where the two are the same, or it is not known. */
    Path catalinaHome() throws WrongUsageException {
        Path home = surroundings.catalinaHome();
        return home == null ? catalinaBase() : home;
    }
}
