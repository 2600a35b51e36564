package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
                          - 'user' is "app" but 'password' is missing or blank. Give both to log in, or neither to send without a login [half-credentials]
                          - 'tls' is "starttls" and 'mail.smtp.ssl.enable' is "true": they contradict each other. Keep one of them [contradiction]
                          - 'host' must have a number from 1 to 65535 behind the colon. It is "smtp.example.com:x" [bad-value]
                          - 'truststoreType' must be one of PKCS12, JKS, PEM. It is "pk12". Did you mean "PKCS12"? [bad-value]
                          - 'readTimeout' must be a duration such as 500ms, 10s, 5m or 1h (a bare number is milliseconds). It is "soon" [bad-value]
                          - 'heloName' must be a host name or an address such as [192.0.2.1] or [IPv6:2001:db8::1]. It is "my host" [bad-value]
                          - 'hots' is not an attribute of Catamail; did you mean 'host'? (strict="false" makes this a warning) [unknown-attribute]
                          - warning: 'mail.debug.auth' has no effect: credentials are never written to the log [no-effect]\
                        """);
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
