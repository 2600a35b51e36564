package io.github.catamail.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a test, such as the TLS handshake, and what came of it.
 *
 * @param name what was tried, in a word or some, such as {@code STARTTLS}
 * @param outcome how it ended
 * @param took how long it took
 * @param details what was learned, a line each; never a secret
 */
public record Step(String name, Outcome outcome, @Nullable Duration took, List<String> details) {
    /** Copies the details. */
    public Step {
        details = List.copyOf(details);
    }

    /** How a step ended. */
    public enum Outcome {
        /** It worked. */
        OK,
        /** It worked, and there is something to know about it. */
        WARNING,
        /** It did not work. */
        FAILED,
        /** It was not tried, because it was not asked for or another had failed. */
        SKIPPED
    }
}
