package io.github.catamail.cli;

import io.github.catamail.report.Report;

/** Takes what a command found out, and shows it. Each command makes one, and returns what {@link #finish} says. */
interface Results {
    /** Takes a report. As text it is shown at once. */
    void add(Report report);

    /** Takes a line, already wrapped, that is for people only. */
    void say(String line);

    /**
     * Takes something that is for machines only: they get a field of this name.
     *
     * @param value a string, number, boolean, or a list or map of those
     */
    void fact(String name, Object value);

    /** Ends the output, and returns the exit code that is due to what was found. */
    int finish();

    /**
     * Ends the output of a command whose exit code does not depend on what was found, and returns it.
     *
     * @param lastLine what people are told at the end in place of how many errors there are; empty for nothing
     */
    int finish(String lastLine, int exitCode);
}
