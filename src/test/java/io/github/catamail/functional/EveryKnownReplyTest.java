package io.github.catamail.functional;

import static io.github.catamail.functional.Diagnosis.assertError;
import static io.github.catamail.functional.Diagnosis.assertNoError;
import static io.github.catamail.functional.Diagnosis.findings;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.catamail.config.Topic;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.OffersOnly;
import io.github.catamail.testing.smtp.misbehaviour.Rejects;
import io.github.catamail.testing.smtp.misbehaviour.RejectsAuth;
import io.github.catamail.testing.smtp.misbehaviour.Xoauth2Says334Json;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.naming.NamingException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The refusals that administrators meet, each brought about with the words of the server that is known for it, and what is
 * said of it: logins, limits and recipients. The other errors are in {@link EveryKnownErrorTest}.
 */
@Timeout(60)
final class EveryKnownReplyTest {
    private static final String OUTLOOK =
            "535 5.7.3 Authentication unsuccessful [AM0PR01CA0001.eurprd01.prod.outlook.com]";
    private static final String ISSUER = "\"iss\":\"https://sts.windows.net/72f988bf/\",";
    private static final String CHECK_LIST =
            "Check that 'user' is the address of the mailbox, that the service principal in Exchange has the object id of the"
                    + " enterprise application and not of the app registration, and that it may use the mailbox"
                    + " (Add-MailboxPermission)";

    // --- who has to log in, and how

    /** {@code 530 ... Must issue a STARTTLS command first}. */
    @Test
    void aServerThatWantsTlsFirstNamesTls() throws Exception {
        try (MisbehavingServer server =
                Rejects.at(Stage.MAIL, SmtpSink.builder(), "530 5.7.0 Must issue a STARTTLS command first")) {
            Resource resource = Resource.mail().at("localhost", server.port()).with("from", USER);
            String what = "could not send through localhost:" + server.port()
                    + " (no TLS): to MAIL FROM the server said" + " \"530 5.7.0 Must issue a STARTTLS command first\"";
            assertError(resource, Topic.STARTTLS_NEEDED, what, "The server wants TLS first: set tls=\"starttls\"");
            assertThat(failure(resource, SMTPSendFailedException.class))
                    .hasMessage("Session: " + what + ". The message was not sent: the server wants TLS first: set"
                            + " tls=\"starttls\" [starttls-needed]");
        }
    }

