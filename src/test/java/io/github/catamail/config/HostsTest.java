package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp.example.com              | smtp.example.com:25",
                "'  smtp.example.com  '        | smtp.example.com:25",
                "smtp.example.com:587          | smtp.example.com:587",
                "smtp.example.com.:2525        | smtp.example.com.:2525",
                "mail_relay                    | mail_relay:25",
                "192.0.2.1                     | 192.0.2.1:25",
                "192.0.2.1:465                 | 192.0.2.1:465",
                "[2001:db8::1]                 | [2001:db8::1]:25",
                "[2001:db8::1]:587             | [2001:db8::1]:587",
                "2001:db8::1                   | [2001:db8::1]:25",
                "::1                           | [::1]:25",
                "fe80::1%eth7                  | [fe80::1%eth7]:25",
                "[::ffff:192.0.2.1]:25         | [::ffff:192.0.2.1]:25",
                "bücher.example                | xn--bcher-kva.example:25",
                "a.example.com:587,b.example.com | a.example.com:587 b.example.com:25",
                "'a.example.com b.example.com' | a.example.com:25 b.example.com:25",
                "'a.example.com ; [::1]:26,'   | a.example.com:25 [::1]:26",
            })
    void areReadWithOrWithoutPorts(String text, String addresses) {
        assertThat(addresses(Parsing.strict("host", text))).isEqualTo(addresses);
        assertThat(addresses(Parsing.strict("mail.smtp.host", text))).isEqualTo(addresses);
    }

    private static String addresses(Parsing parsing) {
        return String.join(
                " ", parsing.clean().endpoints().stream().map(Endpoint::address).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp..example.com",
                ".example.com",
                "smtp.example.com/path",
                "https://smtp.example.com:465",
                "[2001:db8::1",
                "[smtp.example.com]:25",
                "[2001:db8::1]587",
                "cafe:25:26",
                "2001:db8:::1",
                "smtp.example.com:465:587",
                "app@example.com",
                "${smtp.host}",
                "-",
                "a, b, -c"
            })
    void thatAreNoneAreErrors(String text) {
        assertThat(Parsing.strict("host", text).errors())
                .containsExactly("'host' must be a host name or address, with its port or without (smtp.example.com or"
                        + " smtp.example.com:587 or [2001:db8::1]:587), or a list of these. It is \"" + text
                        + "\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.example.com:", "a.example.com:x", "a.example.com:0", "[::1]:65536", "smtp://a.example.com"})
    void withBadPortsAreErrors(String text) {
        assertThat(Parsing.strict("host", text).errors())
                .containsExactly("'host' must have a number from 1 to 65535 behind the colon. It is \"" + text
                        + "\" [bad-value]");
    }

    @Test
    void withAPasswordInFrontOfThemDoNotShowIt() {
        assertThat(Parsing.strict("host", "smtps://app:hunter2@smtp.example.com:465")
                        .errors())
                .containsExactly("'host' must be a host name or address, with its port or without (smtp.example.com or"
                        + " smtp.example.com:587 or [2001:db8::1]:587), or a list of these. It is"
                        + " \"smtps://[hidden]@smtp.example.com:465\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "smtp", "25.0", "587 465", "99999999999"})
    void portsThatAreNoneAreErrors(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "port", text).errors())
                .containsExactly("'port' must be a number from 1 to 65535. It is \"" + text + "\" [bad-value]");
    }

    @Test
    void aBlankBehindThePortDoesNotMatter() {
        assertThat(Parsing.strict("mail.smtp.host", "mail.example.com", "mail.smtp.port", "587 ")
                        .endpoint()
                        .port())
                .isEqualTo(587);
    }

    @Test
    void thePortIsForHostsThatHaveNoneOfTheirOwn() {
        assertThat(addresses(Parsing.strict("host", "a.example.com, b.example.com:26", "port", "2525")))
                .isEqualTo("a.example.com:2525 b.example.com:26");
    }

    @Test
    void theSamePortTwiceIsFine() {
        assertThat(addresses(Parsing.strict("host", "a.example.com:587", "port", "587")))
                .isEqualTo("a.example.com:587");
    }

    @Test
    void twoPortsForOneHostAreAnError() {
        assertThat(Parsing.strict("host", "a.example.com:587", "mail.smtp.port", "25")
                        .errors())
                .containsExactly(
                        "'host' is \"a.example.com:587\" and 'mail.smtp.port' is \"25\": two ports for one host."
                                + " Keep one of them [contradiction]");
    }

    @Test
    void thePortOfTheSocketFactoryRecipeContradictsAShortPort() {
        assertThat(Parsing.strict(
                                "host", "a.example.com",
                                "port", "587",
                                "mail.smtp.socketFactory.class", "javax.net.ssl.SSLSocketFactory",
                                "mail.smtp.socketFactory.port", "465")
                        .errors())
                .containsExactly(
                        "'port' is \"587\" and 'mail.smtp.socketFactory.port' is \"465\": two ports for one host."
                                + " Keep one of them [contradiction]");
    }

    @Test
    void aMissingHostIsAnError() {
        assertThat(Parsing.strict("port", "25").errors())
                .containsExactly(
                        "'host' is missing: there is no server to send mail to. Add host=\"smtp.example.com\" (or"
                                + " mail.smtp.host) [missing-attribute]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.smtp.hots", "mail.smtps.hots", "mail.hots"})
    void aPropertyThatIsNearlyTheHostIsNamedWhereTheHostIsMissing(String name) {
        assertThat(Parsing.strict("mail.smtp.timout", "1", "port", "25", name, "smtp.example.com")
                        .errors())
                .containsExactly("'host' is missing: there is no server to send mail to. Correct '" + name
                        + "' if it is meant to name it, or add host=\"smtp.example.com\" [missing-attribute]");
    }

    @Test
    void aMissingHostIsThisMachineWhereTomcatsOwnFactoryWasReplaced() {
        Parsing parsing = Parsing.lenient("mail.from", "app@example.com");

        assertThat(parsing.endpoint()).isEqualTo(new Endpoint("localhost", 25, ConnectionSecurity.NONE));
        assertThat(parsing.warnings())
                .containsExactly(
                        "'host' is missing: there is no server to send mail to. Add host=\"smtp.example.com\" (or"
                                + " mail.smtp.host). Until then mail goes to localhost [missing-attribute]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1"})
    void thisMachineItselfIsKnown(String host) {
        assertThat(HostText.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example.com", "127.0.0.1.example.com", "128.0.0.1", "::2", "mylocalhost"})
    void othersAreNotThisMachine(String host) {
        assertThat(HostText.isLoopback(host)).isFalse();
    }
}
