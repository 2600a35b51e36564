package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthenticationTest {
    private static final String GIVE_BOTH =
            ". Give both to log in, or neither to send without a login [half-credentials]";

    /** Every mode with every mail.smtp.auth and every half of the credentials. A dash stands for not written. */
    @ParameterizedTest(name = "authentication={0} mail.smtp.auth={1} user={2} password={3}: {4}")
    @CsvSource({
        "-,        -,     -,   -,      none",
        "-,        -,     ' ', ' ',    none",
        "-,        -,     app, secret, login",
        "-,        -,     app, -,      error",
        "-,        -,     app, ' ',    error",
        "-,        -,     -,   secret, error",
        "-,        -,     ' ', secret, error",
        "-,        true,  -,   -,      none with a warning",
        "-,        true,  ' ', ' ',    none with a warning",
        "-,        true,  app, secret, login",
        "-,        true,  app, -,      error",
        "-,        true,  -,   secret, error",
        "-,        false, -,   -,      none",
        "-,        false, app, secret, none with a warning",
        "-,        false, app, -,      none",
        "-,        false, -,   secret, none",
        "auto,     -,     -,   -,      none",
        "auto,     -,     app, secret, login",
        "auto,     -,     app, -,      error",
        "auto,     true,  -,   -,      none with a warning",
        "auto,     true,  app, secret, login",
        "auto,     false, app, secret, none with a warning",
        "required, -,     -,   -,      error",
        "required, -,     ' ', ' ',    error",
        "required, -,     app, secret, login",
        "required, -,     app, -,      error",
        "required, -,     -,   secret, error",
        "required, true,  -,   -,      error",
        "required, true,  app, secret, login",
        "required, false, app, secret, error",
        "required, false, -,   -,      error",
        "none,     -,     -,   -,      none",
        "none,     -,     app, secret, none",
        "none,     -,     app, -,      none",
        "none,     -,     -,   secret, none",
        "none,     true,  -,   -,      error",
        "none,     true,  app, secret, error",
        "none,     false, app, secret, none",
        "none,     false, -,   -,      none"
    })
    void followsFromModeAndCredentials(String mode, String auth, String user, String password, String outcome) {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("host", "localhost"));
        putIfWritten(attributes, "authentication", mode);
        putIfWritten(attributes, "mail.smtp.auth", auth);
        putIfWritten(attributes, "user", user);
        putIfWritten(attributes, "password", password);

        assertThat(outcome(Parsing.strict(attributes))).isEqualTo(outcome);
    }

    private static void putIfWritten(Map<String, String> attributes, String name, String text) {
        if (!text.equals("-")) {
            attributes.put(name, text);
        }
    }

    private static String outcome(Parsing parsing) {
        if (!parsing.errors().isEmpty()) {
            return "error";
        }
        String login = parsing.settings().authentication().credentials() == null ? "none" : "login";
        return parsing.warnings().isEmpty() ? login : login + " with a warning";
    }

    @Test
    void usesUserAndPassword() {
        Credentials credentials = Parsing.strict("host", "localhost", "user", " app@example.com ", "password", "p")
                .login();

        assertThat(credentials.user()).isEqualTo("app@example.com");
        assertThat(credentials.password().reveal()).isEqualTo("p");
    }

    @Test
    void takesThePasswordWithItsBlanks() {
        assertThat(Parsing.strict("host", "localhost", "user", "app", "password", " p p ")
                        .login()
                        .password()
                        .reveal())
                .isEqualTo(" p p ");
    }

    @Test
    void saysThatThePasswordIsMissing() {
        assertThat(Parsing.strict("host", "localhost", "user", "app").errors())
                .containsExactly("'user' is \"app\" but 'password' is missing or blank" + GIVE_BOTH);
    }

    @Test
    void saysThatTheUserIsMissing() {
        assertThat(Parsing.strict("host", "localhost", "password", "p").errors())
                .containsExactly("'password' is given but 'user' is missing or blank" + GIVE_BOTH);
    }

    @Test
    void saysThatARequiredLoginIsMissing() {
        assertThat(Parsing.strict("host", "localhost", "authentication", "required")
                        .errors())
                .containsExactly("'authentication' is \"required\" but 'user' and 'password' are missing or blank. Give"
                        + " both, or remove 'authentication' to send without a login [missing-attribute]");
    }

    @Test
    void saysThatAuthWithoutALoginHasNoEffect() {
        assertThat(Parsing.strict("host", "localhost", "mail.smtp.auth", "true", "user", "", "password", "")
                        .warnings())
                .containsExactly("'mail.smtp.auth' is \"true\" but user and password are missing or blank: mail is sent"
                        + " without a login. Give both to log in, or remove 'mail.smtp.auth' [no-effect]");
    }

    @Test
    void saysThatALoginSwitchedOffHasNoEffect() {
        assertThat(Parsing.strict(
                                "mail.smtps.host", "localhost",
                                "mail.smtps.auth", "no",
                                "mail.smtps.user", "app",
                                "password", "p")
                        .warnings())
                .containsExactly(
                        "'mail.smtps.user' and 'password' have no effect, because 'mail.smtps.auth' is \"no\": mail"
                                + " is sent without a login. Remove 'mail.smtps.auth' to log in [no-effect]");
    }

    @Test
    void saysWhichTwoContradictEachOther() {
        assertThat(Parsing.strict("host", "localhost", "authentication", "none", "mail.smtp.auth", "true")
                        .errors())
                .containsExactly(
                        "'authentication' is \"none\" and 'mail.smtp.auth' is \"true\": they contradict each other."
                                + " Keep one of them [contradiction]");
    }

    @Test
    void doesNotStumbleOverAUserThatJakartaMailWouldNotUse() {
        Parsing parsing = Parsing.strict("mail.smtp.host", "localhost", "mail.smtp.user", "anonymous");

        assertThat(parsing.settings().authentication().credentials()).isNull();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.user' is given but 'password' is missing or blank: mail is sent without a login."
                                + " Add 'password' to log in, or remove 'mail.smtp.user' [half-credentials]");
    }

    @Test
    void doesNotStumbleOverAPasswordThatJakartaMailWouldNotUse() {
        Parsing parsing = Parsing.strict("mail.smtp.host", "localhost", "mail.smtp.password", "p");

        assertThat(parsing.settings().authentication().credentials()).isNull();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.password' is given but 'user' is missing or blank: mail is sent without a login."
                                + " Add 'user' to log in, or remove 'mail.smtp.password' [half-credentials]");
    }

    @Test
    void refusesHalfALoginThatJakartaMailWouldHaveFailedWith() {
        assertThat(Parsing.strict("mail.smtp.host", "localhost", "mail.smtp.user", "app", "mail.smtp.auth", "true")
                        .errors())
                .containsExactly("'mail.smtp.user' is \"app\" but 'password' is missing or blank" + GIVE_BOTH);
    }

    @Test
    void readsMechanismsInTheirOrder() {
        assertThat(Parsing.strict("host", "localhost", "authMechanisms", "PLAIN, LOGIN")
                        .clean()
                        .authentication()
                        .mechanisms())
                .containsExactly("PLAIN", "LOGIN");
        assertThat(Parsing.strict("host", "localhost", "mail.smtp.auth.mechanisms", "XOAUTH2 PLAIN")
                        .clean()
                        .authentication()
                        .mechanisms())
                .containsExactly("XOAUTH2", "PLAIN");
    }
}
