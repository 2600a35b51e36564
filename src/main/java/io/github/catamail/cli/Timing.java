package io.github.catamail.cli;

import java.time.Duration;
import java.util.Locale;

/** How long something took, in few words. */
final class Timing {
    private Timing() {}

    static String text(Duration took) {
        long millis = took.toMillis();
        if (millis == 0) {
            return "<1 ms";
        }
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
