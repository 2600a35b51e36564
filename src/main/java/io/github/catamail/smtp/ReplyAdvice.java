package io.github.catamail.smtp;

import io.github.catamail.config.Provider;
import io.github.catamail.config.Rate;
import io.github.catamail.config.Topic;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What replies of well-known servers mean. The first that fits counts, so the more particular stand first. The texts of the
 * servers are from their public documentation; a test holds the reply of each.
 */
enum ReplyAdvice {
    MICROSOFT_BASIC(
            Stage.AUTH,
            "5\\.7\\.30|[Bb]asic authentication is (not supported|disabled)",
            Topic.AUTH_REJECTED,
            "this server takes OAuth2 tokens only, no passwords: set authMechanisms=\"XOAUTH2\" and give a token as"
                    + " 'password'"),
    MICROSOFT_DISABLED(
            Stage.AUTH,
            "5\\.7\\.139",
            Topic.AUTH_REJECTED,
            "SMTP AUTH is switched off for this mailbox, the tenant, or by its security defaults. The administrator switches"
                    + " it on with: Set-CASMailbox <mailbox> -SmtpClientAuthenticationDisabled $false"),
    GOOGLE_APP_PASSWORD(
            Stage.AUTH,
            // Not by its number: 5.7.9 is "mechanism too weak" everywhere else (RFC 4954, 6).
            "[Aa]pplication-specific password|InvalidSecondFactor",
            Topic.AUTH_REJECTED,
            "Google wants an app password in 'password', not that of the account: the account needs 2-step verification, then"
                    + " make one under Security, App passwords"),
    GOOGLE_PASSWORD(
            Stage.AUTH,
            "5\\.7\\.8.*(gsmtp|google)",
            Topic.AUTH_REJECTED,
            "check 'user' and 'password'. Google takes an app password or OAuth2, never the password of the account"),
    MICROSOFT_PASSWORD(
            Stage.AUTH,
            "5\\.7\\.3 Authentication unsuccessful",
            Topic.AUTH_REJECTED,
            "check 'user' and 'password'. With a token: check its scope, that the service principal has the object id of the"
                    + " enterprise application, and that it may use the mailbox"),
    TOO_MANY_CONNECTIONS(
            null,
            "4\\.3\\.2.*(Concurrent|STOREDRV|sender thread)|concurrent connections",
            Topic.RATE_LIMITED,
            "the server allows fewer connections at a time than are open to it now: lower 'maxTotal' (Microsoft 365 takes"
                    + " 3 for each mailbox: maxTotal=\"3\")"),
    THROTTLED(
            null,
            "[Tt]hrottling|Maximum sending rate|sending rate exceeded|[Pp]eak SMTP relay limit|[Dd]aily .*(quota|limit)"
                    + "|[Rr]ate limit|too many messages",
            Topic.RATE_LIMITED,
            "the server limits how much may be sent; send less or later, or set 'maxRate' to what it allows, such as"
                    + " maxRate=\"10/s\""),
    STARTTLS_FIRST(
            null,
            "^530.*STARTTLS|must issue a STARTTLS",
            Topic.STARTTLS_NEEDED,
            "the server wants TLS first: set tls=\"starttls\""),
    TOO_BIG(
            null,
            "^55\\d[ -]5\\.3\\.4|^55\\d.*(message|size).*(too (big|large)|exceeds)",
            Topic.MESSAGE_REFUSED,
            "the message is larger than the server takes"),
    MICROSOFT_NOT_AUTHENTICATED(null, "5\\.7\\.57", Topic.AUTH_NEEDED, ReplyAdvice.LOGIN),
    MICROSOFT_SEND_AS(
            null,
            "5\\.7\\.60|SendAsDenied",
            Topic.SENDER_REFUSED,
            "the user may not send as this sender: set 'from' to the address of 'user', or give the user the right to send as"
                    + " the other"),
    AUTH_FIRST(Stage.MAIL, "^530|[Aa]uthentication [Rr]equired|AUTH first", Topic.AUTH_NEEDED, ReplyAdvice.LOGIN),
    AUTH_FIRST_RCPT(Stage.RCPT, "^530|[Aa]uthentication [Rr]equired|AUTH first", Topic.AUTH_NEEDED, ReplyAdvice.LOGIN),
    RELAY_DENIED(Stage.RCPT, "[Rr]elay", Topic.AUTH_NEEDED, ReplyAdvice.RELAY),
    RELAY_DENIED_AT_ONCE(Stage.MAIL, "[Rr]elay", Topic.AUTH_NEEDED, ReplyAdvice.RELAY),
    SENDER(
            Stage.MAIL,
            "^5",
            Topic.SENDER_REFUSED,
            "the server refuses the sender: use an address that the user may send from ('from', 'mail.smtp.from')"),
    SENDER_LATER(
            null,
            "^(55\\d).*([Ss]ender.*(not owned|rejected|denied)|not owned by user)",
            Topic.SENDER_REFUSED,
            "the server refuses the sender: use an address that the user may send from ('from', 'mail.smtp.from')"),
    AUTH_LATER(
            Stage.AUTH,
            "^4",
            Topic.RATE_LIMITED,
            "the server cannot check logins now, or not so many of them; try again later"),
    AUTH_WEAK(
            Stage.AUTH,
            "^538|^534",
            Topic.AUTH_REJECTED,
            "the server does not take this mechanism on this connection: try others with 'authMechanisms', and TLS"),
    AUTH(Stage.AUTH, "", Topic.AUTH_REJECTED, "check 'user' and 'password'"),
    HELO(
            Stage.EHLO,
            "^5",
            Topic.HELO_REFUSED,
            "the server refuses the name that this machine introduced itself with: set 'heloName' to its full host name"),
    BUSY(
            null,
            "^421",
            Topic.RATE_LIMITED,
            "the server is busy, going down, or does not want more from this machine now; try again later"),
    RECIPIENT_FULL(
            Stage.RCPT,
            "^552|^4.*4\\.2\\.2",
            Topic.RECIPIENT_REFUSED,
            "the recipient's mailbox is full; try again later"),
    RECIPIENT_LATER(Stage.RCPT, "^4", Topic.RECIPIENT_REFUSED, "the refusal is temporary; try again later"),
    RECIPIENT(Stage.RCPT, "", Topic.RECIPIENT_REFUSED, "correct the address, or take it out of the message"),
    TEMPORARY(null, "^4", Topic.MESSAGE_REFUSED, "the refusal is temporary; try again later"),
    REFUSED(null, "", Topic.MESSAGE_REFUSED, "the refusal is final; the reply says what the server does not like");

