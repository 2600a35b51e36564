package io.github.catamail.doctor.explain;

import io.github.catamail.smtp.Hearsay;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a server replied, and what the JVM says of the network and of TLS, in the lines of one entry of a log. */
final class Reasons {
    private static final int LONGEST_REPLY = 2000;
    private static final int LONGEST_CONTEXT = 1000;
    private static final int NO_PORT = 0;

    private static final Pattern SERVER =
            Pattern.compile("(?:SMTP host: |to host, port: )([^\\s,;]+), (?:port: )?(\\d{1,5})");
    private static final Pattern REPLY = Pattern.compile(
            "(?:^\\s*\"?|Exception: |(?:[Ss]aid|[Rr]esponse|[Rr]eply|message):? \"?)((?:[45]\\d\\d|334)[- ].+)"
                    + "|\\b([45]\\d\\d[- ][45]\\.\\d{1,3}\\.\\d{1,3}\\b.*)");
    private static final Pattern REPLY_GOES_ON = Pattern.compile("\\s*[45]\\d\\d[- ].*");
    private final StringBuilder context = new StringBuilder();
    private final StringBuilder reply = new StringBuilder();
    private long replyLine;
    private String host = "the server";
    private int port = NO_PORT;
    private @Nullable Heard greeting;
    private @Nullable Heard alert;
    private @Nullable Heard network;

    /** A line that tells something, and the part that does. */
    private record Heard(long number, String line, Kind kind, String what) {}

    private enum Kind {
        GREETING("Got bad greeting from SMTP host.*?response: (.*)", "bad greeting"),
        ALERT("Received fatal alert: \\w+", "fatal alert"),
        UNKNOWN_HOST("UnknownHostException: ([^\\s:;]+)", "UnknownHost"),
        UNREACHABLE(
                "Network is unreachable|No route to host|Host is down",
                "Network is unreachable",
                "No route to host",
                "Host is down"),
        REFUSED("Connection refused", "Connection refused");

        @SuppressWarnings("ImmutableEnumChecker") // patterns are immutable, but not marked so
        private final Pattern pattern;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> literals;

        Kind(String pattern, String... literals) {
            this.pattern = Pattern.compile(pattern);
            this.literals = List.of(literals);
        }
    }

    void take(long number, String line) {
        if (context.length() < LONGEST_CONTEXT) {
            context.append(line).append('\n');
        }
        Matcher server = line.contains("host") ? SERVER.matcher(line) : null;
        if (server != null && server.find()) {
            host = server.group(1);
            port = Math.max(1, Math.min(65535, Integer.parseInt(server.group(2))));
        }
        reply(number, line);
        greeting = greeting != null ? greeting : heard(number, line, Kind.GREETING);
        alert = alert != null ? alert : heard(number, line, Kind.ALERT);
        network = network != null ? network : heard(number, line, Kind.UNKNOWN_HOST);
        network = network != null ? network : heard(number, line, Kind.UNREACHABLE);
        network = network != null ? network : heard(number, line, Kind.REFUSED);
    }

    /** Returns what is closest to the reason, or null where there is nothing. */
    @Nullable Clue clue() {
        if (greeting != null) {
            return clue(greeting);
        }
        if (!reply.isEmpty()) {
            Hearsay.Meaning meaning = Hearsay.ofReply(reply.toString(), context.toString());
            return new Clue(
                    meaning.topic(),
                    false,
                    replyLine,
                    LogEntry.said(reply.toString().strip().replaceAll("\\s*\\R\\s*", " / ")),
                    meaning.what(),
                    meaning.cure());
        }
        Heard heard = alert != null ? alert : network;
        return heard == null ? null : clue(heard);
    }

    private Clue clue(Heard heard) {
        int known = port == NO_PORT ? 587 : port;
        Hearsay.Meaning meaning = switch (heard.kind()) {
            case GREETING -> Hearsay.ofGreeting(heard.what(), host, known);
            case ALERT -> Hearsay.ofHandshake(heard.what(), host, known);
            case UNKNOWN_HOST -> Hearsay.ofConnecting(new UnknownHostException(heard.what()), heard.what(), known);
            case UNREACHABLE -> connecting(new NoRouteToHostException(heard.what()));
            case REFUSED -> connecting(new ConnectException(heard.what()));
        };
        return new Clue(
                meaning.topic(), false, heard.number(), LogEntry.said(heard.line()), meaning.what(), meaning.cure());
    }

    private Hearsay.Meaning connecting(IOException failure) {
        return Hearsay.ofConnecting(failure, host, port == NO_PORT ? 587 : port);
    }

    private void reply(long number, String line) {
        if (!reply.isEmpty()) {
            if (reply.length() < LONGEST_REPLY && REPLY_GOES_ON.matcher(line).matches()) {
                reply.append('\n').append(line.strip());
            }
            return;
        }
        Matcher found = REPLY.matcher(line);
        if (hasCode(line) && found.find()) {
            String text = found.group(1) != null ? found.group(1) : found.group(2);
            reply.append(text.endsWith("\"") ? text.substring(0, text.length() - 1) : text);
            replyLine = number;
        }
    }

    /** Returns whether there are three digits in a row that may be a reply code; most lines of a log have none. */
    private static boolean hasCode(String line) {
        for (int i = 0; i + 3 < line.length(); i++) {
            char c = line.charAt(i);
            if (c >= '3'
                    && c <= '5'
                    && (line.charAt(i + 3) == ' ' || line.charAt(i + 3) == '-')
                    && Character.isDigit(line.charAt(i + 1))
                    && Character.isDigit(line.charAt(i + 2))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Heard heard(long number, String line, Kind kind) {
        // Looking for plain texts first is many times as fast.
        if (kind.literals.stream().noneMatch(line::contains)) {
            return null;
        }
        Matcher found = kind.pattern.matcher(line);
        return found.find()
                ? new Heard(number, line, kind, found.groupCount() > 0 ? found.group(1) : found.group())
                : null;
    }
}
