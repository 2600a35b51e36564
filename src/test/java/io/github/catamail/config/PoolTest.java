package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolTest {
    private static Parsing strict(String... namesAndTexts) {
        String[] all = new String[namesAndTexts.length + 2];
        all[0] = "host";
        all[1] = "mail.example.com";
        System.arraycopy(namesAndTexts, 0, all, 2, namesAndTexts.length);
        return Parsing.strict(all);
    }

    @Test
    void isSmallWhereNothingIsWritten() {
        assertThat(strict().clean().pool())
                .isEqualTo(new PoolSettings(
                        true,
                        8,
                        8,
                        0,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        10_000,
                        null));
    }

    @Test
    void isAsWritten() {
        assertThat(strict(
                                "maxTotal", "20",
                                "maxIdle", "10",
                                "minIdle", "2",
                                "maxWait", "5s",
                                "idleTimeout", "1m",
                                "maxLifetime", "1h",
                                "maxMessagesPerConnection", "1",
                                "maxRate", "30/m",
                                "pooled", "yes")
                        .clean()
                        .pool())
                .isEqualTo(new PoolSettings(
                        true,
                        20,
                        10,
                        2,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        1,
                        new Rate(30, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "8, 8", "9, 8", "10000, 8"})
    void maxIdleFollowsASmallerMaxTotal(String maxTotal, int maxIdle) {
        assertThat(strict("maxTotal", maxTotal).clean().pool().maxIdle()).isEqualTo(maxIdle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "10001", "eight", "8.0", "99999999999"})
    void maxTotalIsNeverWithoutALimit(String text) {
        assertThat(strict("maxTotal", text).errors())
                .containsExactly("'maxTotal' must be a whole number from 1 to 10000: servers refuse a client that opens"
                        + " connections without a limit. It is \"" + text + "\" [bad-value]");
    }

    @Test
    void maxIdleIsNotOverMaxTotal() {
        assertThat(strict("maxTotal", "4", "maxIdle", "5").errors())
                .containsExactly(
                        "'maxIdle' must not be over 'maxTotal', which is 4. It is \"5\". Lower 'maxIdle' or raise"
                                + " 'maxTotal' [bad-value]");
        assertThat(strict("maxIdle", "9").errors())
                .containsExactly(
                        "'maxIdle' must not be over 'maxTotal', which is 8. It is \"9\". Lower 'maxIdle' or raise"
                                + " 'maxTotal' [bad-value]");
    }

    @Test
    void minIdleIsNotOverMaxIdle() {
        assertThat(strict("maxTotal", "2", "minIdle", "3").errors())
                .containsExactly(
                        "'minIdle' must not be over 'maxIdle', which is 2. It is \"3\". Lower 'minIdle' or raise"
                                + " 'maxIdle' [bad-value]");
    }

    @ParameterizedTest
    @CsvSource({
        "maxIdle, -1, 'from 0 to 10000'",
        "minIdle, -1, 'from 0 to 10000'",
        "minIdle, x, 'from 0 to 10000'",
        "maxMessagesPerConnection, 0, 'from 1 to 1000000'",
        "maxMessagesPerConnection, -1, 'from 1 to 1000000'",
    })
    void numbersHaveARange(String name, String text, String range) {
        assertThat(strict(name, text).errors())
                .containsExactly(
                        "'" + name + "' must be a whole number " + range + ". It is \"" + text + "\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "-1", "-1000", "25h"})
    void waitingHasAnEndAndABeginning(String text) {
        assertThat(strict("maxWait", text).errors())
                .containsExactly(
                        "'maxWait' must be longer than 0 and not over 24h: without a wait, mail would fail as soon"
                                + " as all connections are in use, and a wait without end would hang the application. It is \""
                                + text + "\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxWait", "idleTimeout", "maxLifetime"})
    void timesAreDurations(String name) {
        assertThat(strict(name, "soon").errors())
                .containsExactly("'" + name + "' must be a duration such as 500ms, 10s, 5m or 1h (a bare number is"
                        + " milliseconds). It is \"soon\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"idleTimeout", "maxLifetime"})
    void connectionsDoNotLiveForEver(String name) {
        assertThat(strict(name, "-1").errors())
                .containsExactly(
                        "'" + name + "' must be longer than 0 and not over 24h: no time-out is endless here. It is"
                                + " \"-1\" [bad-value]");
    }

    @ParameterizedTest
    @CsvSource({
        "10/s, 10, 1, 10/s",
        "30/m, 30, 60, 30/m",
        "500/h, 500, 3600, 500/h",
        "2000/d, 2000, 86400, 2000/d",
        "10 / SEC, 10, 1, 10/s",
        "30/min, 30, 60, 30/m",
        "1000000/d, 1000000, 86400, 1000000/d"
    })
    void aRateIsMessagesInATime(String text, int messages, long seconds, String shown) {
        Rate rate = strict("maxRate", text).clean().pool().maxRate();

        assertThat(rate).isEqualTo(new Rate(messages, Duration.ofSeconds(seconds)));
        assertThat(rate).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "0/s", "-1/s", "1000001/d", "30/ms", "30/w", "30 m", "/m", "m", "1.5/s", "30/60"})
    void aRateThatIsNoneIsAnError(String text) {
        assertThat(strict("maxRate", text).errors())
                .containsExactly(
                        "'maxRate' must be a number of messages from 1 to 1000000 and a time: 10/s, 30/m, 500/h or"
                                + " 2000/d (second, minute, hour, day). It is \"" + text + "\" [bad-value]");
    }

    @Test
    void withoutAPoolItsAttributesHaveNoEffect() {
        Parsing parsing = strict("pooled", "off", "maxTotal", "3", "maxRate", "30/m");

        assertThat(parsing.settings().pool().pooled()).isFalse();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'maxTotal' has no effect, because 'pooled' is \"off\": each message gets a connection of its own."
                                + " Remove one of the two [no-effect]",
                        "'maxRate' has no effect, because 'pooled' is \"off\": each message gets a connection of its own."
                                + " Remove one of the two [no-effect]");
        assertThat(strict("pooled", "false").clean().pool().pooled()).isFalse();
        assertThat(strict("pooled", "true", "maxTotal", "3").clean().pool().maxTotal())
                .isEqualTo(3);
    }
}
