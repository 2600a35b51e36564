package io.github.catamail.trial;

import io.github.catamail.report.Report;
import io.github.catamail.report.Step;

/**
 * Is told of the steps of a test while it runs, so that people see what is being waited for. Called by the thread that runs
 * the test; must not throw. Each method does nothing by default.
 */
public interface StepListener {
    /** Takes no interest. */
    StepListener NONE = new StepListener() {};

    /** The test of a server begins; {@code subject} is that of its report. */
    default void serverBegins(String subject) {}

    /** A step begins. It may end as another one, if what was begun turns out to be something else. */
    default void stepBegins(String name) {}

    /** A step has ended, or is left out. */
    default void stepEnded(Step step) {}

    /** The test of a server is over. */
    default void serverEnded(Report report) {}
}
