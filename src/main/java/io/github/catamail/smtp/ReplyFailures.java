package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains refusals: the server answered, and the answer was not what was hoped for.
 *
 * <p>Refers to no class of Jakarta Mail, so that the command explains errors where those are missing.
 */
final class ReplyFailures {
    private static final String BAD_TOKEN = "the token in 'password' is expired, or for another scope or user";

    private ReplyFailures() {}

    static Explanation greeting(Attempt attempt) {
        String tried = attempt.tried("no SMTP session with");
        if (attempt.code() < 0) {
            return new Explanation(
                    Topic.BAD_GREETING,
                    tried + ": what answers there does not speak SMTP: " + attempt.quotedReply(),
                    "Check 'host' and 'port'"
                            + (attempt.endpoint().security() == ConnectionSecurity.IMPLICIT_TLS
                                    ? ""
                                    : "; if the port speaks TLS from the first byte, set tls=\"implicit\""));
        }
        ReplyAdvice advice = ReplyAdvice.of(Stage.GREETING, attempt.reply());
        boolean busy = advice.topic() == Topic.RATE_LIMITED || attempt.code() / 100 == 4;
        return new Explanation(
                busy ? Topic.RATE_LIMITED : Topic.BAD_GREETING,
                tried + ": the server greeted with " + attempt.quotedReply(),
                busy
                        ? capital(ReplyAdvice.BUSY.advice())
                        : "It does not want this machine as a client: check 'host', and whether the address of this"
                                + " machine is allowed or blocked there");
    }

    /** Something has answered that began as a mail server. */
    static Explanation foreign(Attempt attempt) {
        return new Explanation(
                Topic.BAD_GREETING,
                attempt.tried("gave up on") + ": to " + attempt.waitedFor() + " it said " + attempt.quotedReply()
                        + ", which is no reply of SMTP",
                ". ",
                "A proxy or another kind of server may be in between, or there in place of the mail server: check 'host'"
                        + " and 'port'",
                IoFailures.notSent(attempt));
    }

    static Explanation ehlo(Attempt attempt) {
        ReplyAdvice advice = ReplyAdvice.of(Stage.EHLO, attempt.reply());
        String name = advice.topic() == Topic.HELO_REFUSED ? " to the name \"" + attempt.heloName() + "\"" : "";
        return new Explanation(
                advice.topic(),
                attempt.tried("no SMTP session with") + ": the server said " + attempt.quotedReply() + name,
                capital(advice.advice()));
    }

    static Explanation starttlsNotOffered(Attempt attempt) {
        boolean login = attempt.settings().authentication().credentials() != null;
        return new Explanation(
                Topic.STARTTLS_NOT_OFFERED,
                attempt.tried("no TLS connection with") + ": the server does not offer STARTTLS",
                ". Nothing was sent. ",
                "If it speaks TLS from the first byte, set tls=\"implicit\"; only if the network up to the server can be"
                        + " trusted, tls=\"none\"" + (login ? ", which sends the password in clear" : ""));
    }

    static Explanation starttlsRefused(Attempt attempt) {
        return new Explanation(
                Topic.STARTTLS_NOT_OFFERED,
                attempt.tried("no TLS connection with") + ": the server offers STARTTLS but refused it with "
                        + attempt.quotedReply(),
                ". Nothing was sent. ",
                "Try again later, or try tls=\"implicit\" with port 465");
    }

    static Explanation authNotOffered(Attempt attempt) {
        boolean clear = attempt.endpoint().security() == ConnectionSecurity.NONE;
        return new Explanation(
                Topic.AUTH_NOT_OFFERED,
                attempt.tried("could not log in to") + " as " + attempt.user() + ": the server does not offer AUTH",
                ". Nothing was sent without a login. ",
                (clear ? "Many servers offer it over TLS only: set tls=\"starttls\". " : "")
                        + "If the server needs no login, remove 'user' and 'password'");
    }

    /** An application connects to a server of its own without saying as whom, though the session is one that logs in. */
    static Explanation noPassword(Attempt attempt) {
        return new Explanation(
                Topic.AUTH_NEEDED,
                attempt.tried("could not log in to") + ": no password was given for this server",
                "The login of the resource is for its own servers only; an application that names another server, or"
                        + " another user, has to name a password too");
    }

    static Explanation noCommonMechanism(Attempt attempt) {
        List<String> allowed = attempt.settings().authentication().mechanisms();
        String ours = allowed.isEmpty() ? "LOGIN PLAIN DIGEST-MD5 NTLM" : String.join(" ", allowed);
        return new Explanation(
                Topic.NO_COMMON_MECHANISM,
                attempt.tried("could not log in to") + " as " + attempt.user() + ": the server offers "
                        + attempt.offered() + ", allowed here are " + ours,
                "Set 'authMechanisms' to one that the server offers (XOAUTH2 takes a token as 'password')");
    }

    static Explanation auth(Attempt attempt) {
        String reply = decoded(attempt.reply());
        ReplyAdvice advice = ReplyAdvice.of(Stage.AUTH, attempt.reply());
        String said = attempt.tried("could not log in to") + " as " + attempt.user()
                + (attempt.mechanism() == null ? "" : " with " + attempt.mechanism()) + ": the server said "
                + (reply == null ? attempt.quotedReply() : "\"" + reply + "\"");
        TokenClaims token = attempt.token();
        if (token != null && advice.isAboutCredentials()) {
            String claims = token.text();
            return new Explanation(
                    advice.topic(),
                    claims.isEmpty() ? said : said + ". " + claims,
                    capital(token.advice(attempt.user(), tokenAdvice(advice))));
        }
        return new Explanation(advice.topic(), said, capital(reply == null ? advice.adviceFor(attempt) : BAD_TOKEN));
    }

    /** What to do about a token that shows nothing that is wrong. */
    private static String tokenAdvice(ReplyAdvice advice) {
        return advice == ReplyAdvice.MICROSOFT_PASSWORD
                ? BAD_TOKEN + ". " + capital(TokenClaims.CHECK_LIST)
                : BAD_TOKEN;
    }

    /** XOAUTH2 answers a bad token with a JSON text in Base64 before the reply that counts. */
    private static @Nullable String decoded(String reply) {
        if (!reply.startsWith("334 ")) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(reply.substring(4).strip());
            String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
            return text.startsWith("{") ? "334 " + text : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** The server refused MAIL, DATA or the message. */
    static Explanation message(Attempt attempt) {
        ReplyAdvice advice = ReplyAdvice.of(attempt.stage(), attempt.reply());
        return new Explanation(
                advice.topic(),
                attempt.tried("could not send through") + ": to " + attempt.stage() + " the server said "
                        + attempt.quotedReply(),
                ". The message was not sent: ",
                advice.adviceFor(attempt));
    }

    /** The server has the whole message, and its answer says neither that it takes it nor that it does not. */
    static Explanation undecided(Attempt attempt) {
        return new Explanation(
                Topic.OUTCOME_UNKNOWN,
                attempt.tried("sent a whole message to") + ", then the server said " + attempt.quotedReply()
                        + ", which is no proper answer",
                "The message may or may not have been accepted: look for it in the server's log before sending it again");
    }

    static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
