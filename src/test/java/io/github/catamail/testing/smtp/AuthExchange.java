package io.github.catamail.testing.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One AUTH command with its challenges (RFC 4954). */
final class AuthExchange {
    private static final Pattern XOAUTH2 = Pattern.compile("user=([^\1]*)\1auth=Bearer ([^\1]*)\1\1");
    private static final Pattern OAUTHBEARER =
            Pattern.compile("n,a=([^,]*),\1(?:(?:host|port)=[^\1]*\1)*auth=Bearer ([^\1]*)\1\1");
    private static final String TOKEN_REFUSED =
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";
    private static final Reply MALFORMED = Reply.lines("501 5.5.2 Cannot decode the response");

    /** What became of it: the reply, and the credentials if any came. */
    record Outcome(Reply reply, @Nullable AuthAttempt attempt) {}

    /** The client gave up with an asterisk, or sent what is not base64. */
    private static final class Broken extends Exception {
        private final transient Reply reply;

        Broken(Reply reply) {
            super(reply.text());
            this.reply = reply;
        }
    }

    private final AuthOptions options;
    private final int connection;
    private final Wire wire;
    private final Ledger ledger;

    AuthExchange(AuthOptions options, int connection, Wire wire, Ledger ledger) {
        this.options = options;
        this.connection = connection;
        this.wire = wire;
        this.ledger = ledger;
    }

    /** Carries the exchange out up to the last reply, which is left to the caller. */
    Outcome run(String mechanism, @Nullable String initialResponse) throws IOException {
        try {
            return switch (mechanism.toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> plain(first(initialResponse));
                case "LOGIN" -> login(initialResponse);
                case "XOAUTH2" -> bearer("XOAUTH2", XOAUTH2, first(initialResponse));
                case "OAUTHBEARER" -> bearer("OAUTHBEARER", OAUTHBEARER, first(initialResponse));
                default -> new Outcome(Reply.lines("504 5.5.4 Unrecognized authentication type"), null);
            };
        } catch (Broken broken) {
            return new Outcome(broken.reply, null);
        }
    }

    private Outcome plain(String response) {
        String[] parts = response.split("\0", -1);
        if (parts.length != 3) {
            return new Outcome(MALFORMED, null);
        }
        return judge("PLAIN", parts[1], parts[2], options.passwords());
    }

    private Outcome login(@Nullable String initialResponse) throws IOException, Broken {
        String user = initialResponse == null ? challenge("Username:") : decode(initialResponse);
        return judge("LOGIN", user, challenge("Password:"), options.passwords());
    }

    private Outcome bearer(String mechanism, Pattern form, String response) throws IOException, Broken {
        Matcher parts = form.matcher(response);
        if (!parts.matches()) {
            return new Outcome(MALFORMED, null);
        }
        Outcome outcome = judge(mechanism, parts.group(1), parts.group(2), options.tokens());
        if (!outcome.reply().isPositive()) {
            // The reason comes as a challenge, which the client has to answer before it sees the code (RFC 7628,
            // 3.2.3).
            challenge(TOKEN_REFUSED);
        }
        return outcome;
    }

    private Outcome judge(String mechanism, String user, String secret, Map<String, String> known) {
        boolean right = secret.equals(known.get(user));
        Reply reply = right
                ? Reply.lines("235 2.7.0 Authentication successful")
                : Reply.lines("535 5.7.8 Authentication credentials invalid");
        return new Outcome(reply, new AuthAttempt(connection, mechanism, user, secret, right));
    }

    private String first(@Nullable String initialResponse) throws IOException, Broken {
        return initialResponse == null ? challenge("") : decode(initialResponse);
    }

    private String challenge(String text) throws IOException, Broken {
        wire.write("334 " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\r\n");
        String response = wire.readLine(SmtpConversation.MAXIMUM_LINE).stripTrailing();
        ledger.add(new Command(connection, wire.turn(), response.equals("*") ? "*" : "***"));
        return decode(response);
    }

    private static String decode(String response) throws Broken {
        if (response.equals("*")) {
            throw new Broken(Reply.lines("501 5.7.0 Authentication aborted"));
        }
        if (response.equals("=")) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new Broken(MALFORMED);
        }
    }
}
