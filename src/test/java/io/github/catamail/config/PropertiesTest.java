package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that no setting stands for. */
final class PropertiesTest {
    private static Parsing strict(String name, String text) {
        return Parsing.strict("host", "mail.example.com", name, text);
    }

    @ParameterizedTest
    @CsvSource({
        "hots,              host",
        "Host,              host",
        "pasword,           password",
        "readTimout,        readTimeout",
        "trustStoreFile,    truststoreFile",
        "truststore,        truststoreFile",
        "helo,              heloName",
        "smtp.port,         mail.smtp.port",
        "smtp.ssl.trust,    mail.smtp.ssl.trust"
    })
    void unknownAttributesAreErrorsWithTheNearestName(String name, String nearest) {
        assertThat(strict(name, "x").errors())
                .containsExactly("'" + name + "' is not an attribute of Catamail; did you mean '" + nearest
                        + "'? (strict=\"false\" makes this a warning) [unknown-attribute]");
    }

    @Test
    void unknownAttributesThatAreNearNothingAreJustErrors() {
        assertThat(strict("flavour", "x").errors())
                .containsExactly("'flavour' is not an attribute of Catamail (strict=\"false\" makes this a warning)"
                        + " [unknown-attribute]");
    }

    @Test
    void unknownAttributesAreWarningsWhereNotStrict() {
        String warning = "'hots' is not an attribute of Catamail; did you mean 'host'? [unknown-attribute]";

        assertThat(Parsing.lenient("host", "mail.example.com", "hots", "x").warnings())
                .containsExactly(warning);
        assertThat(Parsing.strict("host", "mail.example.com", "hots", "x", "strict", "no")
                        .warnings())
                .containsExactly(warning);
        assertThat(Parsing.lenient("host", "mail.example.com", "hots", "x", "strict", "true")
                        .errors())
                .hasSize(1);
    }

    @Test
    void strictThatIsNoBooleanIsAnError() {
        assertThat(strict("strict", "very").errors())
                .containsExactly("'strict' must be true or false (also yes, no, on, off). It is \"very\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void unknownPropertiesAreWarningsAlwaysAndPassedOn(String strict) {
        Parsing parsing =
                Parsing.strict("host", "mail.example.com", "strict", strict, "mail.smtp.starttls.enabled", "true");

        assertThat(parsing.settings().properties()).isEqualTo(Map.of("mail.smtp.starttls.enabled", "true"));
        assertThat(parsing.warnings())
                .containsExactly("'mail.smtp.starttls.enabled' is not a property that Jakarta Mail knows; did you mean"
                        + " 'mail.smtp.starttls.enable'? [unknown-property]");
    }

    @Test
    void propertiesOfSmtpsArePassedOnAsThoseOfSmtp() {
        assertThat(Parsing.strict(
                                "mail.smtps.host", "mail.example.com",
                                "mail.smtps.allow8bitmime", "yes",
                                "mail.smtps.dsn.notify", "FAILURE",
                                "mail.smtps.auth.ntlm.flags", "0")
                        .clean()
                        .properties())
                .isEqualTo(Map.of(
                        "mail.smtp.allow8bitmime", "true",
                        "mail.smtp.dsn.notify", "FAILURE",
                        "mail.smtp.auth.ntlm.flags", "0"));
    }

    @Test
    void aNumberThatIsNoneIsAnError() {
        assertThat(strict("mail.imap.fetchsize", "16k").errors())
                .containsExactly("'mail.imap.fetchsize' must be a whole number. It is \"16k\" [bad-value]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.smtp.class                       | x.Transport      | Catamail brings its own transport",
                "mail.smtp.socketFactory.fallback      | true             | a connection that fails is never retried with weaker trust",
                "mail.smtp.socketFactory.class         | x.TrustAllSSLSocketFactory | whom to trust is said by 'truststoreFile' and 'keystoreFile'",
                "mail.smtp.ssl.socketFactory.class     | x.Factory        | whom to trust is said by 'truststoreFile' and 'keystoreFile'",
                "mail.smtps.ssl.socketFactory.port     | 465              | the port is said by 'port'",
                "mail.smtp.ssl.hostnameverifier.class  | x.Verifier       | the name to check is said by 'tlsServerName'",
                "mail.smtp.usesocketchannels           | true             | Catamail opens its own sockets",
                "mail.smtp.chunksize                   | 32768            | Catamail itself sends short messages as one chunk where the server takes chunks",
                "mail.smtp.ehlo                        | false            | EHLO is always used; the server may answer it with an error",
                "mail.debug.auth                       | true             | credentials are never written to the log",
                "mail.debug.auth.password              | yes              | credentials are never written to the log",
                "mail.smtp.ssl.socketFactory           | x                | it takes an object made by program code, which a <Resource> cannot hold",
                "mail.event.executor                   | x                | it takes an object made by program code, which a <Resource> cannot hold",
                "mail.imap.proxy.password              | x                | secrets are not put into the properties of a session, where every application could read them"
            })
    void propertiesWithoutEffectAreWarnedOfAndNotPassedOn(String name, String text, String why) {
        Parsing parsing = strict(name, text);

        assertThat(parsing.settings().properties()).isEmpty();
        assertThat(parsing.warnings()).containsExactly("'" + name + "' has no effect: " + why + " [no-effect]");
    }

    @ParameterizedTest
    @CsvSource({
        "mail.smtp.socketFactory.fallback, false",
        "mail.smtp.socketFactory.fallback, no",
        "mail.smtp.usesocketchannels, false",
        "mail.smtp.ehlo, TRUE",
        "mail.smtp.chunksize, -1",
        "mail.debug.auth, false",
        "mail.debug.auth.password, off",
        "mail.smtp.socketFactory.class, javax.net.ssl.SSLSocketFactory",
        "mail.smtp.socketFactory.class, javax.net.SocketFactory",
        "mail.smtp.socketFactory.class, com.sun.mail.util.MailSSLSocketFactory"
    })
    void propertiesThatAskForWhatIsSoAnywayAreFine(String name, String text) {
        assertThat(strict(name, text).clean().properties()).isEmpty();
    }

    @Test
    void attributesOfTheResourceElementAreKeptOut() {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("host", "mail.example.com"));
        for (String name : PropertyParser.RESERVED) {
            attributes.put(name, "x");
        }

        assertThat(PropertyParser.RESERVED)
                .contains("name", "type", "auth", "scope", "singleton", "description", "factory", "closeMethod");
        assertThat(Parsing.strict(attributes).clean())
                .isEqualTo(Parsing.strict("host", "mail.example.com").clean());
    }

    @Test
    void allThatJakartaMailKnowsPassesInStrictMode() {
        for (String name : JakartaMailProperties.names()) {
            String text = switch (Objects.requireNonNull(JakartaMailProperties.type(name))) {
                case BOOLEAN -> "true";
                case NUMBER, MILLISECONDS -> "1000";
                case TEXT, OBJECT -> "x";
            };
            Parsing parsing = Parsing.strict(Parsing.map("mail.smtp.host", "mail.example.com", name, text));

            assertThat(parsing.errors()).as(name).isEmpty();
            assertThat(parsing.warnings())
                    .as(name)
                    .allMatch(warning -> !warning.contains("[unknown-property]") && warning.contains("'" + name + "'"));
        }
    }
}
