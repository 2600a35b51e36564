package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Provider;
import io.github.catamail.config.Setting;
import io.github.catamail.config.SettingsParser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What depends on the hosts of well-known providers, which a test cannot be. */
final class ReplyFailuresTest {
    private static final String REFUSED = "535 5.7.8 Authentication credentials invalid";

    @Test
    void aRefusedLoginIsToldWhatThisProviderTakes() {
        assertThat(ReplyFailures.auth(attempt("smtp.sendgrid.net", REFUSED)).message())
                .isEqualTo(
                        "mail/Session: could not log in to smtp.sendgrid.net:587 (STARTTLS) as joe with LOGIN: the server"
                                + " said \"535 5.7.8 Authentication credentials invalid\". Check 'user' and 'password': for"
                                + " SendGrid, 'user' is the word \"apikey\" and 'password' is the API key [auth-rejected]");
    }

    @Test
    void aProviderIsKnownByItsHostWithoutThePreset() {
        assertThat(ReplyFailures.auth(attempt("email-smtp.eu-west-1.amazonaws.com", REFUSED))
                        .message())
                .endsWith("Check 'user' and 'password': Amazon SES takes SMTP credentials made in its console for this"
                        + " region, not the AWS access keys [auth-rejected]");
    }

    @Test
    void ofAnotherServerNothingIsSaidBesides() {
        assertThat(ReplyFailures.auth(attempt("smtp.example.com", REFUSED)).message())
                .endsWith("Check 'user' and 'password' [auth-rejected]");
    }

    @ParameterizedTest
    @EnumSource(value = Provider.class, mode = EnumSource.Mode.EXCLUDE, names = "SES")
    void aLoginThatCannotBeCheckedNowIsNoReasonForDoubts(Provider provider) {
        String host = provider.defaults().getOrDefault(Setting.HOST, "");
        assertThat(ReplyFailures.auth(attempt(host, "454 4.7.0 Temporary authentication failure"))
                        .message())
                .endsWith("The server cannot check logins now, or not so many of them; try again later [rate-limited]");
    }

    private static Attempt attempt(String host, String reply) {
        MailSettings settings = Objects.requireNonNull(SettingsParser.parse(
                Map.of("host", host, "user", "joe", "password", "s3cret-Pa55", "tls", "starttls"),
                Path.of("."),
                true,
                new Problems("mail/Session")));
        return new Attempt(
                settings,
                settings.endpoints().get(0),
                Stage.AUTH,
                null,
                "joe",
                "LOGIN",
                null,
                null,
                null,
                reply,
                Progress.NONE);
    }
}
