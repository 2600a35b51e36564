package io.github.catamail.smtp;

import io.github.catamail.config.MailSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What has been said on a connection, as far as it matters for time-outs, for the log, and for the message when something
 * fails. Not safe for use by several threads.
 */
final class Dialogue {
    private final MailSettings settings;
    private final Clock clock;
    private final ProtocolLog log;
    private final Progress progress;
    private @Nullable Opening opening;
    private Stage stage = Stage.OTHER;
    private String answer = "";
    private boolean aside;
    private @Nullable TlsState tls;
    private @Nullable String mechanism;
    private @Nullable String heloName;

    Dialogue(Submission submission) {
        this.settings = submission.settings();
        this.clock = submission.clock();
        this.log = new ProtocolLog(settings.resource(), submission.debugging());
        this.progress = submission.progress();
    }

    /** Begins anew, with another connection. */
    void begin(Opening wanted) {
        opening = wanted;
        stage = Stage.CONNECT;
        answer = "";
        aside = false;
        tls = null;
        mechanism = null;
        heloName = null;
        log.note("connecting to " + wanted.endpoint());
    }

    /** Returns the connection that was last wanted, or null. */
    @Nullable Opening opening() {
        return opening;
    }

    Stage stage() {
        return stage;
    }

    /** Goes on to a stage that no command begins. */
    void enter(Stage next) {
        stage = next;
        progress.reached(next);
    }

    /** Returns whether the last command, such as RSET or QUIT, is beside the course of the dialogue. */
    boolean isAside() {
        return aside;
    }

    void beAside(boolean besides) {
        aside = besides;
    }

    /** Returns whether a message has been begun, and neither been ended nor been reset. */
    boolean isInTransaction() {
        return stage.isSending() && !aside;
    }

    void introduceAs(String name) {
        heloName = name;
        progress.introducing(name);
    }

    /** Returns the name given in EHLO, or null before that. */
    @Nullable String heloName() {
        return heloName;
    }

    boolean isProtected() {
        return tls != null;
    }

    void protectedBy(SSLSession session) {
        tls = TlsState.of(session);
        log.note(tls.toString());
        progress.secured(session);
    }

    /** The client says something; {@code challenged} if the server's last reply was a challenge of AUTH. */
    void command(String command, boolean challenged) {
        if (stage == Stage.AUTH && challenged) {
            log.clientHidden();
            return;
        }
        expect(command);
        log.client(command);
    }

    /** The client has written a command, and will wait for the reply later. */
    void wrote(String command) {
        log.client(command);
    }

    /** The client waits for the reply to a command. */
    void expect(String command) {
        Stage next = Stage.of(command);
        // Angus resets or ends the dialogue after a refusal; the refusal is what is to be explained.
        aside = next == Stage.OTHER;
        if (!aside) {
            enter(next);
            answer = "";
        }
        if (next == Stage.AUTH) {
            String[] words = command.split(" ", 3);
            mechanism = words.length > 1 ? words[1] : null;
            progress.loggingIn(Objects.toString(mechanism, ""));
        }
    }

    /** The client answers a challenge of AUTH. */
    void secretCommand() {
        log.clientHidden();
    }

    /** The server has said something. */
    void heard(String reply) {
        log.server(reply);
        if (tls != null && !reply.equals("[EOF]")) {
            tls = tls.afterAnswer();
        }
    }

    /** What the server said is the answer to the last command. */
    void answered(String reply) {
        if (!aside) {
            answer = reply;
            progress.heard(stage, reply);
        }
    }

    /** The server has answered the last command. */
    void reply(String reply, int code) {
        heard(reply);
        answered(reply);
        if (stage == Stage.STARTTLS && code == 220) {
            enter(Stage.TLS_HANDSHAKE);
        }
    }

    /** Returns how long the next reply may take. */
    Duration replyTimeout() {
        return stage == Stage.FINAL_DOT || stage == Stage.BODY
                ? settings.timeouts().data()
                : settings.timeouts().read();
    }

    /**
     * Returns what is being tried.
     *
     * @param offered what the server offers for AUTH, or null
     * @throws IllegalStateException if no connection was ever wanted
     */
    Attempt attempt(@Nullable String offered) {
        Opening wanted = opening;
        if (wanted == null) {
            throw new IllegalStateException("not connected");
        }
        return new Attempt(
                settings,
                wanted.endpoint(),
                stage,
                tls,
                wanted.user(),
                mechanism,
                offered,
                token(wanted),
                heloName,
                answer,
                progress);
    }

    private @Nullable TokenClaims token(Opening wanted) {
        return stage == Stage.AUTH && wanted.password() != null && TokenClaims.isUsedBy(mechanism)
                ? TokenClaims.of(wanted.password(), clock.instant())
                : null;
    }
}