    private static final String LOGIN =
            "the server wants a login: give 'user' and 'password', and switch it off neither with"
                    + " 'authentication' nor with 'mail.smtp.auth'";
    private static final String RELAY =
            "the server does not pass mail on for this machine without a login: give 'user' and"
                    + " 'password', or have the machine allowed to relay";

    private final @Nullable Stage stage;

    @SuppressWarnings("ImmutableEnumChecker") // patterns are immutable, but not marked so
    private final Pattern pattern;

    private final Topic topic;
    private final String advice;

    ReplyAdvice(@Nullable Stage stage, String pattern, Topic topic, String advice) {
        this.stage = stage;
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
        this.topic = topic;
        this.advice = advice;
    }

    /** Returns what fits a reply; {@link #REFUSED} fits every one. */
    static ReplyAdvice of(Stage stage, String reply) {
        return Arrays.stream(values())
                .filter(advice -> (advice.stage == null || advice.stage == stage)
                        && advice.pattern.matcher(reply).find())
                .findFirst()
                .orElse(REFUSED);
    }

    Topic topic() {
        return topic;
    }

    /** Returns the rest of a sentence, without its full stop. */
    String advice() {
        return advice;
    }

    /** Returns whether it depends on the user and the password, or the token, which the server has looked at. */
    boolean isAboutCredentials() {
        return this == AUTH || this == GOOGLE_PASSWORD || this == MICROSOFT_PASSWORD;
    }

    /** Returns the rest of a sentence for what is configured, and for somebody who may have logged in before. */
    String adviceFor(Attempt attempt) {
        Rate rate = attempt.settings().pool().maxRate();
        if (topic == Topic.AUTH_NEEDED && attempt.mechanism() != null) {
            return "the login was accepted, and yet the server does not take this mail from " + attempt.user()
                    + ". Ask its administrator what this user may send, or give another 'user'";
        }
        if (topic == Topic.AUTH_NEEDED && attempt.settings().authentication().switchedOff()) {
            return "the server wants a login, and it is switched off here ('authentication' is \"none\", or 'mail.smtp.auth'"
                    + " is \"false\"): write authentication=\"required\" in its place";
        }
        Provider provider = Provider.ofHost(attempt.endpoint().host());
        if (this == AUTH && provider != null) {
            return advice + ": " + provider.loginHint();
        }
        return this == THROTTLED && rate != null
                ? "the server limits how much may be sent; send less or later, or lower 'maxRate', which is \"" + rate
                        + "\" here"
                : advice;
    }
}
