package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

    @Test
    void ofMicrosoftKeepsToItsLimits() {
        PoolSettings pool = Parsing.strict("provider", "microsoft365").clean().pool();

        assertThat(pool.maxTotal()).isEqualTo(3);
        assertThat(pool.maxIdle()).isEqualTo(3);
        assertThat(pool.maxRate()).isEqualTo(new Rate(30, Duration.ofMinutes(1)));
        assertThat(pool.maxWait()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MICROSOFT365", "SENDGRID"})
    void thatPublishesNoLimitsHasTheDefaults(Provider provider) {
        assertThat(Parsing.strict("provider", provider.word(), "host", "mail.example.com")
                        .clean()
                        .pool())
                .isEqualTo(Parsing.strict("host", "mail.example.com").clean().pool());
    }

    @Test
    void sendgridHasTheMessagesThatItTakesOverOneConnection() {
        assertThat(Parsing.strict("provider", "sendgrid").clean().pool().maxMessagesPerConnection())
                .isEqualTo(5000);
    }

    @Test
    void limitsGiveWayToWhatIsWritten() {
        PoolSettings pool = Parsing.strict(
                        "provider", "microsoft365",
                        "maxTotal", "2",
                        "maxRate", "10/m",
                        "maxWait", "5s")
                .clean()
                .pool();

        assertThat(pool.maxTotal()).isEqualTo(2);
        assertThat(pool.maxRate()).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
        assertThat(pool.maxWait()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aLimitOfTheProviderIsSaidToBeOne() {
        assertThat(Parsing.strict("provider", "microsoft365", "maxIdle", "8").errors())
                .containsExactly(
                        "'maxIdle' must not be over 'maxTotal', which is 3 for this provider. It is \"8\". Lower"
                                + " 'maxIdle' or raise 'maxTotal' [bad-value]");
    }

    @Test
    void withoutAPoolItsLimitsAreNotComplainedOf() {
        assertThat(Parsing.strict("provider", "microsoft365", "pooled", "false")
                        .clean()
                        .pool()
                        .pooled())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.gmail.com, GMAIL",
        "SMTP.GoogleMail.com, GMAIL",
        "smtp-relay.gmail.com, GOOGLE_RELAY",
        "smtp-legacy.office365.com, MICROSOFT365",
        "email-smtp.eu-west-1.amazonaws.com, SES",
        "email-smtp-fips.us-east-1.amazonaws.com, SES",
        "smtp.eu.sendgrid.net, SENDGRID",
        "smtp.eu.mailgun.org, MAILGUN",
        "smtp-broadcasts.postmarkapp.com, POSTMARK",
        "smtppro.zoho.com.au, ZOHO",
        "smtp.messagingengine.com, FASTMAIL",
        "mail.example.com,",
        "smtp.gmail.com.example.com,",
        "evilsmtp.gmail.com,",
        "amazonaws.com,"
    })
    void isFoundByItsHost(String host, @Nullable Provider provider) {
        assertThat(Provider.ofHost(host)).isEqualTo(provider);
    }

    @ParameterizedTest
    @EnumSource(value = Provider.class, mode = EnumSource.Mode.EXCLUDE, names = "SES")
    void isFoundByTheHostThatItFillsIn(Provider provider) {
        assertThat(Provider.ofHost(provider.defaults().getOrDefault(Setting.HOST, "")))
                .isSameAs(provider);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void saysWhatItsUserAndPasswordAreInAPartOfASentence(Provider provider) {
        assertThat(provider.loginHint())
                .isASCII()
                .isPrintable()
                .doesNotEndWith(".")
                .hasSizeLessThan(220);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void isFoundByItsWord(Provider provider) {
        assertThat(Provider.of(provider.word())).isSameAs(provider);
        assertThat(Setting.PROVIDER.choices()).contains(provider.word());
    }
}
