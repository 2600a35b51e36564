package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Resources that mail is read with. */
final class MailboxTest {
    @Test
    void aResourceMayBeForReadingOnly() {
        MailSettings settings = Parsing.strict(
                        "mail.store.protocol", "imaps",
                        "mail.imaps.host", "imap.example.com",
                        "mail.imaps.user", "reader",
                        "password", "p")
                .clean();

        assertThat(settings.endpoints()).isEmpty();
        assertThat(settings.authentication().credentials()).isNull();
        assertThat(settings.mailboxes())
                .containsExactly(
                        new Mailbox("imap", "imap.example.com", -1, new Credentials("reader", Secret.of("p"))));
        assertThat(settings.properties())
                .isEqualTo(Map.of(
                        "mail.store.protocol", "imaps",
                        "mail.imaps.host", "imap.example.com",
                        "mail.imaps.user", "reader"));
    }

    @Test
    void oneServerMayBeForSendingAndReading() {
        MailSettings settings = Parsing.strict(
                        "mail.host", "mail.example.com",
                        "mail.user", "jane",
                        "password", "p",
                        "mail.store.protocol", "imap")
                .clean();

        assertThat(settings.endpoints())
                .containsExactly(new Endpoint("mail.example.com", 25, ConnectionSecurity.STARTTLS));
        assertThat(settings.mailboxes())
                .containsExactly(new Mailbox("imap", "mail.example.com", -1, new Credentials("jane", Secret.of("p"))));
        assertThat(settings.properties())
                .isEqualTo(Map.of("mail.host", "mail.example.com", "mail.user", "jane", "mail.store.protocol", "imap"));
    }

    @Test
    void theMailboxMayHaveALoginOfItsOwn() {
        MailSettings settings = Parsing.strict(
                        "host", "smtp.example.com",
                        "user", "sender",
                        "password", "p",
                        "mail.pop3.host", "pop.example.com",
                        "mail.pop3.port", "1110",
                        "mail.pop3.user", "reader",
                        "mail.pop3.password", "q")
                .clean();

        assertThat(settings.authentication().credentials()).isEqualTo(new Credentials("sender", Secret.of("p")));
        assertThat(settings.mailboxes())
                .containsExactly(
                        new Mailbox("pop3", "pop.example.com", 1110, new Credentials("reader", Secret.of("q"))));
        assertThat(settings.properties())
                .isEqualTo(Map.of(
                        "mail.pop3.host", "pop.example.com", "mail.pop3.port", "1110", "mail.pop3.user", "reader"));
    }

    @Test
    void aBadPortIsAnErrorOnce() {
        assertThat(Parsing.strict("mail.imap.host", "imap.example.com", "mail.imap.port", "x")
                        .errors())
                .containsExactly("'mail.imap.port' must be a number from 1 to 65535. It is \"x\" [bad-value]");
    }

    @Test
    void aPasswordWithoutAMailboxHasNoEffect() {
        assertThat(Parsing.strict("host", "smtp.example.com", "mail.pop3.password", "p")
                        .warnings())
                .containsExactly(
                        "'mail.pop3.password' has no effect: secrets are not put into the properties of a session,"
                                + " where every application could read them [no-effect]");
    }
}
