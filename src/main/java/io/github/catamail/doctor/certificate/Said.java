package io.github.catamail.doctor.certificate;

import io.github.catamail.report.OneLine;

/** What a server said, as the steps of a look at its certificates show it. */
final class Said {
    private static final int LONGEST = 200;

    private Said() {}

    static String of(String text) {
        return OneLine.of(text, LONGEST);
    }

    static String quoted(String text) {
        return "\"" + of(text) + "\"";
    }
}
