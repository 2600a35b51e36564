package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemsTest {
    @Test
    void oneErrorStandsOnOneLine() {
        assertThat(Parsing.strict("host", "mail.example.com", "port", "0").report())
                .isEqualTo("mail/Session: 'port' must be a number from 1 to 65535. It is \"0\" [bad-value]");
    }

    @Test
    void allErrorsAreReportedTogether() {
        assertThat(Parsing.strict(
                                "host", "smtp.example.com:x",
                                "user", "app",
                                "readTimeout", "soon",
                                "truststoreType", "pk12",
                                "truststoreFile", "conf/ca.p12",
                                "tls", "starttls",
                                "mail.smtp.ssl.enable", "true",
                                "heloName", "my host",
                                "hots", "x",
                                "mail.debug.auth", "true")
                        .report())
                .isEqualTo("""
                        mail/Session: 7 problems in its configuration
                          - 'hots' is not an attribute of Catamail; did you mean 'host'? (strict="false" makes this a warning) [unknown-attribute]
                          - 'user' is "app" but 'password' is missing or blank. Give both to log in, or neither to send without a login [half-credentials]
                          - 'tls' is "starttls" and 'mail.smtp.ssl.enable' is "true": they contradict each other. Keep one of them [contradiction]
                          - 'host' must have a number from 1 to 65535 behind the colon. It is "smtp.example.com:x" [bad-value]
                          - 'truststoreType' must be one of PKCS12, JKS, PEM. It is "pk12". Did you mean "PKCS12"? [bad-value]
                          - 'readTimeout' must be a duration such as 500ms, 10s, 5m or 1h (a bare number is milliseconds). It is "soon" [bad-value]
                          - 'heloName' must be a host name or an address such as [192.0.2.1] or [IPv6:2001:db8::1]. It is "my host" [bad-value]
                          - warning: 'mail.debug.auth' has no effect: credentials are never written to the log [no-effect]\
                        """);
    }

    /** Each with what is said to be missing for it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "hots, 'host', missing-attribute, port, 587",
                "hostt, 'host', missing-attribute, user, app",
                "usr, 'user', half-credentials, password, x",
                "pasword, 'password', half-credentials, user, app"
            })
    void aMisspeltNameComesBeforeWhatIsMissingForIt(
            String misspelt, String meant, String missing, String other, String text) {
        List<String> errors = Parsing.strict(misspelt, "x", other, text).errors();

        assertThat(errors.get(0))
                .contains("'" + misspelt + "' is not", "did you mean " + meant)
                .endsWith("[unknown-attribute]");
        assertThat(errors.subList(1, errors.size())).anyMatch(error -> error.endsWith("[" + missing + "]"));
    }

    @Test
    void whereItIsNoErrorItComesBeforeTheOtherWarnings() {
        Problems problems = new Problems("mail/Session");
        problems.warning(Topic.NO_EFFECT, "'x' has no effect");
        problems.warning(Topic.UNKNOWN_PROPERTY, "'mail.smtp.hots' is not known");
        problems.warning(Topic.BAD_VALUE, "'y' is odd");

        assertThat(problems.warnings())
                .extracting(Problem::topic)
                .containsExactly(Topic.UNKNOWN_PROPERTY, Topic.NO_EFFECT, Topic.BAD_VALUE);
    }

    @Test
    void theSameIsNotSaidTwice() {
        Problems problems = new Problems("mail/Session");
        problems.error(Topic.BAD_VALUE, "'port' is odd");
        problems.error(Topic.BAD_VALUE, "'port' is odd");
        problems.warning(Topic.BAD_VALUE, "'port' is odd");

        assertThat(problems.errors()).containsExactly(new Problem(Severity.ERROR, Topic.BAD_VALUE, "'port' is odd"));
        assertThat(problems.warnings())
                .containsExactly(new Problem(Severity.WARNING, Topic.BAD_VALUE, "'port' is odd"));
    }

    @Test
    void warningsAloneAreNoErrors() {
        Problems problems = new Problems("mail/Session");
        problems.warning(Topic.NO_EFFECT, "'x' has no effect");

        assertThat(problems.hasErrors()).isFalse();
        assertThat(problems.resource()).isEqualTo("mail/Session");
    }
}
