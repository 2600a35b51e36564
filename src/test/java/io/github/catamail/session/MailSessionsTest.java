package io.github.catamail.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import java.nio.file.Path;
import java.util.Map;
import javax.naming.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailSessionsTest {
    @TempDir
    Path dir;

    @Test
    void attributesAndFilesAreCheckedTogether() {
        Path missing = dir.resolve("ca.p12");
        assertThatThrownBy(() -> new MailSessions()
                        .create(
                                "mail/Session",
                                Map.of(
                                        "host", "smtp.example.com",
                                        "port", "0",
                                        "tls", "starttls",
                                        "mail.debug.auth", "true",
                                        "truststoreFile", missing.toString()),
                                true,
                                false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mail/Session: 2 problems in its configuration"
                        + "\n  - 'port' must be a number from 1 to 65535. It is \"0\" [bad-value]"
                        + "\n  - 'truststoreFile' \"" + missing + "\" does not exist (" + missing
                        + "): correct the path or put the file there [tls-file]"
                        + "\n  - warning: 'mail.debug.auth' has no effect: credentials are never written to the log"
                        + " [no-effect]");
    }

    @Test
    void sessionsWithoutDebuggingShareTheirStream() throws Exception {
        MailSessions sessions = new MailSessions();
        Session one = sessions.create("mail/One", Map.of("host", "one.example.com"), true, false);
        Session two = sessions.create("mail/Two", Map.of("host", "two.example.com"), true, false);
        assertThat(one.getDebugOut()).isSameAs(two.getDebugOut()).isNotSameAs(System.out);
    }

    @ParameterizedTest
    @CsvSource({"send, true", "send-and-log, true", "reject,"})
    void jakartaMailSeesThatPartialDeliveryIsWanted(String word, @Nullable String seen) throws Exception {
        Session session =
                new MailSessions().create("mail/One", Map.of("host", "one.example.com", "partial", word), true, false);
        assertThat(session.getProperty("mail.smtp.sendpartial")).isEqualTo(seen);
        assertThat(session.getProperty("mail.smtps.sendpartial")).isEqualTo(seen);
    }
}
