package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Route;
import io.github.catamail.config.Topic;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/** Explains failures of the network: no connection, no answer in time, a connection that broke. */
final class IoFailures {
    private static final Set<Integer> IMPLICIT_TLS_PORTS = Set.of(465, 2465);

    private IoFailures() {}

    static Explanation explain(Attempt attempt, Exception failure) {
        if (attempt.stage() == Stage.CONNECT) {
            return connect(attempt, failure);
        }
        if (attempt.stage() == Stage.FINAL_DOT) {
            return outcomeUnknown(attempt, failure);
        }
        if (attempt.stage() == Stage.TLS_HANDSHAKE) {
            return TlsFailures.handshake(attempt, failure);
        }
        if (attempt.isFreshTls() && find(failure, SocketTimeoutException.class) == null) {
            return TlsFailures.afterHandshake(attempt, failure);
        }
        if (find(failure, SocketTimeoutException.class) != null) {
            return timeout(attempt);
        }
        return closed(attempt, failure);
    }

    private static Explanation connect(Attempt attempt, Exception failure) {
        String tried = attempt.tried("could not connect to");
        LookupTimeoutException silence = find(failure, LookupTimeoutException.class);
        if (silence != null) {
            return noNameService(attempt, tried, silence.host());
        }
        if (attempt.settings().route().kind() != Route.Kind.DIRECT) {
            return throughProxy(tried, attempt.settings().route(), failure);
        }
        if (find(failure, UnknownHostException.class) != null) {
            return new Explanation(
                    Topic.UNKNOWN_HOST,
                    tried + ": the name \"" + attempt.endpoint().host() + "\" has no address",
                    "Check 'host', and that this machine can resolve it");
        }
        if (find(failure, SocketTimeoutException.class) != null) {
            return new Explanation(
                    Topic.CONNECT_FAILED,
                    tried + ": no answer within "
                            + text(attempt.settings().timeouts().connect())
                            + " ('connectTimeout')",
                    "A firewall may drop the packets; check 'host' and 'port'" + port25(attempt));
        }
        if (find(failure, NoRouteToHostException.class) != null) {
            return new Explanation(
                    Topic.CONNECT_FAILED,
                    tried + ": this machine has no way to that address (" + root(failure) + ")",
                    "Check 'host' and the network");
        }
        if (find(failure, ConnectException.class) != null) {
            return new Explanation(
                    Topic.CONNECT_FAILED,
                    tried + ": nothing accepts connections there (" + root(failure) + ")",
                    "Check 'host' and 'port', and that the mail server is running" + port25(attempt));
        }
        return new Explanation(
                Topic.CONNECT_FAILED, tried + ": " + root(failure), "Check 'host' and 'port' and the network");
    }

    /** Nothing is known of the host itself: that would be another message. */
    private static Explanation noNameService(Attempt attempt, String tried, String host) {
        return new Explanation(
                Topic.SLOW_NAME_SERVICE,
                tried + ": the name service of this machine did not say within "
                        + text(attempt.settings().timeouts().connect()) + " ('connectTimeout') which address \"" + host
                        + "\" has",
                "Look after the name service (/etc/resolv.conf): its servers may be dead. Until it answers, write the"
                        + " address in " + attribute(attempt, host) + "; if it is just slow, raise 'connectTimeout'");
    }

    /** Returns what the name that was looked up is written in. */
    private static String attribute(Attempt attempt, String name) {
        Route route = attempt.settings().route();
        if (name.equals(route.localAddress())) {
            return "'mail.smtp.localaddress'";
        }
        return switch (route.kind()) {
            case HTTP -> "'mail.smtp.proxy.host'";
            case SOCKS -> "'mail.smtp.socks.host'";
            case DIRECT ->
                attempt.endpoint().security() == ConnectionSecurity.NONE
                        ? "'host'"
                        : "'host', and the name in 'tlsServerName'";
        };
    }

    /** Whether the proxy or what lies behind it failed, only the proxy knows. */
    private static Explanation throughProxy(String tried, Route route, Exception failure) {
        boolean http = route.kind() == Route.Kind.HTTP;
        String attribute = http ? "mail.smtp.proxy" : "mail.smtp.socks";
        return new Explanation(
                Topic.CONNECT_FAILED,
                tried + " through the " + (http ? "HTTP" : "SOCKS") + " proxy " + route.proxyHost() + ":"
                        + route.proxyPort() + ": " + root(failure),
                "Check '" + attribute + ".host' and '" + attribute + ".port'"
                        + (http ? ", 'mail.smtp.proxy.user' and 'mail.smtp.proxy.password'" : "")
                        + ", and whether the proxy may connect there");
    }

