package io.github.catamail.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command finds around it; tests pass their own.
 *
 * @param in the standard input
 * @param out the standard output
 * @param err the standard error
 * @param keyboard what somebody can be asked through
 * @param environment the environment variables
 * @param properties the system properties
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Keyboard keyboard,
        Map<String, String> environment,
        Map<String, String> properties) {
    /** Set by {@code bin/catamail.sh} to the width of the terminal; to nothing where the output goes elsewhere. */
    private static final String COLUMNS = "CATAMAIL_COLUMNS";

    /** Returns whether the output is seen by somebody, and not written to a file or a pipe. */
    boolean terminal() {
        String columns = environment.get(COLUMNS);
        return columns != null ? !columns.isBlank() : keyboard.isThere();
    }

    /** Returns how many columns the terminal has, where that is known. */
    @Nullable Integer columns() {
        String columns = environment.getOrDefault(COLUMNS, "");
        return columns.matches("[1-9]\\d{0,3}") ? Integer.valueOf(columns) : null;
    }

    /** Returns whether colours are wanted, and understood, where nobody said so on the command line. */
    boolean colours() {
        if (!terminal() || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String term = environment.get("TERM");
        // Nothing else than the newer terminals of Windows leaves TERM alone and understands colours.
        return term == null ? environment.containsKey("WT_SESSION") : !term.equals("dumb");
    }

    /** Returns {@code CATALINA_BASE}, as the script found it. */
    @Nullable Path catalinaBase() {
        String base = properties.get("catalina.base");
        return base == null ? null : Path.of(base);
    }

    /** Returns {@code CATALINA_HOME}, as the script found it. */
    @Nullable Path catalinaHome() {
        String home = properties.get("catalina.home");
        return home == null ? catalinaBase() : Path.of(home);
    }
}
