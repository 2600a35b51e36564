package io.github.catamail.trial;

import io.github.catamail.config.Endpoint;
import io.github.catamail.report.Step;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a test: those that were made, the one that is under way, and those that are to come. Used by one thread. */
final class Steps {
    private final Ticker ticker;
    private final StepListener listener;
    private final boolean throughProxy;
    private final EnumSet<Part> ahead;
    private final List<Step> made = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private @Nullable Part current;
    private long begin;

    Steps(Endpoint endpoint, boolean throughProxy, Ticker ticker, StepListener listener) {
        this.throughProxy = throughProxy;
        this.ticker = ticker;
        this.listener = listener;
        this.ahead = Part.of(endpoint.security());
    }

    List<Step> made() {
        return List.copyOf(made);
    }

    /** Returns whether a part is under way. */
    boolean isIn(Part part) {
        return current == part;
    }

    boolean isToCome(Part part) {
        return ahead.contains(part);
    }

    /** Begins a part, unless it is under way or has been. Those before it that have not been are left out. */
    void begin(Part part) {
        if (current == part || !ahead.contains(part)) {
            return;
        }
        leaveOutBefore(part);
        ahead.remove(part);
        current = part;
        details.clear();
        begin = ticker.nanos();
        listener.stepBegins(part.toString());
    }

    /** Returns how long the part has been under way, which is not counted. */
    Duration beginAnew() {
        Duration past = since(begin);
        begin = ticker.nanos();
        return past;
    }

    /** Adds a line to the part that is under way, unless it is there. */
    void note(String detail) {
        if (!details.contains(detail)) {
            details.add(detail);
        }
    }

    /** Ends the part that is under way; returns how long it took. */
    Duration end(Outcome outcome) {
        Duration took = since(begin);
        add(new Step(String.valueOf(current), outcome, took, details));
        current = null;
        return took;
    }

    /** Adds a part that is not tried, and why. */
    void skip(Part part, String why) {
        leaveOutBefore(part);
        ahead.remove(part);
        add(new Step(part.toString(), Outcome.SKIPPED, null, List.of(why)));
    }

    /** Ends the part that is under way, or would have come next, as failed; returns which it is, null at the end. */
    @Nullable Part fail(List<String> more) {
        Part failed = current != null ? current : ahead.stream().findFirst().orElse(null);
        if (failed != null) {
            begin(failed);
            more.forEach(this::note);
            end(Outcome.FAILED);
        }
        return failed;
    }

    /** Whatever there would have been to try is left out. */
    void skipRest() {
        List<Part> left = List.copyOf(ahead);
        ahead.clear();
        left.forEach(part -> add(new Step(part.toString(), Outcome.SKIPPED, null, List.of())));
    }

    /** Adds a step of another kind, which began at a reading of the ticker. */
    void add(String name, long began, String detail) {
        add(new Step(name, Outcome.OK, since(began), List.of(detail)));
    }

    private void add(Step step) {
        made.add(step);
        listener.stepEnded(step);
    }

    private void leaveOutBefore(Part part) {
        for (Part before : List.copyOf(ahead)) {
            if (before.compareTo(part) < 0) {
                leaveOut(before);
            }
        }
    }

    private void leaveOut(Part part) {
        ahead.remove(part);
        switch (part) {
            case DNS -> skip(part, throughProxy ? "the proxy looks the name up" : "there is no name to look up");
            case STARTTLS -> skip(part, "the server does not offer it");
            case AUTH -> skip(part, "no 'user' and 'password' are in use");
            default -> {}
        }
    }

    private Duration since(long then) {
        return Duration.ofNanos(ticker.nanos() - then);
    }
}
