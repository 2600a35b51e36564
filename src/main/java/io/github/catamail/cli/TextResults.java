package io.github.catamail.cli;

import io.github.catamail.config.Severity;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step;
import java.util.List;

/** Shows results to people. */
final class TextResults implements Results {
    private static final int STEP_MARGIN = 6;
    private static final int FINDING_MARGIN = 9;
    private static final int LABEL_MARGIN = FINDING_MARGIN + 5;
    private static final int TIME_COLUMNS = 10;

    private final Screen screen;
    private final Tally tally;
    private boolean first = true;

    TextResults(Screen screen, Tally tally) {
        this.screen = screen;
        this.tally = tally;
    }

    @Override
    public void add(Report report) {
        tally.add(report);
        gap();
        lines(Wrapping.hanging("", 0, report.subject(), screen.width()), Style.STRONG);
        report.steps().forEach(this::step);
        report.findings().forEach(this::finding);
    }

    @Override
    public void say(String line) {
        first = false;
        screen.line(line);
    }

    @Override
    public void fact(String name, Object value) {
        // For machines.
    }

    @Override
    public int finish() {
        gap();
        Style style = tally.errors() > 0 ? Style.BAD : tally.warnings() > 0 ? Style.WARNING : Style.GOOD;
        screen.line(screen.styled(style, tally.words()));
        return tally.exitCode();
    }

    @Override
    public int finish(String lastLine, int exitCode) {
        if (!lastLine.isEmpty()) {
            gap();
            lines(Wrapping.hanging("", 0, lastLine, screen.width()));
        }
        return exitCode;
    }

    private void gap() {
        if (!first) {
            screen.line("");
        }
        first = false;
    }

    private void step(Step step) {
        String mark = screen.styled(style(step.outcome()), "%-4s".formatted(mark(step.outcome())));
        String took = step.took() == null ? "" : Timing.text(step.took());
        int room = screen.width() - STEP_MARGIN - TIME_COLUMNS;
        List<String> names = Wrapping.hanging("", 0, step.name(), room);
        screen.line((mark + "  " + pad(names.get(0), took.isEmpty() ? 0 : room) + right(took)).stripTrailing());
        for (String more : names.subList(1, names.size())) {
            screen.line(" ".repeat(STEP_MARGIN) + more);
        }
        for (String detail : step.details()) {
            String indent = " ".repeat(STEP_MARGIN + 2);
            lines(Wrapping.hanging(indent, STEP_MARGIN + 2, detail, screen.width()), Style.FAINT);
        }
    }

    private void finding(Finding finding) {
        screen.line("");
        boolean error = finding.severity() == Severity.ERROR;
        String word = screen.styled(error ? Style.BAD : Style.WARNING, error ? "ERROR    " : "WARNING  ");
        String indent = " ".repeat(FINDING_MARGIN);
        String begin = word;
        if (!finding.where().isEmpty()) {
            lines(Wrapping.hanging(word, FINDING_MARGIN, finding.where(), screen.width()));
            begin = indent;
        }
        lines(Wrapping.hanging(begin, FINDING_MARGIN, finding.what(), screen.width()));
        if (!finding.cure().isEmpty()) {
            String label = indent + screen.styled(Style.STRONG, "Fix: ");
            lines(Wrapping.hanging(label, LABEL_MARGIN, finding.cure(), screen.width()));
        }
        screen.line(indent + screen.styled(Style.FAINT, "See: " + finding.link()));
    }

    private void lines(List<String> lines) {
        lines.forEach(screen::line);
    }

    private void lines(List<String> lines, Style style) {
        for (String line : lines) {
            screen.line(screen.styled(style, line));
        }
    }

    private static String mark(Step.Outcome outcome) {
        return switch (outcome) {
            case OK -> "OK";
            case WARNING -> "!!";
            case FAILED -> "FAIL";
            case SKIPPED -> "--";
        };
    }

    private static Style style(Step.Outcome outcome) {
        return switch (outcome) {
            case OK -> Style.GOOD;
            case WARNING -> Style.WARNING;
            case FAILED -> Style.BAD;
            case SKIPPED -> Style.FAINT;
        };
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String took) {
        return " ".repeat(Math.max(0, TIME_COLUMNS - took.length())) + took;
    }
}
