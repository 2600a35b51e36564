package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherSettingsTest {
    private static Parsing strict(String name, String text) {
        return Parsing.strict("host", "mail.example.com", name, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app", "app.example.com", "app.example.com.", "[192.0.2.1]", "[IPv6:2001:db8::1]", "a-b.c1"})
    void aHeloNameIsAHostNameOrAnAddress(String name) {
        assertThat(strict("heloName", name).clean().heloName()).isEqualTo(name);
        assertThat(strict("mail.smtp.localhost", name).clean().heloName()).isEqualTo(name);
    }

    @Test
    void anAddressAsHeloNameGetsItsBrackets() {
        assertThat(strict("heloName", "192.0.2.1").clean().heloName()).isEqualTo("[192.0.2.1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my host", "my_host", "-a", "a..b", "a-.b", "[app]", "2001:db8::1", "a\nb", "host:25"})
    void otherHeloNamesAreErrors(String name) {
        assertThat(strict("heloName", name).errors())
                .containsExactly("'heloName' must be a host name or an address such as [192.0.2.1] or"
                        + " [IPv6:2001:db8::1]. It is \"" + name.replace('\n', '?') + "\" [bad-value]");
    }

    @Test
    void aHeloNameThatSomeServersTakeIsKeptFromJakartaMail() {
        Parsing parsing = strict("mail.smtp.localhost", "my_host");

        assertThat(parsing.settings().heloName()).isEqualTo("my_host");
        assertThat(parsing.warnings())
                .containsExactly("'mail.smtp.localhost' is \"my_host\", which is no host name: many servers refuse it"
                        + " [bad-value]");
    }

    @Test
    void aHeloNameCannotSmuggleCommands() {
        assertThat(strict("mail.smtp.localhost", "a\r\nQUIT").errors()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "debug, off, OFF",
        "debug, protocol, PROTOCOL",
        "debug, FULL, FULL",
        "debug, true, PROTOCOL",
        "debug, no, OFF",
        "mail.debug, true, PROTOCOL",
        "mail.debug, false, OFF"
    })
    void debugTakesWordsAndBooleans(String name, String text, DebugLevel level) {
        assertThat(strict(name, text).clean().debug()).isEqualTo(level);
    }

    @Test
    void debugThatIsNoneIsAnError() {
        assertThat(strict("debug", "ful").errors())
                .containsExactly("'debug' must be one of off, protocol, full. It is \"ful\". Did you mean \"full\"?"
                        + " [bad-value]");
    }

    @Test
    void debugInBothVocabulariesMayAgree() {
        assertThat(Parsing.strict("host", "mail.example.com", "debug", "protocol", "mail.debug", "true")
                        .clean()
                        .debug())
                .isEqualTo(DebugLevel.PROTOCOL);
    }

    @Test
    void theSenderIsTakenAsItStands() {
        assertThat(strict("from", "\"Doe, Jane\" <jane@example.com>").clean().from())
                .isEqualTo("\"Doe, Jane\" <jane@example.com>");
    }

    @Test
    void aVariableThatNothingHasReplacedIsNoticed() {
        assertThat(Parsing.strict(
                                "host", "mail.example.com",
                                "user", "${mail.user}",
                                "password", "a${mail.pw}b")
                        .warnings())
                .containsExactlyInAnyOrder(
                        "'user' contains ${mail.user}, for which Tomcat has no value: set that property, or write the value"
                                + " itself [bad-value]",
                        "'password' contains ${...}, for which Tomcat has no value: set that property, or write the value"
                                + " itself [bad-value]");
    }

    @Test
    void theFirstHostIsPreferredUnlessAskedOtherwise() {
        String two = "a.example.com, b.example.com";

        assertThat(Parsing.strict("host", two).clean().hostOrder()).isEqualTo(HostOrder.FAILOVER);
        assertThat(Parsing.strict("host", two, "hostOrder", "failover").clean().hostOrder())
                .isEqualTo(HostOrder.FAILOVER);
        assertThat(Parsing.strict("host", two, "hostOrder", "RoundRobin")
                        .clean()
                        .hostOrder())
                .isEqualTo(HostOrder.ROUNDROBIN);
    }

    @Test
    void anOrderOfOneHostHasNoEffect() {
        assertThat(strict("hostOrder", "roundrobin").warnings())
                .containsExactly("'hostOrder' is \"roundrobin\" and has no effect: there is one server only. Remove it"
                        + " [no-effect]");
        assertThat(strict("hostOrder", "failover").clean().hostOrder()).isEqualTo(HostOrder.FAILOVER);
    }

    @Test
    void commandsAreSentTogetherUnlessAskedOtherwise() {
        assertThat(Parsing.strict("host", "mail.example.com").clean().pipelining())
                .isTrue();
        assertThat(strict("pipelining", "off").clean().pipelining()).isFalse();
    }
}
