package io.github.catamail.smtp;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * What failures mean that somebody else met and wrote down, such as those in a log: in the words that Catamail has for the same
 * when it meets them itself.
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class Hearsay {
    private static final Pattern LOGIN = Pattern.compile(
            "^(334|535|534|538)\\b|AuthenticationFailed|5\\.7\\.(3|8|9|30|139)\\b.*([Aa]uthent|[Pp]assword|[Cc]redential)");
    private static final Pattern GREETED = Pattern.compile("HELO|EHLO|hello", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENDER = Pattern.compile(
            "^530|SMTPSenderFailed|MAIL FROM|[Ss]ender (address )?(rejected|denied|refused)|not owned by user");
    private static final Pattern RECIPIENT = Pattern.compile(
            "SMTPAddressFailed|SendFailedException: Invalid|RCPT TO|[Rr]elay|[Uu]ser unknown|[Rr]ecipient");

    private Hearsay() {}

    /**
     * What something means.
     *
     * @param topic what it is about
     * @param what what is so, without a full stop; empty where that is in what was reported
     * @param cure what to do, without a full stop; empty where {@code what} says it
     */
    public record Meaning(Topic topic, String what, String cure) {}

    /**
     * Returns what a reply of a server means (RFC 5321, 4.2).
     *
     * @param reply the reply, from its code on
     * @param context what stands around it, such as the name of the exception; it tells which command was refused
     */
    public static Meaning ofReply(String reply, String context) {
        Stage stage = stage(reply, context);
        if (stage == Stage.AUTH && reply.startsWith("334")) {
            Attempt attempt = attempt(new Endpoint("x", 587, ConnectionSecurity.STARTTLS), stage, reply.strip());
            return meaning(ReplyFailures.auth(attempt), attempt);
        }
        ReplyAdvice advice = ReplyAdvice.of(stage, Attempt.cut(reply));
        return new Meaning(advice.topic(), "", ReplyFailures.capital(advice.advice()));
    }

    /** Returns what it means that a server greeted so, or closed the connection, which is {@code [EOF]}, before it did. */
    public static Meaning ofGreeting(String greeting, String host, int port) {
        Attempt attempt = attempt(endpoint(host, port), Stage.GREETING, greeting);
        Explanation explanation = attempt.endOfFile()
                ? IoFailures.explain(attempt, new IOException(greeting))
                : ReplyFailures.greeting(attempt);
        return meaning(explanation, attempt);
    }

    /** Returns what it means that no connection could be opened to this server, for this reason. */
    public static Meaning ofConnecting(IOException failure, String host, int port) {
        Attempt attempt = attempt(endpoint(host, port), Stage.CONNECT, "");
        return meaning(IoFailures.explain(attempt, failure), attempt);
    }

    /** Returns what it means that a TLS handshake with this server failed with this message. */
    public static Meaning ofHandshake(String said, String host, int port) {
        Attempt attempt = attempt(new Endpoint(host, port, ConnectionSecurity.IMPLICIT_TLS), Stage.TLS_HANDSHAKE, "");
        return meaning(TlsFailures.handshake(attempt, new SSLException(said)), attempt);
    }

    private static Stage stage(String reply, String context) {
        String all = reply + " " + context;
        if (LOGIN.matcher(all).find()) {
            return Stage.AUTH;
        }
        if (GREETED.matcher(reply).find()) {
            return Stage.EHLO;
        }
        if (SENDER.matcher(all).find()) {
            return Stage.MAIL;
        }
        return RECIPIENT.matcher(all).find() ? Stage.RCPT : Stage.OTHER;
    }

    private static Endpoint endpoint(String host, int port) {
        return new Endpoint(host, port, ConnectionSecurity.NONE);
    }

    private static Attempt attempt(Endpoint endpoint, Stage stage, String reply) {
        MailSettings settings = SettingsParser.read(
                Map.of("host", "localhost"), Path.of(""), /* strictByDefault= */ true, new Problems("mail"));
        return new Attempt(settings, endpoint, stage, null, null, null, null, null, null, reply, Progress.NONE);
    }

    /** Leaves out what was tried: nobody tried it here. */
    private static Meaning meaning(Explanation explanation, Attempt attempt) {
        String server = attempt.endpoint().address() + " (" + attempt.endpoint().security() + ")";
        int end = explanation.what().indexOf(server) + server.length();
        int colon = explanation.what().indexOf(": ", end);
        return new Meaning(
                explanation.topic(),
                ReplyFailures.capital(explanation.what().substring(colon + 2)),
                explanation.cure());
    }
}
