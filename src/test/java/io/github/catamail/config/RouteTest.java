package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTest {
    @Test
    void isStraightWhereNothingIsWritten() {
        assertThat(Parsing.strict("host", "mail.example.com").clean().route()).isEqualTo(Route.DIRECT);
    }

    @Test
    void mayLeadThroughAnHttpProxy() {
        assertThat(Parsing.strict(
                                "host", "mail.example.com",
                                "mail.smtp.proxy.host", "proxy.example.com",
                                "mail.smtp.proxy.port", "3128",
                                "mail.smtp.proxy.user", "app",
                                "mail.smtp.proxy.password", " p ")
                        .clean()
                        .route())
                .isEqualTo(new Route(Route.Kind.HTTP, "proxy.example.com", 3128, "app", Secret.of(" p "), null, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "mail.smtp.proxy.host, proxy.example.com,      HTTP,  80",
        "mail.smtp.proxy.host, proxy.example.com:8080, HTTP,  8080",
        "mail.smtp.socks.host, proxy.example.com,      SOCKS, 1080",
        "mail.smtps.socks.host, proxy.example.com:1081, SOCKS, 1081"
    })
    void hasTheDefaultPortOfItsKind(String name, String text, Route.Kind kind, int port) {
        assertThat(Parsing.strict("host", "mail.example.com", name, text)
                        .clean()
                        .route())
                .isEqualTo(new Route(kind, "proxy.example.com", port, null, null, null, 0));
    }

    @Test
    void mayBeginAtALocalAddress() {
        assertThat(Parsing.strict(
                                "host", "mail.example.com",
                                "mail.smtp.localaddress", "192.0.2.7",
                                "mail.smtp.localport", "2000")
                        .clean()
                        .route())
                .isEqualTo(new Route(Route.Kind.DIRECT, null, 0, null, null, "192.0.2.7", 2000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.smtp.proxy.host | a b   | must be one host name or address, with its port or without",
                "mail.smtp.proxy.host | a:b   | must have a number from 1 to 65535 behind the colon",
                "mail.smtp.localport  | 70000 | must be a number from 1 to 65535"
            })
    void thatIsBadIsAnError(String name, String text, String rule) {
        assertThat(Parsing.strict("host", "mail.example.com", name, text).errors())
                .containsExactly("'" + name + "' " + rule + ". It is \"" + text + "\" [bad-value]");
    }
}