    /** {@code 530 ... Authentication required} with a password configured. */
    @ParameterizedTest
    @CsvSource({"authentication, none", "mail.smtp.auth, false"})
    void aLoginThatIsSwitchedOffIsNamedWithWhatDoesIt(String name, String value) throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().user(USER, Sending.PASSWORD).requireAuth().start()) {
            assertError(
                    withLogin(sink.port()).with(name, value).with("from", USER),
                    Topic.AUTH_NEEDED,
                    "could not send through localhost:" + sink.port()
                            + " (no TLS): to MAIL FROM the server said \"530 5.7.0 Authentication required\"",
                    "The server wants a login, and it is switched off here ('authentication' is \"none\", or"
                            + " 'mail.smtp.auth' is \"false\"): write authentication=\"required\" in its place");

            assertNoError(withLogin(sink.port()).with("authentication", "required"));
            // What Jakarta Mail needs mail.smtp.auth for happens by itself.
            assertNoError(withLogin(sink.port()));
        }
    }

    /** {@code failed to connect, no password specified?}. */
    @Test
    void aUserWithoutAPasswordIsNamedBeforeAnyConnection() {
        Resource resource =
                Resource.mail().at("localhost", 25).with("user", USER).with("mail.smtp.auth", "true");
        String what = "'user' is \"" + USER
                + "\" but 'password' is missing or blank. Give both to log in, or neither to send without a login";
        assertError(resource, Topic.HALF_CREDENTIALS, what, "");
        assertThatThrownBy(resource::session)
                .isInstanceOf(NamingException.class)
                .hasMessage("Session: " + what + " [half-credentials]");
    }

    /** {@code No authentication mechanisms supported by both server and client}. */
    @ParameterizedTest
    @CsvSource({"'', LOGIN PLAIN DIGEST-MD5 NTLM", "'PLAIN, LOGIN', PLAIN LOGIN"})
    void mechanismsThatDoNotMeetAreNamedOnBothSides(String written, String allowed) throws Exception {
        try (MisbehavingServer server = new OffersOnly("XOAUTH2", "GSSAPI")) {
            assertError(
                    withLogin(server.port()).with("authMechanisms", written),
                    Topic.NO_COMMON_MECHANISM,
                    "could not log in to localhost:" + server.port() + " (no TLS) as " + USER
                            + ": the server offers XOAUTH2 GSSAPI, allowed here are " + allowed,
                    "Set 'authMechanisms' to one that the server offers (XOAUTH2 takes a token as 'password')");
        }
    }

    // --- logins that are refused

    /** {@code 535-5.7.8} of Google. */
    @Test
    void googleWantsAnAppPassword() throws Exception {
        try (MisbehavingServer google = RejectsAuth.gmailBadCredentials()) {
            assertRefusedLogin(
                    google,
                    "535-5.7.8 Username and Password not accepted. For more information, go to / 535 5.7.8"
                            + "  https://support.google.com/mail/?p=BadCredentials a1-20020a0000000000b0000000000dsm1.1"
                            + " - gsmtp",
                    "Check 'user' and 'password'. Google takes an app password or OAuth2, never the password of the"
                            + " account");
        }
    }

    /** {@code 534-5.7.9 Application-specific password required}. */
    @Test
    void googleSaysThatItWantsAnAppPassword() throws Exception {
        try (MisbehavingServer google = RejectsAuth.gmailAppPasswordRequired()) {
            assertRefusedLogin(
                    google,
                    "534-5.7.9 Application-specific password required. For more information, go to / 534 5.7.9"
                            + "  https://support.google.com/mail/?p=InvalidSecondFactor"
                            + " a1-20020a0000000000b0000000000dsm1.1 - gsmtp",
                    "Google wants an app password in 'password', not that of the account: the account needs 2-step"
                            + " verification, then make one under Security, App passwords");
        }
    }

    /** {@code 535 5.7.139 ... disabled for the Tenant}. */
    @Test
    void microsoftHasSwitchedSmtpAuthOff() throws Exception {
        try (MisbehavingServer microsoft = RejectsAuth.microsoftTenantDisabled()) {
            assertRefusedLogin(
                    microsoft,
                    "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit"
                            + " https://aka.ms/smtp_auth_disabled for more information."
                            + " [AM0PR01CA0001.eurprd01.prod.outlook.com]",
                    "SMTP AUTH is switched off for this mailbox, the tenant, or by its security defaults. The"
                            + " administrator switches it on with: Set-CASMailbox <mailbox>"
                            + " -SmtpClientAuthenticationDisabled $false");
        }
    }

    /** {@code 550 5.7.30}. */
    @Test
    void microsoftTakesTokensOnly() throws Exception {
        try (MisbehavingServer microsoft = RejectsAuth.microsoftBasicGone()) {
            assertRefusedLogin(
                    microsoft,
                    "550 5.7.30 Basic authentication is not supported for Client Submission.",
                    "This server takes OAuth2 tokens only, no passwords: set authMechanisms=\"XOAUTH2\" and give a token"
                            + " as 'password'");
        }
    }

    private static void assertRefusedLogin(MisbehavingServer server, String reply, String cure) {
        assertError(
                withLogin(server.port()),
                Topic.AUTH_REJECTED,
                "could not log in to localhost:" + server.port() + " (no TLS) as " + USER
                        + " with LOGIN: the server said \"" + reply + "\"",
                cure);
    }

    // --- tokens

    /** {@code 535 5.7.3} with XOAUTH2: what the token says, and the list of what is usually wrong. */
    @Test
    void aTokenThatLooksGoodIsShownByItsClaimsWithWhatToCheck() throws Exception {
        assertRefusedToken(
                "\"aud\":\"https://outlook.office365.com\",\"roles\":[\"SMTP.SendAsApp\",\"Mail.Read\"],"
                        + "\"appid\":\"11112222-aaaa\",\"exp\":4102444800",
                "audience \"https://outlook.office365.com\", roles \"SMTP.SendAsApp Mail.Read\", app \"11112222-aaaa\","
                        + " issuer \"https://sts.windows.net/72f988bf/\", expires on 2100-01-01 00:00 UTC",
                CHECK_LIST);
    }

    @Test
    void aTokenForAnotherServiceNamesTheScopeToAskFor() throws Exception {
        assertRefusedToken(
                "\"aud\":\"https://graph.microsoft.com\",\"scp\":\"Mail.Send\",\"exp\":4102444800",
                "audience \"https://graph.microsoft.com\", scope \"Mail.Send\", issuer"
                        + " \"https://sts.windows.net/72f988bf/\", expires on 2100-01-01 00:00 UTC",
                "The token is for another service than mail: give one as 'password' that was asked for with the scope"
                        + " https://outlook.office365.com/.default");
    }

    @Test
    void aTokenOfSomebodyElseNamesUser() throws Exception {
        assertRefusedToken(
                "\"aud\":\"https://outlook.office.com\",\"scp\":\"IMAP.AccessAsUser.All SMTP.Send\",\"upn\":\"joe@example.com\"",
                "audience \"https://outlook.office.com\", scope \"IMAP.AccessAsUser.All SMTP.Send\", user"
                        + " \"joe@example.com\", issuer \"https://sts.windows.net/72f988bf/\"",
                "The token is that of \"joe@example.com\" and not of 'user': set user=\"joe@example.com\", or let them use"
                        + " the mailbox");
    }

    @Test
    void aTokenThatOnlyTheServerCanReadComesWithWhatToCheck() throws Exception {
        try (MisbehavingServer microsoft =
                RejectsAuth.with(SmtpSink.builder().mechanisms("XOAUTH2").token(USER, Sending.PASSWORD), OUTLOOK)) {
            assertError(
                    withLogin(microsoft.port()).with("authMechanisms", "XOAUTH2"),
                    Topic.AUTH_REJECTED,
                    "could not log in to localhost:" + microsoft.port() + " (no TLS) as " + USER
                            + " with XOAUTH2: the server said \"" + OUTLOOK + "\"",
                    "The token in 'password' is expired, or for another scope or user. " + CHECK_LIST);
        }
    }

    private static void assertRefusedToken(String claims, String said, String cure) throws Exception {
        String payload = encoded("{" + ISSUER + claims + "}");
        String header = encoded("{\"typ\":\"JWT\",\"alg\":\"RS256\"}");
        String token = header + "." + payload + ".c2lnbmF0dXJlLXRoYXQtaXMtc2VjcmV0";
        try (MisbehavingServer microsoft =
                RejectsAuth.with(SmtpSink.builder().mechanisms("XOAUTH2").token(USER, token), OUTLOOK)) {
            Resource resource = Resource.mail()
                    .at("localhost", microsoft.port())
                    .with("tls", "none")
                    .with("authMechanisms", "XOAUTH2")
                    .with("user", USER)
                    .with("password", token);
            String what = "could not log in to localhost:" + microsoft.port() + " (no TLS) as " + USER
                    + " with XOAUTH2: the server said \"" + OUTLOOK + "\". The token in 'password' says: " + said;
            assertError(resource, Topic.AUTH_REJECTED, what, cure);
            assertThat(failure(resource, AuthenticationFailedException.class))
                    .hasMessage("Session: " + what + ". " + cure + " [auth-rejected]");
            assertThat(findings(resource).toString())
                    .doesNotContain(header, payload, "c2lnbmF0dXJl", payload.substring(0, 12));
        }
    }

    /** {@code 334 eyJ...}. */
    @ParameterizedTest
    @ValueSource(strings = {"opaque-t0ken", "ya29.a0AfOpaque-Token"})
    void whatTheServerSaysOfATokenIsDecoded(String token) throws Exception {
        try (MisbehavingServer google = new Xoauth2Says334Json()) {
            Resource resource = Resource.mail()
                    .at("localhost", google.port())
                    .with("tls", "none")
                    .with("authMechanisms", "XOAUTH2")
                    .with("user", USER)
                    .with("password", token);
            assertError(
                    resource,
                    Topic.AUTH_REJECTED,
                    "could not log in to localhost:" + google.port() + " (no TLS) as " + USER
                            + " with XOAUTH2: the server said \"334 {\"status\":\"400\",\"schemes\":\"Bearer\","
                            + "\"scope\":\"https://mail.google.com/\"}\"",
                    "The token in 'password' is expired, or for another scope or user");
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    // --- limits

    /** {@code 432 4.3.2}. */
    @Test
    void tooManyConnectionsNameMaxTotal() throws Exception {
        String reply = "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending";
        String advice =
                "he server allows fewer connections at a time than are open to it now: lower 'maxTotal' (Microsoft"
                        + " 365 takes 3 for each mailbox: maxTotal=\"3\")";
        try (MisbehavingServer login = RejectsAuth.with(reply);
                MisbehavingServer sending = Rejects.message(reply)) {
            assertError(
                    withLogin(login.port()),
                    Topic.RATE_LIMITED,
                    "could not log in to localhost:" + login.port() + " (no TLS) as " + USER
                            + " with LOGIN: the server said \"" + reply + "\"",
                    "T" + advice);
            assertThat(failure(Resource.mail().at("localhost", sending.port()), SMTPSendFailedException.class))
                    .hasMessage("Session: could not send through localhost:" + sending.port()
                            + " (no TLS): to the end of the message the server said \"" + reply
                            + "\". The message was not sent: t" + advice + " [rate-limited]");
        }
    }

    /** {@code 454 Throttling failure}. */
    @Test
    void aRateThatIsExceededNamesMaxRate() throws Exception {
        String reply = "454 Throttling failure: Maximum sending rate exceeded.";
        try (MisbehavingServer amazon = Rejects.message(reply)) {
            String what = "Session: could not send through localhost:" + amazon.port()
                    + " (no TLS): to the end of the message the server said \"" + reply
                    + "\". The message was not sent: the server limits how much may be sent; send less or later, or ";
            Resource resource = Resource.mail().at("localhost", amazon.port());
            assertThat(failure(resource, SMTPSendFailedException.class))
                    .hasMessage(what + "set 'maxRate' to what it allows, such as maxRate=\"10/s\" [rate-limited]");
            assertThat(failure(resource.with("maxRate", "50/s"), SMTPSendFailedException.class))
                    .hasMessage(what + "lower 'maxRate', which is \"50/s\" here [rate-limited]");
        }
    }

    // --- recipients

    /** {@code SMTPSendFailedException: 250 ...}. */
    @Test
    void aMessageThatIsSentToSomeSaysToWhomAndWhoWasRefused() throws Exception {
        try (SmtpSink sink = SmtpSink.builder()
                .rejectRecipient(address -> address.startsWith("bad"), "550 5.1.1 User unknown")
                .start()) {
            MimeMessage message = Resource.message(Resource.mail()
                    .at("localhost", sink.port())
                    .with("mail.smtp.sendpartial", "true")
                    .session());
            message.addRecipient(Message.RecipientType.TO, new InternetAddress("bad@example.com"));
            assertThat(failure(message, SMTPSendFailedException.class))
                    .hasMessage("Session: recipients were refused by localhost:" + sink.port()
                            + " (no TLS): bad@example.com (\"550 5.1.1 User unknown\"). The message was sent to"
                            + " to@example.com: do not send it to them again. Correct the address, or take it out of the"
                            + " message [recipient-refused]");
            assertThat(sink.awaitMail(1).get(0).to()).containsExactly("to@example.com");
        }
    }
}
