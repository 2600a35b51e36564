package io.github.catamail.functional;

import static io.github.catamail.functional.Localhost.SERVER;
import static io.github.catamail.functional.Localhost.TRUST;
import static io.github.catamail.functional.Sending.PASSWORD;
import static io.github.catamail.functional.Sending.USER;
import static io.github.catamail.functional.Sending.failure;
import static io.github.catamail.functional.Sending.overTls;
import static io.github.catamail.functional.Sending.send;
import static io.github.catamail.functional.Sending.withLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.catamail.testing.LogCapture;
import io.github.catamail.testing.Resource;
import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import io.github.catamail.testing.smtp.AuthAttempt;
import io.github.catamail.testing.smtp.misbehaviour.MisbehavingServer;
import io.github.catamail.testing.smtp.misbehaviour.NoAuthOffered;
import io.github.catamail.testing.smtp.misbehaviour.OffersOnly;
import io.github.catamail.testing.smtp.misbehaviour.StarttlsStripped;
import io.github.catamail.testing.smtp.misbehaviour.Xoauth2Says334Json;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.InetAddress;
import java.util.logging.Level;
import javax.naming.NamingException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who logs in, when, and where the password goes. */
@Timeout(60)
final class LoginTest {
    private static final TestIdentity STRANGER = TestCertificates.root("Other CA")
            .issue("localhost")
            .dns("localhost")
            .mint();

    // --- when

    @ParameterizedTest
    @ValueSource(strings = {"auto", "required", ""})
    void credentialsLeadToALogin(String authentication) throws Exception {
        try (SmtpSink sink = withUser().start()) {
            send(withLogin(sink.port()).with("authentication", authentication));
            assertThat(sink.awaitMail(1).get(0).login())
                    .extracting(AuthAttempt::user)
                    .isEqualTo(USER);
        }
    }

    @Test
    void withoutCredentialsNobodyLogsIn() throws Exception {
        try (SmtpSink sink = withUser().start()) {
            send(Resource.mail().at("localhost", sink.port()));
            assertThat(sink.awaitMail(1).get(0).login()).isNull();
        }
    }

    @Test
    void blankCredentialsAreNone() throws Exception {
        try (SmtpSink sink = withUser().start();
                LogCapture log = LogCapture.ofCatamail()) {
            send(Resource.mail()
                    .at("localhost", sink.port())
                    .with("user", " ")
                    .with("password", "")
                    .with("mail.smtp.auth", "true"));
            assertThat(sink.awaitMail(1).get(0).login()).isNull();
            assertThat(log.messages(Level.WARNING))
                    .containsExactly(
                            "Session: 'mail.smtp.auth' is \"true\" but user and password are missing or blank: mail"
                                    + " is sent without a login. Give both to log in, or remove 'mail.smtp.auth' [no-effect]");
        }
    }

    @Test
    void authenticationNoneSwitchesTheLoginOff() throws Exception {
        try (SmtpSink sink = withUser().start()) {
            send(withLogin(sink.port()).with("authentication", "none"));
            assertThat(sink.awaitMail(1).get(0).login()).isNull();
        }
    }

    @Test
    void mailSmtpAuthFalseSwitchesTheLoginOff() throws Exception {
        try (SmtpSink sink = withUser().start();
                LogCapture log = LogCapture.ofCatamail()) {
            send(withLogin(sink.port()).with("mail.smtp.auth", "false"));
            assertThat(sink.awaitMail(1).get(0).login()).isNull();
            assertThat(log.messages(Level.WARNING))
                    .containsExactly(
                            "Session: 'user' and 'password' have no effect, because 'mail.smtp.auth' is \"false\": mail"
                                    + " is sent without a login. Remove 'mail.smtp.auth' to log in [no-effect]");
        }
    }

    @Test
    void halfOfTheCredentialsIsAnErrorAtStartUp() {
        assertThatThrownBy(() ->
                        Resource.mail().at("localhost", 25).with("user", USER).session())
                .isInstanceOf(NamingException.class)
                .hasMessage("Session: 'user' is \"" + USER
                        + "\" but 'password' is missing or blank. Give both to log in, or"
                        + " neither to send without a login [half-credentials]");
    }

