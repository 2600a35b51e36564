package io.github.catamail.functional;

import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.ClosingServer;
import io.github.catamail.testing.smtp.misbehaviour.GarbageGreeting;
import io.github.catamail.testing.smtp.misbehaviour.GarbageReply;
import io.github.catamail.testing.smtp.misbehaviour.Greets421;
import io.github.catamail.testing.smtp.misbehaviour.Greets554;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import io.github.catamail.testing.smtp.misbehaviour.RejectsAuth;
import io.github.catamail.testing.smtp.misbehaviour.Replies421;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator reads when a server cannot be reached, hangs up, or says no. */
@Timeout(60)
final class RefusalTest {
    private static final String LOGIN_ADVICE =
            "the server wants a login: give 'user' and 'password', and switch it off neither"
                    + " with 'authentication' nor with 'mail.smtp.auth'";
    private static final String LATER =
            "he server is busy, going down, or does not want more from this machine now; try again" + " later";

    // --- no connection

    @Test
    void aPortWhereNothingListensIsNamed() throws Exception {
        int port;
        try (SmtpSink gone = SmtpSink.builder().start()) {
            port = gone.port();
        }
        MailConnectException failure = failure(Resource.mail().at("localhost", port), MailConnectException.class);
        assertThat(failure)
                .hasMessage("Session: could not connect to localhost:" + port + " (no TLS): nothing accepts connections"
                        + " there (Connection refused). Check 'host' and 'port', and that the mail server is running"
                        + " [connect-failed]")
                .hasCauseInstanceOf(ConnectException.class);
        assertThat(failure.getHost()).isEqualTo("localhost");
        assertThat(failure.getPort()).isEqualTo(port);
    }

    @Test
    void aHostWithoutAnAddressIsNamed() throws Exception {
        assertThat(failure(Resource.mail().at("mail.invalid", 25), MessagingException.class))
                .hasMessage("Session: could not connect to mail.invalid:25 (no TLS): the name \"mail.invalid\" has no"
                        + " address. Check 'host', and that this machine can resolve it [unknown-host]")
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void aServerThatClosesAtOnceIsNamed() throws Exception {
        try (MisbehavingServer server = ClosingServer.at(Stage.GREETING)) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage(
                            "Session: no greeting from localhost:" + server.port() + " (no TLS): the server closed the"
                                    + " connection. Is this machine allowed to use it? If the port speaks TLS from the first byte,"
                                    + " set tls=\"implicit\" [connection-closed]")
                    .hasCauseInstanceOf(MessagingException.class);
        }
    }

    // --- no session

