package io.github.catamail.smtp;

import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import org.jspecify.annotations.Nullable;

/**
 * What was being tried when something failed, for the message about it.
 *
 * @param settings the settings of the resource
 * @param endpoint the server
 * @param stage how far the dialogue had come
 * @param tls the TLS of the connection, or null before it
 * @param user the user to log in as, or null
 * @param mechanism the SASL mechanism in use, or null
 * @param offered what the server offers for AUTH, or null where it offers none
 * @param token what the token says with which a login was tried, or null where it was none
 * @param heloName the name given in EHLO, or null before that
 * @param reply the last reply of the server, empty for none
 * @param progress is told what failed
 */
record Attempt(
        MailSettings settings,
        Endpoint endpoint,
        Stage stage,
        @Nullable TlsState tls,
        @Nullable String user,
        @Nullable String mechanism,
        @Nullable String offered,
        @Nullable TokenClaims token,
        @Nullable String heloName,
        String reply,
        Progress progress) {
    private static final int LONGEST_QUOTE = 2000;

    Attempt {
        reply = cut(reply);
    }

    /** Cuts what a server says to what a person reads, and patterns can be sought in without delay. */
    static String cut(String said) {
        return said.length() <= LONGEST_QUOTE ? said : said.substring(0, LONGEST_QUOTE) + "...";
    }

    /** Returns {@code mail/Session: <what> smtp.example.com:587 (STARTTLS, TLSv1.3)}. */
    String tried(String what) {
        String version = tls == null ? "" : ", " + tls.version();
        return settings.resource() + ": " + what + " " + endpoint.address() + " (" + endpoint.security() + version
                + ")";
    }

    /** Tells of a failure, which is explained once. */
    Explanation told(Explanation explanation) {
        String cure = explanation.cure();
        progress.failed(
                explanation.topic(),
                explanation.what(),
                cure.isEmpty() ? "" : Character.toUpperCase(cure.charAt(0)) + cure.substring(1));
        return explanation;
    }

    /** Returns whether the server has said nothing yet over TLS: it may still be refusing the client's certificate. */
    boolean isFreshTls() {
        return tls != null && !tls.answered();
    }

    /** Returns what was waited for. */
    String waitedFor() {
        return stage == Stage.AUTH && mechanism != null ? "AUTH " + mechanism : stage.toString();
    }

    /** Returns the reply as one line in quotes. */
    String quotedReply() {
        return quoted(reply);
    }

    /** Returns what a server says as one line in quotes. */
    static String quoted(String said) {
        return "\"" + said.strip().replaceAll("\\s*\\R\\s*", " / ").replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /** Returns the reply code, or -1 where there is none. */
    int code() {
        return reply.matches("(?s)\\d{3}([ -].*|\\s*)") ? Integer.parseInt(reply.substring(0, 3)) : -1;
    }

    /** Returns whether what was said in answer to the last command is no reply of SMTP (RFC 5321, 4.2). */
    boolean isForeign() {
        return !reply.isBlank() && code() < 0;
    }

    /** Returns whether the dialogue ended because the server closed the connection. */
    boolean endOfFile() {
        return reply.strip().equals("[EOF]");
    }
}
