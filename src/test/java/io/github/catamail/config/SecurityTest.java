package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityTest {
    private static final Map<String, ConnectionSecurity> WORDS = Map.of(
            "implicit", ConnectionSecurity.IMPLICIT_TLS,
            "starttls", ConnectionSecurity.STARTTLS,
            "offered", ConnectionSecurity.STARTTLS_IF_OFFERED,
            "none", ConnectionSecurity.NONE);

    /** What each port means where nothing else is written: to a remote server with a login, without one, and to this machine with one. */
    @ParameterizedTest(name = "port {0}: with a login {1}, without {2}, on loopback {3}")
    @CsvSource({
        "25,   starttls, none,     offered",
        "465,  implicit, implicit, implicit",
        "587,  starttls, offered,  offered",
        "2465, implicit, implicit, implicit",
        "2525, starttls, none,     offered",
        "2587, starttls, offered,  offered",
        "1025, starttls, none,     offered"
    })
    void followsFromPortAndLogin(String port, String login, String anonymous, String loopback) {
        assertThat(Parsing.strict("host", "mail.example.com", "port", port, "user", "u", "password", "p")
                        .endpoint()
                        .security())
                .isEqualTo(WORDS.get(login));
        assertThat(Parsing.strict("host", "mail.example.com", "port", port)
                        .endpoint()
                        .security())
                .isEqualTo(WORDS.get(anonymous));
        assertThat(Parsing.strict("host", "127.0.0.1", "port", port, "user", "u", "password", "p")
                        .endpoint()
                        .security())
                .isEqualTo(WORDS.get(loopback));
    }

    /** What the written attributes mean, on any port with a login, on it without one, and which port they choose with a login. */
    @ParameterizedTest(name = "{0}: port {1}, with a login {2}, without {3}")
    @CsvSource({
        "tls=implicit,                                      465, implicit, implicit",
        "tls=IMPLICIT,                                      465, implicit, implicit",
        "tls=starttls,                                      587, starttls, starttls",
        "tls=none,                                          25,  none,     none",
        "port=587 tls=implicit,                             587, implicit, implicit",
        "port=465 tls=starttls,                             465, starttls, starttls",
        "port=465 tls=none,                                 465, none,     none",
        "mail.smtp.ssl.enable=true,                         465, implicit, implicit",
        "mail.smtp.ssl.enable=false,                        587, starttls, none",
        "mail.smtp.ssl.enable=yes mail.smtp.port=587,       587, implicit, implicit",
        "mail.smtp.starttls.enable=true,                    587, starttls, offered",
        "mail.smtp.starttls.enable=yes mail.smtp.port=25,   25,  starttls, offered",
        "mail.smtp.starttls.enable=true mail.smtp.port=465, 465, implicit, implicit",
        "mail.smtp.starttls.enable=false,                   587, none,     none",
        "mail.smtp.starttls.enable=false mail.smtp.port=465, 465, implicit, implicit",
        "mail.smtp.starttls.required=true,                  587, starttls, starttls",
        "mail.smtp.starttls.required=true mail.smtp.port=465, 465, starttls, starttls",
        "mail.smtp.starttls.required=false,                 587, starttls, none",
        "mail.smtp.starttls.enable=true mail.smtp.starttls.required=false, 587, starttls, offered",
        "mail.smtp.starttls.required=true mail.smtp.ssl.enable=true, 465, implicit, implicit",
        "mail.transport.protocol=smtps,                     465, implicit, implicit",
        "mail.transport.protocol=SMTPS mail.smtp.port=2000, 2000, implicit, implicit",
        "mail.transport.protocol.rfc822=smtps,              465, implicit, implicit",
        "mail.transport.protocol=smtp,                      587, starttls, none",
        "mail.smtp.socketFactory.class=javax.net.ssl.SSLSocketFactory, 465, implicit, implicit",
        "mail.smtp.socketFactory.class=javax.net.ssl.SSLSocketFactory mail.smtp.port=587, 587, starttls, offered",
        "mail.smtp.socketFactory.class=javax.net.ssl.SSLSocketFactory mail.smtp.port=25, 25, starttls, none",
        "mail.smtp.socketFactory.class=javax.net.ssl.SSLSocketFactory mail.smtp.port=2000, 2000, implicit, implicit",
        "mail.smtp.socketFactory.class=javax.net.ssl.SSLSocketFactory mail.smtp.socketFactory.port=465, 465, implicit, implicit",
        "mail.smtp.socketFactory.class=javax.net.ssl.SSLSocketFactory mail.smtp.socketFactory.port=465 mail.smtp.port=587, 465, implicit, implicit",
        "mail.smtp.socketFactory.class=javax.net.SocketFactory mail.smtp.port=2000, 2000, starttls, none",
        "mail.smtp.socketFactory.port=465 mail.smtp.port=25, 25, starttls, none"
    })
    void followsFromWhatIsWritten(String attributes, int port, String login, String anonymous) {
        Endpoint withLogin =
                Parsing.strict(with(attributes, "user", "u", "password", "p")).endpoint();

        assertThat(withLogin.port()).isEqualTo(port);
        assertThat(withLogin.security()).isEqualTo(WORDS.get(login));
        assertThat(Parsing.strict(with(attributes)).endpoint().security()).isEqualTo(WORDS.get(anonymous));
    }

    private static Map<String, String> with(String attributes, String... more) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("host", "mail.example.com"));
        for (String attribute : attributes.split(" ", -1)) {
            String[] parts = attribute.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        all.putAll(Parsing.map(more));
        return all;
    }

    @ParameterizedTest(name = "{0} with a login: port {1}")
    @CsvSource({
        "host,            587",
        "mail.smtp.host,  25",
        "mail.host,       25",
        "mail.smtps.host, 465",
    })
    void thePortFollowsTheVocabularyOfTheHost(String host, int port) {
        Parsing parsing = Parsing.strict(host, "mail.example.com", "user", "u", "password", "p");

        assertThat(parsing.endpoint().port()).isEqualTo(port);
        assertThat(parsing.clean().transportProtocol()).isEqualTo(port == 465 ? "smtps" : "smtp");
    }

    @Test
    void smtpsIsNotMeantBesideThePortAndTheSwitchOfStarttls() {
        Parsing parsing = Parsing.strict(
                "mail.smtp.host", "mail.example.com",
                "mail.smtp.port", "587",
                "mail.smtp.starttls.enable", "true",
                "mail.transport.protocol", "smtps");

        assertThat(parsing.endpoint())
                .isEqualTo(new Endpoint("mail.example.com", 587, ConnectionSecurity.STARTTLS_IF_OFFERED));
        assertThat(parsing.warnings())
                .containsExactly("'mail.transport.protocol' is \"smtps\" and has no effect, because"
                        + " 'mail.smtp.starttls.enable' is \"true\" and 'mail.smtp.port' is \"587\": STARTTLS is used. Remove"
                        + " 'mail.transport.protocol' [no-effect]");
    }

    @Test
    void smtpsIsMeantWhereItsOwnPortIsWritten() {
        assertThat(Parsing.strict(
                                "mail.smtps.host", "mail.example.com",
                                "mail.smtps.port", "587",
                                "mail.smtp.starttls.enable", "true",
                                "mail.transport.protocol", "smtps")
                        .endpoint()
                        .security())
                .isEqualTo(ConnectionSecurity.IMPLICIT_TLS);
    }

    @ParameterizedTest(name = "tls={0} and {1}={2}")
    @CsvSource({
        "none,     mail.smtp.ssl.enable,           true",
        "starttls, mail.smtp.ssl.enable,           true",
        "implicit, mail.smtp.ssl.enable,           false",
        "none,     mail.smtp.starttls.enable,      true",
        "starttls, mail.smtp.starttls.enable,      false",
        "none,     mail.smtp.starttls.required,    true",
        "implicit, mail.smtp.starttls.required,    true",
        "none,     mail.transport.protocol,        smtps",
        "starttls, mail.transport.protocol,        smtps",
        "starttls, mail.transport.protocol.rfc822, smtps",
        "starttls, mail.smtps.ssl.enable,          yes"
    })
    void contradictionsAreNamedBoth(String tls, String name, String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "tls", tls, name, text)
                        .errors())
                .containsExactly("'tls' is \"" + tls + "\" and '" + name + "' is \"" + text
                        + "\": they contradict each other. Keep one of them [contradiction]");
    }

    @ParameterizedTest(name = "tls={0} and {1}={2}")
    @CsvSource({
        "implicit, mail.smtp.ssl.enable,        true",
        "implicit, mail.smtp.starttls.enable,   true",
        "implicit, mail.transport.protocol,     smtps",
        "starttls, mail.smtp.starttls.enable,   true",
        "starttls, mail.smtp.starttls.required, true",
        "starttls, mail.smtp.starttls.required, false",
        "starttls, mail.smtp.ssl.enable,        false",
        "none,     mail.smtp.starttls.enable,   false",
        "none,     mail.transport.protocol,     smtp"
    })
    void whatAgreesIsFine(String tls, String name, String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "tls", tls, name, text)
                        .clean()
                        .endpoints()
                        .get(0)
                        .security())
                .isEqualTo(WORDS.get(tls));
    }

    @Test
    void aLoginInClearIsWarnedOf() {
        assertThat(Parsing.strict("host", "mail.example.com", "tls", "none", "user", "u", "password", "p")
                        .warnings())
                .containsExactly("user and password travel to mail.example.com:25 in clear, because 'tls' is \"none\"."
                        + " Remove it if the server offers TLS [clear-credentials]");
        assertThat(Parsing.strict(
                                "mail.smtps.starttls.enable", "no",
                                "host", "mail.example.com:2525",
                                "user", "u",
                                "password", "p")
                        .warnings())
                .containsExactly("user and password travel to mail.example.com:2525 in clear, because"
                        + " 'mail.smtps.starttls.enable' is \"no\". Remove it if the server offers TLS"
                        + " [clear-credentials]");
    }

    @Test
    void aLoginInClearOnThisMachineIsFine() {
        assertThat(Parsing.strict("host", "localhost", "tls", "none", "user", "u", "password", "p")
                        .clean()
                        .endpoints())
                .containsExactly(new Endpoint("localhost", 25, ConnectionSecurity.NONE));
    }

    @Test
    void eachHostOfAListHasItsOwn() {
        assertThat(Parsing.strict("host", "a.example.com:465, b.example.com, 127.0.0.1", "user", "u", "password", "p")
                        .clean()
                        .endpoints())
                .containsExactly(
                        new Endpoint("a.example.com", 465, ConnectionSecurity.IMPLICIT_TLS),
                        new Endpoint("b.example.com", 587, ConnectionSecurity.STARTTLS),
                        new Endpoint("127.0.0.1", 587, ConnectionSecurity.STARTTLS_IF_OFFERED));
    }

    @ParameterizedTest
    @CsvSource({"ssl, ''", "TLSv1.2, ''", "start-tls, starttls", "no, none", "implict, implicit", "impl, implicit"})
    void aWordThatIsNoneIsAnError(String word, String nearest) {
        assertThat(Parsing.strict("host", "mail.example.com", "tls", word).errors())
                .containsExactly("'tls' must be one of implicit, starttls, none. It is \"" + word + "\""
                        + (nearest.isEmpty() ? "" : ". Did you mean \"" + nearest + "\"?") + " [bad-value]");
    }

    @Test
    void aSwitchThatIsNoBooleanIsAnErrorOnce() {
        assertThat(Parsing.strict("host", "mail.example.com", "mail.smtp.starttls.enable", "required")
                        .errors())
                .containsExactly("'mail.smtp.starttls.enable' must be true or false (also yes, no, on, off). It is"
                        + " \"required\" [bad-value]");
    }

    @ParameterizedTest
    @CsvSource({
        "tls, starttls, 465, TLS from the first byte",
        "tls, starttls, 2465, TLS from the first byte",
        "mail.smtp.starttls.required, true, 465, TLS from the first byte",
        "tls, implicit, 587, STARTTLS",
        "mail.smtp.ssl.enable, true, 587, STARTTLS"
    })
    void aModeThatThePortIsNotForIsAWarning(String attribute, String value, String port, String meant) {
        assertThat(Parsing.strict("host", "mail.example.com", "port", port, attribute, value)
                        .warnings())
                .containsExactly("'" + attribute + "' is \"" + value + "\", but port " + port + " is for " + meant
                        + ". Remove '" + attribute + "', unless this server is different [wrong-tls-mode]");
    }

    @ParameterizedTest
    @CsvSource({"tls, starttls, 587", "tls, implicit, 465", "tls, implicit, 25", "tls, starttls, 1465", "tls, none, 465"
    })
    void otherModesAreNone(String attribute, String value, String port) {
        assertThat(Parsing.strict("host", "mail.example.com", "port", port, attribute, value)
                        .warnings())
                .isEmpty();
    }
}
