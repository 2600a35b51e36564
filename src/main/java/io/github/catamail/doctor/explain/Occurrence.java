package io.github.catamail.doctor.explain;

import io.github.catamail.config.Severity;
import io.github.catamail.report.Finding;

/** One error of a log, and how often it came. */
final class Occurrence {
    private final Clue first;
    private final String firstTime;
    private long count = 1;
    private long lastLine;
    private String lastTime;

    Occurrence(Clue first, String time) {
        this.first = first;
        this.firstTime = time;
        this.lastLine = first.line();
        this.lastTime = time;
    }

    void again(long line, String time) {
        count++;
        lastLine = line;
        lastTime = time;
    }

    Severity severity() {
        return first.warning() ? Severity.WARNING : Severity.ERROR;
    }

    /**
     * Returns it for a report.
     *
     * @param withPlace whether it stood in a log, where lines have numbers
     */
    Finding finding(boolean withPlace) {
        return new Finding(
                severity(),
                first.topic(),
                withPlace ? place() : "",
                "\"" + first.said() + "\"" + (first.means().isEmpty() ? "" : "\n" + sentence(first.means())),
                first.fix().isEmpty() ? "" : sentence(first.fix()));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private String place() {
        String place = "line " + first.line() + at(firstTime);
        return count == 1 ? place : place + "; " + count + " times, the last in line " + lastLine + at(lastTime);
    }

    private static String at(String time) {
        return time.isEmpty() ? "" : " at " + time;
    }
}
