package io.github.catamail.trial;

import io.github.catamail.report.OneLine;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/** What servers and the network say, in a form that can be shown. */
final class Words {
    private static final int LONGEST = 500;
    private static final int LONGEST_LIST = 2000;

    private Words() {}

    /** Returns a reply as one line. */
    static String line(String reply) {
        if (reply.strip().equals("[EOF]")) {
            return "the server closed the connection";
        }
        return OneLine.of(reply, LONGEST);
    }

    /** Returns the code of a reply, or -1. */
    static int code(String reply) {
        return reply.matches("(?s)\\d{3}([ -].*|\\s*)") ? Integer.parseInt(reply.substring(0, 3)) : -1;
    }

    /** Returns what a server offers in its reply to EHLO (RFC 5321, 4.1.1.1). */
    static List<String> offers(String reply) {
        return reply.lines()
                .skip(1)
                .filter(text -> text.length() > 4)
                .map(text -> line(text.substring(4)))
                .toList();
    }

    /** Returns offers as one line, which no server makes longer than a person reads. */
    static String list(List<String> offers) {
        return offers.isEmpty() ? "offers nothing" : "offers " + OneLine.of(String.join(", ", offers), LONGEST_LIST);
    }

    /** Returns why a connection could not be opened. */
    static String of(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : line(message);
    }

    /** Returns a time as people write it. */
    static String of(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