    @Test
    void requiredWithoutCredentialsIsAnErrorAtStartUp() {
        assertThatThrownBy(() -> Resource.mail()
                        .at("localhost", 25)
                        .with("authentication", "required")
                        .session())
                .isInstanceOf(NamingException.class)
                .hasMessage(
                        "Session: 'authentication' is \"required\" but 'user' and 'password' are missing or blank. Give"
                                + " both, or remove 'authentication' to send without a login [missing-attribute]");
    }

    // --- what the server offers

    @Test
    void whereNoLoginIsOfferedNothingIsSent() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().start()) {
            AuthenticationFailedException failure =
                    failure(withLogin(sink.port()), AuthenticationFailedException.class);
            assertThat(failure)
                    .hasMessage("Session: could not log in to localhost:" + sink.port() + " (no TLS) as " + USER
                            + ": the server"
                            + " does not offer AUTH. Nothing was sent without a login. Many servers offer it over TLS only:"
                            + " set tls=\"starttls\". If the server needs no login, remove 'user' and 'password'"
                            + " [auth-not-offered]")
                    .hasCauseInstanceOf(AuthenticationFailedException.class);
            assertThat(sink.commands()).singleElement().asString().startsWith("EHLO ");
        }
        try (MisbehavingServer none = new NoAuthOffered()) {
            failure(withLogin(none.port()), AuthenticationFailedException.class);
            assertThat(none.sink().commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @Test
    void mechanismsThatDoNotMeetAreListed() throws Exception {
        try (MisbehavingServer only = new OffersOnly("XOAUTH2", "GSSAPI")) {
            assertThat(failure(withLogin(only.port()), AuthenticationFailedException.class))
                    .hasMessage(
                            "Session: could not log in to localhost:" + only.port() + " (no TLS) as " + USER
                                    + ": the server"
                                    + " offers XOAUTH2 GSSAPI, allowed here are LOGIN PLAIN DIGEST-MD5 NTLM. Set 'authMechanisms' to"
                                    + " one that the server offers (XOAUTH2 takes a token as 'password') [no-common-mechanism]");
            assertThat(failure(
                            withLogin(only.port()).with("authMechanisms", "PLAIN, LOGIN"),
                            AuthenticationFailedException.class))
                    .hasMessageContaining("allowed here are PLAIN LOGIN.");
            assertThat(only.sink().commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void theMechanismCanBeChosen(String mechanism) throws Exception {
        try (SmtpSink sink = withUser().start()) {
            send(withLogin(sink.port()).with("authMechanisms", mechanism));
            assertThat(sink.awaitMail(1).get(0).login())
                    .extracting(AuthAttempt::mechanism)
                    .isEqualTo(mechanism);
        }
    }

    @Test
    void aTokenLogsInAsAPassword() throws Exception {
        try (SmtpSink sink =
                SmtpSink.builder().token(USER, PASSWORD).requireAuth().start()) {
            send(withLogin(sink.port()).with("authMechanisms", "XOAUTH2"));
            assertThat(sink.awaitMail(1).get(0).login())
                    .extracting(AuthAttempt::mechanism)
                    .isEqualTo("XOAUTH2");
        }
    }

    @Test
    void whatTheServerSaysOfATokenIsDecoded() throws Exception {
        try (MisbehavingServer json = new Xoauth2Says334Json()) {
            assertThat(failure(
                            withLogin(json.port()).with("authMechanisms", "XOAUTH2"),
                            AuthenticationFailedException.class))
                    .hasMessage(
                            "Session: could not log in to localhost:" + json.port() + " (no TLS) as " + USER + " with"
                                    + " XOAUTH2: the server said \"334 {\"status\":\"400\",\"schemes\":\"Bearer\","
                                    + "\"scope\":\"https://mail.google.com/\"}\". The token in 'password' is expired, or for another"
                                    + " scope or user [auth-rejected]");
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndNotRemembered() throws Exception {
        try (SmtpSink sink = SmtpSink.builder().user(USER, "another").start()) {
            Session session = withLogin(sink.port()).session();
            for (int sends = 1; sends <= 2; sends++) {
                AuthenticationFailedException failure =
                        failure(Resource.message(session), AuthenticationFailedException.class);
                assertThat(failure)
                        .hasMessage("Session: could not log in to localhost:" + sink.port() + " (no TLS) as " + USER
                                + " with LOGIN: the server said \"535 5.7.8 Authentication credentials invalid\". Check"
                                + " 'user' and 'password' [auth-rejected]");
                assertThat(sink.logins()).hasSize(sends);
                assertThat(sink.connections()).isEqualTo(sends);
            }
            assertThat(sink.mails()).isEmpty();
        }
    }

    // --- where the password goes

    @Test
    void thePasswordIsNotSentBeforeTls() throws Exception {
        try (SmtpSink sink =
                withUser().starttls(SERVER.serverContext()).authBeforeTls().start()) {
            send(overTls(sink.port(), "starttls", TRUST));
            assertThat(sink.commands().subList(0, 2)).last().isEqualTo("STARTTLS");
            assertThat(sink.awaitMail(1).get(0).tls()).isNotNull();
            assertThat(sink.logins()).hasSize(1);
        }
        try (SmtpSink untrusted =
                withUser().starttls(STRANGER.serverContext()).authBeforeTls().start()) {
            failure(overTls(untrusted.port(), "starttls", TRUST), MessagingException.class);
            assertThat(untrusted.logins()).isEmpty();
        }
    }

    @Test
    void anApplicationCannotWeakenTls() throws Exception {
        for (boolean implicit : new boolean[] {false, true}) {
            SmtpSink.Builder builder = withUser().authBeforeTls();
            builder = implicit
                    ? builder.implicitTls(STRANGER.serverContext())
                    : builder.starttls(STRANGER.serverContext());
            try (SmtpSink untrusted = builder.start()) {
                Session session = overTls(untrusted.port(), implicit ? "implicit" : "starttls", TRUST)
                        .session();
                weaken(session, untrusted.port());
                assertThat(failure(Resource.message(session), MessagingException.class))
                        .hasMessageEndingWith("[untrusted-certificate]");
                assertThat(untrusted.logins()).isEmpty();
                assertThat(untrusted.connections()).isEqualTo(1);
            }
        }
        try (MisbehavingServer stripped = new StarttlsStripped()) {
            Session session = overTls(stripped.port(), "starttls", TRUST).session();
            weaken(session, stripped.port());
            assertThat(failure(Resource.message(session), MessagingException.class))
                    .hasMessageEndingWith("[starttls-not-offered]");
            assertThat(stripped.sink().logins()).isEmpty();
        }
    }

    private static void weaken(Session session, int port) {
        for (String prefix : new String[] {"mail.smtp.", "mail.smtps."}) {
            session.getProperties().setProperty(prefix + "starttls.enable", "false");
            session.getProperties().setProperty(prefix + "starttls.required", "false");
            session.getProperties().setProperty(prefix + "ssl.enable", "false");
            session.getProperties().setProperty(prefix + "ssl.trust", "*");
            session.getProperties().setProperty(prefix + "ssl.checkserveridentity", "false");
            session.getProperties().setProperty(prefix + "socketFactory.fallback", "true");
            session.getProperties().setProperty(prefix + "socketFactory.class", "javax.net.ssl.SSLSocketFactory");
            session.getProperties().setProperty(prefix + "socketFactory.port", Integer.toString(port));
            session.getProperties().setProperty(prefix + "ehlo", "false");
            session.getProperties().put(prefix + "ssl.socketFactory", SSLSocketFactory.getDefault());
            session.getProperties().put(prefix + "socketFactory", SSLSocketFactory.getDefault());
            session.getProperties().remove(prefix + "ssl.checkserveridentity");
        }
        session.getProperties().putAll(java.util.Map.of("mail.smtp.ssl.trust", "*", "mail.smtps.ssl.trust", "*"));
    }

    @Test
    void anApplicationCannotSendThePasswordElsewhere() throws Exception {
        try (SmtpSink own = withUser().start();
                SmtpSink other = withUser().start()) {
            Session session = withLogin(own.port()).session();
            session.getProperties().setProperty("mail.smtp.host", "127.0.0.1");
            session.getProperties().setProperty("mail.smtp.port", Integer.toString(other.port()));
            send(session);
            assertThat(own.awaitMail(1).get(0).login()).isNotNull();
            assertThat(other.connections()).isZero();
            for (String user : new String[] {null, USER}) {
                try (Transport transport = session.getTransport()) {
                    assertThatThrownBy(() -> transport.connect("localhost", other.port(), user, null))
                            .isInstanceOf(AuthenticationFailedException.class)
                            .hasMessage("Session: could not log in to localhost:" + other.port()
                                    + " (no TLS): no password was"
                                    + " given for this server. The login of the resource is for its own servers only; an"
                                    + " application that names another server, or another user, has to name a password"
                                    + " too [auth-needed]");
                }
            }
            assertThat(other.logins()).isEmpty();
            assertThat(other.commands()).isEmpty();
            assertThat(own.logins()).hasSize(1);
        }
    }

    @Test
    void anApplicationLogsInAsItselfWhereItSaysSo() throws Exception {
        try (SmtpSink sink = withUser().user("other@example.com", "its own").start()) {
            Session session = withLogin(sink.port()).session();
            Transport.send(Resource.message(session), "other@example.com", "its own");
            assertThat(sink.awaitMail(1).get(0).login())
                    .extracting(AuthAttempt::user)
                    .isEqualTo("other@example.com");
            assertThat(sink.logins()).hasSize(1);
        }
    }

    @Test
    void aTransportDoesNotTakeASocketOfTheApplication() throws Exception {
        try (SmtpSink sink = withUser().start();
                java.net.Socket socket = new java.net.Socket("localhost", sink.port())) {
            var transport = (org.eclipse.angus.mail.smtp.SMTPTransport)
                    withLogin(sink.port()).session().getTransport();
            assertThatThrownBy(() -> transport.connect(socket))
                    .isInstanceOf(MessagingException.class)
                    .hasMessage("Session: Catamail opens its own sockets. Call connect() without one");
        }
    }

    @Test
    void theSessionAnswersForItsOwnServerOnly() throws Exception {
        Session session = Resource.mail()
                .with("host", "smtp.example.com:587, [2001:db8::1]:2525")
                .with("user", USER)
                .with("password", PASSWORD)
                .with("mail.imap.host", "imap.example.com")
                .session();
        assertThat(ask(session, "smtp.example.com", 587, "smtp").getPassword()).isEqualTo(PASSWORD);
        assertThat(ask(session, "smtp.example.com", 587, "smtps").getUserName()).isEqualTo(USER);
        assertThat(ask(session, "SMTP.example.com", -1, "smtp")).isNotNull();
        assertThat(ask(session, "2001:db8:0::1", 2525, "smtp")).isNotNull();
        assertThat(ask(session, "imap.example.com", 993, "imaps")).isNotNull();
        assertThat(ask(session, "smtp.example.com", 25, "smtp")).isNull();
        assertThat(ask(session, "smtp.example.com", 993, "imaps")).isNull();
        assertThat(ask(session, "imap.example.com", 587, "smtp")).isNull();
        assertThat(ask(session, "imap.example.com", 144, "imap")).isNull();
        assertThat(ask(session, "evil.example.com", 587, "smtp")).isNull();
        assertThat(ask(session, "2001:db8::2", 2525, "smtp")).isNull();
        assertThat(session.requestPasswordAuthentication(null, 587, "smtp", null, USER))
                .isNull();
        // An address that says it is the server's proves nothing: it has no name, and is not looked up.
        InetAddress nameless = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(session.requestPasswordAuthentication(nameless, 587, "smtp", null, USER))
                .isNull();
    }

    private static PasswordAuthentication ask(Session session, String host, int port, String protocol)
            throws Exception {
        InetAddress site = host.indexOf(':') >= 0
                ? InetAddress.getByName(host)
                : InetAddress.getByAddress(host, new byte[] {(byte) 192, 0, 2, 1});
        return session.requestPasswordAuthentication(site, port, protocol, null, null);
    }

    @Test
    void aTransportThatBelongsToAnotherSessionSaysSo() {
        Session foreign = Session.getInstance(new java.util.Properties());
        IllegalStateException failure = catchThrowableOfType(
                IllegalStateException.class,
                () -> new io.github.catamail.transport.SmtpTransport(
                        foreign, new jakarta.mail.URLName("smtp://localhost")));
        assertThat(failure)
                .hasMessage(
                        "This transport belongs to sessions that Catamail made. This session is another: remove the property"
                                + " mail.smtp.class from it");
    }

    private static SmtpSink.Builder withUser() {
        return SmtpSink.builder().user(USER, PASSWORD);
    }
}
