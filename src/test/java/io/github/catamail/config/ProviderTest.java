package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ProviderTest {
    @ParameterizedTest
    @CsvSource({
        "gmail,        smtp.gmail.com,         587, STARTTLS",
        "google-relay, smtp-relay.gmail.com,   587, STARTTLS",
        "microsoft365, smtp.office365.com,     587, STARTTLS",
        "sendgrid,     smtp.sendgrid.net,      587, STARTTLS",
        "mailgun,      smtp.mailgun.org,       587, STARTTLS",
        "postmark,     smtp.postmarkapp.com,   587, STARTTLS",
        "zoho,         smtp.zoho.com,          587, STARTTLS",
        "fastmail,     smtp.fastmail.com,      465, IMPLICIT_TLS",
        "yahoo,        smtp.mail.yahoo.com,    587, STARTTLS",
        "icloud,       smtp.mail.me.com,       587, STARTTLS",
        "Gmail,        smtp.gmail.com,         587, STARTTLS"
    })
    void fillsInHostPortAndTls(String word, String host, int port, ConnectionSecurity security) {
        Endpoint expected = new Endpoint(host, port, security);

        assertThat(Parsing.strict("provider", word, "user", "u", "password", "p")
                        .clean()
                        .endpoints())
                .containsExactly(expected);
        assertThat(Parsing.strict("provider", word).clean().endpoints()).containsExactly(expected);
    }

    @Test
    void ofAmazonWantsTheHostOfTheRegion() {
        assertThat(Parsing.strict("provider", "ses").errors())
                .containsExactly("provider=\"ses\" needs 'host' with your region, such as"
                        + " email-smtp.eu-west-1.amazonaws.com [missing-attribute]");
        assertThat(Parsing.lenient("provider", "ses").errors()).hasSize(1);
        assertThat(Parsing.strict("provider", "ses", "host", "email-smtp.eu-west-1.amazonaws.com")
                        .clean()
                        .endpoints())
                .containsExactly(new Endpoint("email-smtp.eu-west-1.amazonaws.com", 587, ConnectionSecurity.STARTTLS));
    }

    @ParameterizedTest(name = "{0} with {1}: {2}:{3}, {4}")
    @CsvSource({
        "gmail,    port=465,                          smtp.gmail.com,         465,  IMPLICIT_TLS",
        "gmail,    tls=implicit,                      smtp.gmail.com,         465,  IMPLICIT_TLS",
        "gmail,    mail.transport.protocol=smtps,     smtp.gmail.com,         465,  IMPLICIT_TLS",
        "gmail,    mail.smtp.ssl.enable=true,         smtp.gmail.com,         465,  IMPLICIT_TLS",
        "gmail,    host=smtp.gmail.com:465,           smtp.gmail.com,         465,  IMPLICIT_TLS",
        "gmail,    port=25,                           smtp.gmail.com,         25,   STARTTLS",
        "gmail,    tls=none,                          smtp.gmail.com,         25,   NONE",
        "gmail,    mail.smtp.starttls.enable=true,    smtp.gmail.com,         587,  STARTTLS",
        "fastmail, port=587,                          smtp.fastmail.com,      587,  STARTTLS",
        "fastmail, tls=starttls,                      smtp.fastmail.com,      587,  STARTTLS",
        "sendgrid, port=2525,                         smtp.sendgrid.net,      2525, STARTTLS",
        "mailgun,  host=smtp.eu.mailgun.org,          smtp.eu.mailgun.org,    587,  STARTTLS",
        "zoho,     mail.smtp.host=smtppro.zoho.eu,    smtppro.zoho.eu,        587,  STARTTLS"
    })
    void givesWayToWhatIsWritten(String word, String written, String host, int port, ConnectionSecurity security) {
        String[] parts = written.split("=", 2);

        assertThat(Parsing.strict("provider", word, parts[0], parts[1], "user", "u", "password", "p")
                        .endpoint())
                .isEqualTo(new Endpoint(host, port, security));
    }

    @Test
    void thatIsUnknownIsAnErrorWithTheNearestName() {
        assertThat(Parsing.strict("provider", "gmial", "host", "smtp.gmail.com").errors())
                .containsExactly("'provider' must be one of gmail, google-relay, microsoft365, ses, sendgrid, mailgun,"
                        + " postmark, zoho, fastmail, yahoo, icloud. It is \"gmial\". Did you mean \"gmail\"?"
                        + " [bad-value]");
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void isFoundByItsWord(Provider provider) {
        assertThat(Provider.of(provider.word())).isSameAs(provider);
        assertThat(Setting.PROVIDER.choices()).contains(provider.word());
    }
}