    @Test
    void whatDoesNotSpeakSmtpIsShown() throws Exception {
        try (MisbehavingServer server = new GarbageGreeting()) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage(
                            "Session: no SMTP session with localhost:" + server.port() + " (no TLS): what answers there"
                                    + " does not speak SMTP: \"HTTP/1.1 400 Bad Request\". Check 'host' and 'port'; if the port"
                                    + " speaks TLS from the first byte, set tls=\"implicit\" [bad-greeting]");
        }
    }

    /** For a reply after the message see {@link #whatIsNoReplyToAMessageLeavesItOpen}. */
    @ParameterizedTest
    @CsvSource({
        "EHLO, EHLO, ''",
        "AUTH, AUTH LOGIN, ''",
        "MAIL, MAIL FROM, '. The message was not sent'",
        "RCPT, RCPT TO, '. The message was not sent'",
        "DATA, DATA, '. The message was not sent'"
    })
    void whatDoesNotSpeakSmtpAnyMoreIsShown(Stage stage, String command, String unsent) throws Exception {
        try (MisbehavingServer server = GarbageReply.to(
                stage, SmtpSink.builder().user(USER, PASSWORD).without("CHUNKING"), "HTTP/1.1 502 Bad Gateway")) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage("Session: gave up on localhost:" + server.port() + " (no TLS): to " + command
                            + " it said \"HTTP/1.1 502 Bad Gateway\", which is no reply of SMTP. A proxy or another kind of"
                            + " server may be in between, or there in place of the mail server: check 'host' and 'port'"
                            + unsent + " [bad-greeting]");
        }
    }

    @Test
    void whatIsNoReplyToAMessageLeavesItOpen() throws Exception {
        try (MisbehavingServer server =
                GarbageReply.to(Stage.FINAL_DOT, SmtpSink.builder().user(USER, PASSWORD), "HTTP/1.1 502 Bad Gateway")) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage(
                            "Session: sent a whole message to localhost:" + server.port() + " (no TLS), then the server"
                                    + " said \"HTTP/1.1 502 Bad Gateway\", which is no proper answer. The message may or may not"
                                    + " have been accepted: look for it in the server's log before sending it again"
                                    + " [outcome-unknown]");
        }
    }

    @Test
    void aServerThatIsBusySaysSo() throws Exception {
        try (MisbehavingServer server = new Greets421()) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage(
                            "Session: no SMTP session with localhost:" + server.port() + " (no TLS): the server greeted"
                                    + " with \"421 4.7.0 sink.test Error: too many connections\". T" + LATER
                                    + " [rate-limited]");
        }
    }

    @Test
    void aServerThatDoesNotWantThisMachineSaysSo() throws Exception {
        try (MisbehavingServer server = new Greets554()) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage(refusesThisMachine(server));
            // The answer to QUIT is not taken for the reason.
            assertThat(failure(
                            withLogin(server.port())
                                    .with("mail.smtp.quitonsessionreject", "true")
                                    .with("mail.smtp.quitwait", "true"),
                            MessagingException.class))
                    .hasMessage(refusesThisMachine(server));
        }
    }

    private static String refusesThisMachine(MisbehavingServer server) {
        return "Session: no SMTP session with localhost:" + server.port()
                + " (no TLS): the server greeted with \"554 5.7.1"
                + " sink.test No SMTP service for you\". It does not want this machine as a client: check 'host', and"
                + " whether the address of this machine is allowed or blocked there [bad-greeting]";
    }

    @Test
    void aHeloNameThatTheServerDoesNotTakeIsNamed() throws Exception {
        try (MisbehavingServer server = Rejects.ehloName()) {
            assertThat(failure(withLogin(server.port()).with("heloName", "build7"), MessagingException.class))
                    .hasMessage(
                            "Session: no SMTP session with localhost:" + server.port() + " (no TLS): the server said"
                                    + " \"501 Syntactically invalid HELO argument(s)\" to the name \"build7\". The server refuses"
                                    + " the name that this machine introduced itself with: set 'heloName' to its full host name"
                                    + " [helo-refused]");
        }
    }

    @Test
    void aServerThatShutsDownAtEhloIsQuotedAndNotAskedAgain() throws Exception {
        try (MisbehavingServer server = Replies421.at(Stage.EHLO)) {
            assertThat(failure(withLogin(server.port()), MessagingException.class))
                    .hasMessage(
                            "Session: no SMTP session with localhost:" + server.port() + " (no TLS): the server said"
                                    + " \"421 4.3.2 sink.test Service shutting down\". T" + LATER + " [rate-limited]");
            assertThat(server.sink().commands()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"EHLO, EHLO", "AUTH, AUTH LOGIN"})
    void aServerThatHangsUpBeforeTheMailIsNamedWithTheStage(Stage stage, String during) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            try (MisbehavingServer server = reset ? ClosingServer.resettingAt(stage) : ClosingServer.at(stage)) {
                assertThat(failure(withLogin(server.port()), MessagingException.class))
                        .hasMessage("Session: could not open a session with localhost:" + server.port()
                                + " (no TLS): the connection broke during " + during + " ("
                                + (reset ? "Connection reset" : "closed by the server")
                                + "). Look into the server's log for the reason [connection-closed]")
                        .hasCauseInstanceOf(MessagingException.class)
                        .isNotInstanceOf(AuthenticationFailedException.class);
            }
        }
    }

    // --- login

    @ParameterizedTest
    @EnumSource(LoginRefusal.class)
    void aRefusedLoginIsExplained(LoginRefusal refusal) throws Exception {
        try (MisbehavingServer server = RejectsAuth.with(refusal.reply.split("\n"))) {
            AuthenticationFailedException failure =
                    failure(withLogin(server.port()), AuthenticationFailedException.class);
            assertThat(failure)
                    .hasMessage("Session: could not log in to localhost:" + server.port()
                            + " (no TLS) as app@example.com" + " with LOGIN: the server said \""
                            + refusal.reply.replace("\n", " / ") + "\". " + refusal.advice)
                    .hasCauseInstanceOf(AuthenticationFailedException.class);
            assertThat(server.sink().logins()).hasSize(1);
            assertThat(server.sink().commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    /** Replies of servers that many people use, as their users report them. */
    enum LoginRefusal {
        ANY("Check 'user' and 'password' [auth-rejected]", "535 5.7.8 Error: authentication failed"),
        GMAIL(
                "Check 'user' and 'password'. Google takes an app password or OAuth2, never the password of the account"
                        + " [auth-rejected]",
                "535-5.7.8 Username and Password not accepted. For more information, go to",
                "535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1-2.1 - gsmtp"),
        GMAIL_TWO_STEPS(
                "Google wants an app password in 'password', not that of the account: the account needs 2-step"
                        + " verification, then make one under Security, App passwords [auth-rejected]",
                "534-5.7.9 Application-specific password required. For more information, go to",
                "534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor a1-2.1 - gsmtp"),
        MICROSOFT_TENANT(
                "SMTP AUTH is switched off for this mailbox, the tenant, or by its security defaults. The administrator"
                        + " switches it on with: Set-CASMailbox <mailbox> -SmtpClientAuthenticationDisabled $false"
                        + " [auth-rejected]",
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit"
                        + " https://aka.ms/smtp_auth_disabled for more information."),
        MICROSOFT_BASIC_DISABLED(
                "This server takes OAuth2 tokens only, no passwords: set authMechanisms=\"XOAUTH2\" and give a token as"
                        + " 'password' [auth-rejected]",
                "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."),
        MICROSOFT_BASIC_GONE(
                "This server takes OAuth2 tokens only, no passwords: set authMechanisms=\"XOAUTH2\" and give a token as"
                        + " 'password' [auth-rejected]",
                "550 5.7.30 Basic authentication is not supported for Client Submission."),
        MICROSOFT(
                "Check 'user' and 'password'. With a token: check its scope, that the service principal has the object id"
                        + " of the enterprise application, and that it may use the mailbox [auth-rejected]",
                "535 5.7.3 Authentication unsuccessful [AM0PR01CA0001.eurprd01.prod.outlook.com]"),
        MICROSOFT_CONNECTIONS(
                "The server allows fewer connections at a time than are open to it now: lower 'maxTotal'"
                        + " (Microsoft 365 takes 3 for each mailbox: maxTotal=\"3\") [rate-limited]",
                "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending"),
        LATER(
                "The server cannot check logins now, or not so many of them; try again later [rate-limited]",
                "454 4.7.0 Temporary authentication failure: Connection lost to authentication server"),
        WEAK(
                "The server does not take this mechanism on this connection: try others with 'authMechanisms', and TLS"
                        + " [auth-rejected]",
                "534 5.7.9 Authentication mechanism is too weak");

        private final String advice;
        private final String reply;

        LoginRefusal(String advice, String... reply) {
            this.advice = advice;
            this.reply = String.join("\n", reply);
        }
    }

    // --- sender, DATA, message

    @ParameterizedTest
    @EnumSource(MailRefusal.class)
    void aRefusedMessageIsExplained(MailRefusal refusal) throws Exception {
        try (MisbehavingServer server = Rejects.at(refusal.stage, SmtpSink.builder(), refusal.reply)) {
            SMTPSendFailedException failure =
                    failure(Resource.mail().at("localhost", server.port()), SMTPSendFailedException.class);
            assertThat(failure)
                    .hasMessage("Session: could not send through localhost:" + server.port() + " (no TLS): to "
                            + refusal.what() + " the server said \"" + refusal.reply + "\". The message was not sent: "
                            + refusal.advice);
            assertThat(failure.getReturnCode()).isEqualTo(Integer.parseInt(refusal.reply.substring(0, 3)));
            assertThat(failure.getCommand()).startsWith(refusal.command());
            assertThat(failure.getValidUnsentAddresses())
                    .extracting(Object::toString)
                    .containsExactly("to@example.com");
            assertThat(failure.getCause())
                    .isInstanceOf(SendFailedException.class)
                    .hasMessageContaining(refusal.reply);
            assertThat(server.sink().mails()).isEmpty();
        }
    }

    /** Refusals at MAIL, DATA and the end. */
    enum MailRefusal {
        SENDER(
                Stage.MAIL,
                "553 5.7.1 Sender address rejected",
                "the server refuses the sender: use an address that the user may send from ('from', 'mail.smtp.from')"
                        + " [sender-refused]"),
        SEND_AS(
                Stage.MAIL,
                "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
                "the user may not send as this sender: set 'from' to the address of 'user', or give the user the right to"
                        + " send as the other [sender-refused]"),
        LOGIN(Stage.MAIL, "530 5.7.0 Authentication required", LOGIN_ADVICE + " [auth-needed]"),
        MICROSOFT_LOGIN(
                Stage.MAIL, "530 5.7.57 Client not authenticated to send mail", LOGIN_ADVICE + " [auth-needed]"),
        RELAY(
                Stage.MAIL,
                "550 relay denied",
                "the server does not pass mail on for this machine without a login: give 'user' and 'password', or have"
                        + " the machine allowed to relay [auth-needed]"),
        STARTTLS(
                Stage.MAIL,
                "530 5.7.0 Must issue a STARTTLS command first",
                "the server wants TLS first: set tls=\"starttls\" [starttls-needed]"),
        THROTTLED(
                Stage.MAIL,
                "454 Throttling failure: Maximum sending rate exceeded.",
                "the server limits how much may be sent; send less or later, or set 'maxRate' to what it"
                        + " allows, such as maxRate=\"10/s\" [rate-limited]"),
        SENDER_LATER(
                Stage.MAIL, "451 4.3.0 Out of order", "the refusal is temporary; try again later [message-refused]"),
        SHUTDOWN(Stage.MAIL, "421 4.3.2 Service shutting down", "t" + LATER + " [rate-limited]"),
        DATA(
                Stage.DATA,
                "554 5.5.1 No",
                "the refusal is final; the reply says what the server does not like [message-refused]"),
        DATA_LATER(Stage.DATA, "451 4.3.0 Later", "the refusal is temporary; try again later [message-refused]"),
        SPAM(
                Stage.FINAL_DOT,
                "554 5.7.1 Spam",
                "the refusal is final; the reply says what the server does not like [message-refused]"),
        TOO_BIG(
                Stage.FINAL_DOT,
                "552 5.3.4 Message size exceeds the limit",
                "the message is larger than the server takes [message-refused]"),
        GREYLISTED(
                Stage.FINAL_DOT, "451 4.7.1 Greylisted", "the refusal is temporary; try again later [message-refused]"),
        MICROSOFT_SEND_AS_LATER(
                Stage.FINAL_DOT,
                "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied",
                "the user may not send as this sender: set 'from' to the address of 'user', or give the user the right to"
                        + " send as the other [sender-refused]");

        private final Stage stage;
        private final String reply;
        private final String advice;

        MailRefusal(Stage stage, String reply, String advice) {
            this.stage = stage;
            this.reply = reply;
            this.advice = advice;
        }

        String what() {
            return stage == Stage.MAIL ? "MAIL FROM" : stage == Stage.DATA ? "DATA" : "the end of the message";
        }

        String command() {
            return stage == Stage.MAIL ? "MAIL FROM:<app@example.com>" : stage == Stage.DATA ? "DATA" : ".";
        }
    }

    @Test
    void aRefusedSenderStaysInTheChain() throws Exception {
        try (MisbehavingServer server = Rejects.mail("550 5.1.7 Bad sender")) {
            SMTPSendFailedException failure =
                    failure(Resource.mail().at("localhost", server.port()), SMTPSendFailedException.class);
            assertThat(failure.getNextException()).isInstanceOf(SMTPSenderFailedException.class);
        }
    }

    @Test
    void wantingALoginAfterOneIsExplainedOtherwise() throws Exception {
        try (SmtpSink server = SmtpSink.builder()
                .user(Sending.USER, Sending.PASSWORD)
                .reply(Stage.MAIL, "530 5.7.1 Authentication required")
                .start()) {
            assertThat(failure(withLogin(server.port()), SMTPSendFailedException.class))
                    .hasMessage(
                            "Session: could not send through localhost:" + server.port() + " (no TLS): to MAIL FROM the"
                                    + " server said \"530 5.7.1 Authentication required\". The message was not sent: the login was"
                                    + " accepted, and yet the server does not take this mail from app@example.com. Ask its"
                                    + " administrator what this user may send, or give another 'user' [auth-needed]");
        }
    }

    // --- recipients

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 User unknown | Correct the address, or take it out of the message [recipient-refused]",
                "450 4.2.1 Later | The refusal is temporary; try again later [recipient-refused]",
                "552 5.2.2 Full | The recipient's mailbox is full; try again later [recipient-refused]",
                "554 5.7.1 Relay access denied | The server does not pass mail on for this machine without a login: give"
                        + " 'user' and 'password', or have the machine allowed to relay [auth-needed]",
                "530 5.7.1 Authentication required | The server wants a login: give 'user' and 'password', and switch it"
                        + " off neither with 'authentication' nor with 'mail.smtp.auth' [auth-needed]",
                "553 5.7.1 Sender address rejected: not owned by user x | The server refuses the sender: use an address"
                        + " that the user may send from ('from', 'mail.smtp.from') [sender-refused]",
                "421 4.7.0 Too busy | The server is busy, going down, or does not want more from this machine now; try"
                        + " again later [rate-limited]"
            })
    void aRefusedRecipientIsExplained(String reply, String advice) throws Exception {
        try (MisbehavingServer server = Rejects.at(Stage.RCPT, SmtpSink.builder(), reply)) {
            SendFailedException failure =
                    failure(Resource.mail().at("localhost", server.port()), SendFailedException.class);
            assertThat(failure)
                    .hasMessage("Session: recipients were refused by localhost:" + server.port()
                            + " (no TLS): to@example.com (\"" + reply + "\"). The message was sent to nobody. "
                            + advice)
                    .hasCauseInstanceOf(SMTPAddressFailedException.class);
            assertThat(server.sink().mails()).isEmpty();
        }
    }

    // --- lost connections

    @ParameterizedTest
    @CsvSource({"MAIL, MAIL FROM", "RCPT, RCPT TO", "DATA, DATA"})
    void aConnectionLostBeforeTheEndSentNothing(Stage stage, String during) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            try (MisbehavingServer server = reset
                    ? ClosingServer.resettingAt(stage, SmtpSink.builder())
                    : ClosingServer.at(stage, SmtpSink.builder())) {
                // A reset takes replies with it that have not been read yet, so that there must be none.
                Resource resource =
                        Resource.mail().at("localhost", server.port()).with("pipelining", Boolean.toString(!reset));
                MessagingException failure = failure(resource, MessagingException.class);
                assertThat(failure)
                        .hasMessage("Session: could not send through localhost:" + server.port()
                                + " (no TLS): the connection broke during " + during + " ("
                                + (reset ? "Connection reset" : "closed by the server")
                                + "). Look into the server's log for the reason. The message was not sent"
                                + " [connection-closed]")
                        .hasCauseInstanceOf(MessagingException.class);
                if (reset) {
                    assertThat(failure).hasRootCauseInstanceOf(SocketException.class);
                }
            }
        }
    }

    @Test
    void aConnectionLostAfterTheEndLeavesTheOutcomeUnknown() throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            try (MisbehavingServer server = reset
                    ? ClosingServer.resettingAt(Stage.FINAL_DOT, SmtpSink.builder())
                    : ClosingServer.at(Stage.FINAL_DOT, SmtpSink.builder())) {
                assertThat(failure(Resource.mail().at("localhost", server.port()), MessagingException.class))
                        .hasMessage("Session: sent a whole message to localhost:" + server.port()
                                + " (no TLS), then the connection broke ("
                                + (reset ? "Connection reset" : "closed by the server")
                                + "). The message may or may not have been accepted: look for it in the server's log before"
                                + " sending it again [outcome-unknown]");
                assertThat(server.sink().connections()).isEqualTo(1);
            }
        }
    }
}