    private static String port25(Attempt attempt) {
        if (attempt.endpoint().port() == 25 && attempt.endpoint().host().equalsIgnoreCase("localhost")) {
            return ". \"localhost\" is this machine, and what is taken where no 'host' is written: set 'host' to the mail"
                    + " server";
        }
        return attempt.endpoint().port() == 25
                ? ". Port 25 is often blocked by providers; use 587 or 465 with a login"
                : "";
    }

    private static Explanation timeout(Attempt attempt) {
        if (attempt.stage() == Stage.BODY) {
            return new Explanation(
                    Topic.TIMEOUT,
                    attempt.tried("could not send through") + ": the server stopped taking data for "
                            + text(attempt.settings().timeouts().write())
                            + " ('writeTimeout') in the middle of the message",
                    ". ",
                    "The message was not sent");
        }
        boolean chunk = attempt.stage() == Stage.CHUNK;
        String attribute = chunk ? "'dataTimeout'" : "'readTimeout'";
        String waited = text(
                        chunk
                                ? attempt.settings().timeouts().data()
                                : attempt.settings().timeouts().read())
                + " (" + attribute + ")";
        if (attempt.stage() == Stage.GREETING && attempt.endpoint().security() != ConnectionSecurity.IMPLICIT_TLS) {
            boolean tlsPort = IMPLICIT_TLS_PORTS.contains(attempt.endpoint().port());
            return new Explanation(
                    tlsPort ? Topic.WRONG_TLS_MODE : Topic.TIMEOUT,
                    attempt.tried("no greeting from") + " within " + waited,
                    tlsPort
                            ? "Port " + attempt.endpoint().port() + " speaks TLS from the first byte: set"
                                    + " tls=\"implicit\""
                            : "If this port speaks TLS from the first byte, set tls=\"implicit\"; else a firewall or"
                                    + " an overloaded server holds the connection");
        }
        return new Explanation(
                Topic.TIMEOUT,
                attempt.tried(attempt.stage().isSending() ? "could not send through" : "could not open a session with")
                        + ": no complete reply within " + waited + " while waiting for " + attempt.waitedFor(),
                ". ",
                "The server is overloaded or something between swallows data; raise " + attribute
                        + " if it is just slow",
                notSent(attempt));
    }

    private static Explanation closed(Attempt attempt, Exception failure) {
        if (find(failure, EndlessReplyException.class) != null) {
            return new Explanation(
                    Topic.BAD_GREETING,
                    attempt.tried("gave up on") + ": what answers there does not speak SMTP: to " + attempt.waitedFor()
                            + " it sent " + root(failure),
                    ". ",
                    "Check 'host' and 'port'",
                    notSent(attempt));
        }
        if (attempt.stage() == Stage.GREETING) {
            return new Explanation(
                    Topic.CONNECTION_CLOSED,
                    attempt.tried("no greeting from") + ": the server closed the connection",
                    "Is this machine allowed to use it? If the port speaks TLS from the first byte, set"
                            + " tls=\"implicit\"");
        }
        return new Explanation(
                Topic.CONNECTION_CLOSED,
                attempt.tried(attempt.stage().isSending() ? "could not send through" : "could not open a session with")
                        + ": the connection broke during " + attempt.waitedFor() + " (" + root(failure) + ")",
                ". ",
                "Look into the server's log for the reason",
                notSent(attempt));
    }

    /** The server has the whole message and did not answer for it; RFC 5321, 4.2.5 leaves open who has to deliver it. */
    private static Explanation outcomeUnknown(Attempt attempt, Exception failure) {
        String what = find(failure, SocketTimeoutException.class) != null
                ? "no reply within " + text(attempt.settings().timeouts().data()) + " ('dataTimeout')"
                : "the connection broke (" + root(failure) + ")";
        return new Explanation(
                Topic.OUTCOME_UNKNOWN,
                attempt.tried("sent a whole message to") + ", then " + what,
                "The message may or may not have been accepted: look for it in the server's log before sending it"
                        + " again");
    }

    /** Returns the last sentence of what is said of a message that was begun. */
    static String notSent(Attempt attempt) {
        return attempt.stage().isSending() ? ". The message was not sent" : "";
    }

    static String text(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + " ms";
        }
        return duration.toSecondsPart() != 0 || duration.isZero()
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min";
    }

    /** Returns the first exception of a type in a chain of causes, or null. */
    static <T extends Throwable> @org.jspecify.annotations.Nullable T find(Throwable failure, Class<T> type) {
        Set<Throwable> seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    /** Returns the words of the last exception in a chain of causes. */
    static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String text = message == null ? root.getClass().getSimpleName() : message.strip();
        return text.equals("[EOF]") ? "closed by the server" : text.replaceAll("\\p{Cntrl}+", " ");
    }
}
