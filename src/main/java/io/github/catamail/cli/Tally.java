package io.github.catamail.cli;

import io.github.catamail.config.Severity;
import io.github.catamail.report.Report;

/** Counts what reports found, and knows which exit code that makes. */
final class Tally {
    private final boolean strict;
    private int errors;
    private int warnings;

    /**
     * Begins at nought.
     *
     * @param strict whether warnings count
     */
    Tally(boolean strict) {
        this.strict = strict;
    }

    void add(Report report) {
        for (var finding : report.findings()) {
            if (finding.severity() == Severity.ERROR) {
                errors++;
            } else {
                warnings++;
            }
        }
    }

    int errors() {
        return errors;
    }

    int warnings() {
        return warnings;
    }

    int exitCode() {
        if (errors > 0) {
            return ExitCode.ERRORS;
        }
        return warnings > 0 && strict ? ExitCode.WARNINGS : ExitCode.FINE;
    }

    /** Returns the counts in words, such as {@code 1 error, 2 warnings}. */
    String words() {
        if (errors == 0 && warnings == 0) {
            return "Nothing is wrong.";
        }
        String words = count(errors, "error") + ", " + count(warnings, "warning") + ".";
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String count(int number, String noun) {
        return (number == 0 ? "no" : number) + " " + noun + (number == 1 ? "" : "s");
    }
}
