package io.github.catamail.doctor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainerTest {
    private static final String HEAD = "26-Nov-2026 09:15:02.123 SEVERE [main] com.acme.MailService.send ";

    private static Explained log(String text) throws IOException {
        return new Explainer().log(new StringReader(text));
    }

    @Test
    void aMessageOfCatamailsOwnIsExplainedByItsPage() {
        Finding finding = new Explainer()
                .error(
                        "jakarta.mail.MessagingException: mail/Session: could not connect to smtp.example.com:587 (STARTTLS):"
                                + " nothing accepts connections there (Connection refused). Check 'host' and 'port', and that the mail"
                                + " server is running [connect-failed]")
                .findings()
                .get(0);

        assertThat(finding)
                .isEqualTo(new Finding(
                        Severity.ERROR,
                        Topic.CONNECT_FAILED,
                        "",
                        "\"mail/Session: could not connect to smtp.example.com:587 (STARTTLS): nothing accepts connections"
                                + " there (Connection refused). Check 'host' and 'port', and that the mail server is running"
                                + " [connect-failed]\"\n"
                                + "No connection could be opened: nothing listens on that port, or a firewall is in the way.",
                        "On the machine of Tomcat, try nc -vz smtp.example.com 587. If that fails too, it is the network or the"
                                + " server. Many providers and clouds block port 25."));
    }

    @Test
    void ofAMessageTheFirstThingToDoIsShownAndOfAWordAll() {
        String first = "Check both; user is often the whole mail address.";
        String special = "With authMechanisms=\"XOAUTH2\" the password is a token.";

        assertThat(new Explainer().topic(Topic.AUTH_REJECTED).cure())
                .startsWith(first)
                .contains(special);
        assertThat(new Explainer()
                        .error("mail/Session: could not log in [auth-rejected]")
                        .findings()
                        .get(0)
                        .cure())
                .startsWith(first)
                .doesNotContain(special);
    }

    @Test
    void aMessageOfCatamailsOwnGoesBeforeItsCauses() throws IOException {
        Explained explained = log(HEAD + "oops\n"
                + "org.springframework.mail.MailSendException: Mail server connection failed. Failed messages:"
                + " jakarta.mail.MessagingException: mail/Session: no TLS connection [wrong-tls-mode]; message exceptions (1)\n"
                + "\tat org.springframework.mail.javamail.JavaMailSenderImpl.doSend(JavaMailSenderImpl.java:402)\n"
                + "Caused by: javax.net.ssl.SSLException: Unsupported or unrecognized SSL message\n");

        assertThat(explained.findings()).extracting(Finding::topic).containsExactly(Topic.WRONG_TLS_MODE);
        assertThat(explained.findings().get(0).where()).isEqualTo("line 2 at 26-Nov-2026 09:15:02.123");
    }

    @Test
    void allProblemsOfAConfigurationAreExplained() throws IOException {
        Explained explained = log(HEAD + "mail/Session: 2 problems in its configuration\n"
                + "  - 'hots' is not an attribute of Catamail [unknown-attribute]\n"
                + "  - 'host' is missing [missing-attribute]\n"
                + "  - warning: 'x' has no effect [no-effect]\n");

        assertThat(explained.findings())
                .extracting(Finding::topic)
                .containsExactly(Topic.UNKNOWN_ATTRIBUTE, Topic.MISSING_ATTRIBUTE, Topic.NO_EFFECT);
    }

    @Test
    void whatComesAgainIsCounted() throws IOException {
        String refused = """
                jakarta.mail.AuthenticationFailedException: 535 5.7.8 Authentication failed (%d)
                \tat org.eclipse.angus.mail.smtp.SMTPTransport$Authenticator.authenticate(SMTPTransport.java:964)
                """;
        Explained explained = log("26-Nov-2026 09:15:02.123 INFO [main] x.Y.z Server startup in [12] ms\n"
                + "26-Nov-2026 09:16:00.000 SEVERE [exec-1] com.acme.A.b oops\n" + refused.formatted(1)
                + "26-Nov-2026 09:17:00.000 SEVERE [exec-1] com.acme.A.b oops\n" + refused.formatted(22)
                + "26-Nov-2026 09:18:00.000 SEVERE [exec-1] com.acme.A.b oops\n"
                + "jakarta.mail.MessagingException: Can't send command to SMTP host\n"
                + "26-Nov-2026 09:19:00.000 SEVERE [exec-1] com.acme.A.b oops\n" + refused.formatted(333));

        assertThat(explained.findings())
                .extracting(Finding::where)
                .containsExactly(
                        "line 3 at 26-Nov-2026 09:16:00.000; 3 times, the last in line 11 at 26-Nov-2026 09:19:00.000",
                        "line 9 at 26-Nov-2026 09:18:00.000");
        assertThat(explained.lines()).isEqualTo(12);
        assertThat(explained.total()).isEqualTo(4);
        assertThat(explained.unlisted()).isZero();
    }

    @Test
    void whatIsSaidForEachWebApplicationIsOneError() throws IOException {
        String said = HEAD + "In web application '%s': mail/Session: the connection test failed [auth-rejected]\n";
        Explained explained = log(said.formatted("/") + said.formatted("/manager") + said.formatted("/shop"));

        assertThat(explained.findings())
                .extracting(Finding::where)
                .containsExactly(
                        "line 1 at 26-Nov-2026 09:15:02.123; 3 times, the last in line 3 at 26-Nov-2026 09:15:02.123");
        assertThat(explained.total()).isEqualTo(3);
    }

    @Test
    void aTraceAfterATraceIsAnother() throws IOException {
        Explained explained = log("""
                jakarta.mail.MessagingException: Can't send command to SMTP host
                \tat a.B.c(B.java:1)
                Caused by: java.net.SocketException: Broken pipe
                \t... 12 more
                jakarta.mail.AuthenticationFailedException: 535 5.7.8 no
                \tat a.B.c(B.java:1)
                """);

        assertThat(explained.findings())
                .extracting(Finding::topic)
                .containsExactly(Topic.CONNECTION_CLOSED, Topic.AUTH_REJECTED);
    }

    @Test
    void errorsOfOtherThingsThanMailAreLeftAlone() throws IOException {
        Explained explained = log("""
                26-Nov-2026 09:15:02.123 SEVERE [main] com.acme.Db.open no database
                java.net.ConnectException: Connection refused
                \tat org.postgresql.core.PGStream.open(PGStream.java:1)
                26-Nov-2026 09:15:02.124 SEVERE [main] com.acme.Http.get no page
                javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path
                \tat java.net.http.HttpClient.send(HttpClient.java:1)
                127.0.0.1 - - [26/Nov/2026:09:15:02 +0000] "GET /orders/550 5.1.1 HTTP/1.1" 404 -
                26-Nov-2026 09:15:02.125 INFO [main] com.acme.Jobs.run mail job took 500 ms
                26-Nov-2026 09:15:02.126 SEVERE [main] com.acme.Http.get Read timed out
                """);

        assertThat(explained.findings()).isEmpty();
        assertThat(explained.lines()).isEqualTo(9);
    }

    @Test
    void theFramesOfATraceTellThatItIsAboutMail() throws IOException {
        assertThat(
                        log("java.net.ConnectException: Connection refused\n\tat org.eclipse.angus.mail.util.SocketFetcher.x(S:1)\n")
                                .findings())
                .extracting(Finding::topic)
                .containsExactly(Topic.CONNECT_FAILED);
    }

    @Test
    void warningsOfCatamailsOwnAreWarningsAndComeLast() throws IOException {
        Explained explained = log("26-Nov-2026 09:15:02.123 WARNING [main] io.github.catamail.session.X.y mail/Session:"
                + " 'x' has no effect [no-effect]\n"
                + "2026-11-26T09:15:03.000Z ERROR mail/Session: no login [auth-rejected]\n");

        assertThat(explained.findings())
                .extracting(Finding::severity, Finding::topic, Finding::where)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Severity.ERROR, Topic.AUTH_REJECTED, "line 2 at 2026-11-26T09:15:03.000Z"),
                        org.assertj.core.groups.Tuple.tuple(
                                Severity.WARNING, Topic.NO_EFFECT, "line 1 at 26-Nov-2026 09:15:02.123"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "26-Nov-2026 09:15:02.123",
                "2026-11-26 09:15:02,123",
                "2026-11-26T09:15:02.123+01:00",
                "2026/11/26 09:15:02",
                "Nov 26, 2026 9:15:02 AM",
                "Nov  6 09:15:02",
                "09:15:02.123"
            })
    void timesOfManyLogsAreKnown(String time) throws IOException {
        assertThat(log(time + " ERROR app - jakarta.mail.MessagingException: Can't send command to SMTP host\n")
                        .findings())
                .extracting(Finding::where)
                .containsExactly("line 1 at " + time);
    }

    @Test
    void secretsOfOthersAreHidden() {
        assertThat(new Explainer()
                        .error(
                                "jakarta.mail.AuthenticationFailedException: 535 5.7.8 no, password=\"s3cret\" token: abc")
                        .findings()
                        .toString())
                .contains("password=[hidden] token: [hidden]")
                .doesNotContain("s3cret", "abc");
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfATopicIsPlainText(Topic topic) {
        Finding finding = new Explainer().topic(topic);

        assertThat(finding.what()).isNotBlank();
        assertThat(finding.cure()).isNotBlank();
        assertThat(finding.what() + finding.cure()).doesNotContain("**", "```", "](", "`", "##");
    }

    @Test
    void nothingIsFoundInNothing() throws IOException {
        assertThat(log("")).isEqualTo(new Explained(List.of(), 0, 0, 0));
        assertThat(new Explainer().error("").findings()).isEmpty();
        assertThat(new Explainer().error("hello").findings()).isEmpty();
    }

    @Test
    void aLogOfManyDifferentErrorsIsListedInPart() throws IOException {
        StringBuilder text = new StringBuilder();
        for (char a = 'a'; a <= 'z'; a++) {
            for (char b = 'a'; b <= 'z'; b++) {
                text.append(HEAD).append("host ").append(a).append(b).append(" is wrong [bad-value]\n");
            }
        }

        Explained explained = log(text.toString());

        assertThat(explained.findings()).hasSize(200);
        assertThat(explained.total()).isEqualTo(676);
        assertThat(explained.unlisted()).isEqualTo(476);
    }

    @Test
    void aLineOfAnyLengthIsRead() throws IOException {
        Reader endless = new Repeated("x".repeat(1000), 20_000, "\n" + HEAD + "no login [auth-rejected]\n");

        Explained explained = new Explainer().log(endless);

        assertThat(explained.lines()).isEqualTo(2);
        assertThat(explained.findings()).extracting(Finding::topic).containsExactly(Topic.AUTH_REJECTED);
    }

    @Test
    void anEntryOfAnyLengthIsRead() throws IOException {
        Reader endless = new Repeated("""
                \tat org.eclipse.angus.mail.smtp.SMTPTransport.close(SMTPTransport.java:1391)
                Caused by: jakarta.mail.MessagingException: mail/Session: no login [auth-rejected]
                """, 100_000, "");

        Explained explained = new Explainer().log(endless);

        assertThat(explained.lines()).isEqualTo(200_000);
        // So many are kept of one entry.
        assertThat(explained.total()).isEqualTo(50);
    }

    /** A text over and over, and then another. */
    private static final class Repeated extends Reader {
        private final String text;
        private final String last;
        private int times;
        private String current = "";
        private int position;

        Repeated(String text, int times, String last) {
            this.text = text;
            this.times = times;
            this.last = last;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (position == current.length()) {
                if (times < 0) {
                    return -1;
                }
                current = times == 0 ? last : text;
                times--;
                position = 0;
                if (current.isEmpty()) {
                    return read(buffer, offset, length);
                }
            }
            int count = Math.min(length, current.length() - position);
            current.getChars(position, position + count, buffer, offset);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void loginsThatALogHoldsAreNotShown() {
        assertThat(LogEntry.said("Caused by: x: AUTH PLAIN AGFwcABnZWhlaW0= was refused"))
                .isEqualTo("x: AUTH PLAIN [hidden] was refused");
        assertThat(LogEntry.said("Could not connect to smtp://app:geheim@mail.example.com:587"))
                .isEqualTo("Could not connect to smtp://app:[hidden]@mail.example.com:587");
        assertThat(LogEntry.said("Authorization: Bearer abc.def")).isEqualTo("Authorization: Bearer [hidden]");
        for (String harmless : List.of("535 5.7.8 AUTH mechanism not known", "250-AUTH PLAIN LOGIN CRAM-MD5")) {
            assertThat(LogEntry.said(harmless)).isEqualTo(harmless);
        }
    }
}
