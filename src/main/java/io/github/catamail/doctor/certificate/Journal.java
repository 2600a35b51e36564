package io.github.catamail.doctor.certificate;

import io.github.catamail.report.Step;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was tried. For one fetch and one thread. */
final class Journal {
    private final Ticker ticker;
    private final List<Step> steps = new ArrayList<>();

    Journal(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Something that is tried. */
    interface Work<T> {
        /**
         * Does it.
         *
         * @param details takes what is learned, a line each
         */
        T run(List<String> details) throws FetchFailure;
    }

    /** Tries something and writes down what came of it. */
    <T> T step(String name, Work<T> work) throws FetchFailure {
        List<String> details = new ArrayList<>();
        long begin = ticker.nanos();
        try {
            T result = work.run(details);
            add(name, Outcome.OK, begin, details);
            return result;
        } catch (FetchFailure failure) {
            details.add(failure.what());
            add(name, Outcome.FAILED, begin, details);
            throw failure;
        }
    }

    /** Says of the last step, which failed, that it goes on in another way. */
    void goOn(String how) {
        Step last = steps.remove(steps.size() - 1);
        List<String> details = new ArrayList<>(last.details());
        details.add(how);
        steps.add(new Step(last.name(), Outcome.WARNING, last.took(), details));
    }

    /** Writes down what took no time worth telling. */
    void note(String name, Outcome outcome, List<String> details) {
        steps.add(new Step(name, outcome, null, details));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private void add(String name, Outcome outcome, long begin, List<String> details) {
        steps.add(new Step(name, outcome, Duration.ofNanos(ticker.nanos() - begin), details));
    }
}
