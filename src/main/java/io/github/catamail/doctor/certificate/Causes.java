package io.github.catamail.doctor.certificate;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** What exceptions of the network and of TLS say. */
final class Causes {
    private static final int DEEPEST = 50;

    private Causes() {}

    /** Returns whether there is an exception of this type in a chain of causes. */
    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(type::isInstance);
    }

    /** Returns the words of the last exception in a chain of causes. */
    static String root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return Said.of(message == null ? root.getClass().getSimpleName() : message);
    }

    /** Returns whether a text has one of these phrases in it, which are in small letters. */
    static boolean says(String text, String... phrases) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(phrases).anyMatch(lower::contains);
    }

    static String text(Duration duration) {
        return duration.toMillisPart() != 0 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
