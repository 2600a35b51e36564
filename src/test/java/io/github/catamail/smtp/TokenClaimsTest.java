package io.github.catamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tokens say of themselves, and what they do not. */
final class TokenClaimsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String OURS = "\"iss\":\"https://login.microsoftonline.com/t/v2.0\"";
    private static final String MAIL = OURS + ",\"aud\":\"https://outlook.office.com\"";

    @Test
    void audienceRightsAppUserIssuerAndEndAreTold() {
        assertThat(claims(
                                "\"aud\":[\"a\",\"b\"],\"scope\":\"s t\",\"azp\":\"1-2\",\"email\":\"joe@example.com\",\"iss\":\"i\","
                                        + "\"exp\":1795695000,\"sub\":\"hidden\",\"oid\":\"hidden\",\"secret\":\"hidden\"")
                        .text())
                .isEqualTo("The token in 'password' says: audience \"a b\", scope \"s t\", app \"1-2\", user"
                        + " \"joe@example.com\", issuer \"i\", expires on 2026-11-26 12:10 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "1795694400, '2026-11-26 12:00 UTC, 0 min ago'",
        "1795691700, '2026-11-26 11:15 UTC, 45 min ago'",
        "1795521600.75, '2026-11-24 12:00 UTC, 2 days ago'"
    })
    void oneThatHasExpiredSaysWhenAndIsToBeReplaced(String end, String told) {
        TokenClaims claims = claims(MAIL + ",\"exp\":" + end);
        assertThat(claims.text()).endsWith("expired on " + told);
        assertThat(claims.advice("joe@example.com", "other"))
                .isEqualTo("the token in 'password' has expired: give a fresh one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"soon\"", "99999999999999999999", "999999999999", "true", "[]", "{}", "null"})
    void anEndThatIsNoTimeIsLeftOut(String end) {
        assertThat(claims("\"aud\":\"a\",\"exp\":" + end).text())
                .isEqualTo("The token in 'password' says: audience \"a\"");
    }

    @Test
    void aTokenWithoutTheRightToSendNamesThePermission() {
        assertThat(claims(MAIL + ",\"roles\":[\"IMAP.AccessAsApp\"],\"scp\":\"SMTP.SendNot\"")
                        .advice("joe@example.com", "other"))
                .isEqualTo(
                        "the token does not allow to send: give the app the permission SMTP.SendAsApp, or SMTP.Send where a"
                                + " person signs in, and have an administrator consent to it");
    }

    @Test
    void severalMistakesAreAllTold() {
        assertThat(claims(OURS + ",\"aud\":\"https://graph.microsoft.com\",\"upn\":\"joe@example.com\"")
                        .advice("app@example.com", "other"))
                .isEqualTo(
                        "the token is for another service than mail: give one as 'password' that was asked for with the"
                                + " scope https://outlook.office365.com/.default. Also, the token is that of \"joe@example.com\" and"
                                + " not of 'user': set user=\"joe@example.com\", or let them use the mailbox");
    }

    @Test
    void oneInWhichNothingIsWrongLeavesTheAdviceToTheServersReply() {
        assertThat(claims(MAIL + ",\"scp\":\"SMTP.Send\",\"upn\":\"Joe@Example.com\"")
                        .advice("joe@example.com", "other"))
                .isEqualTo(TokenClaims.CHECK_LIST);
        assertThat(claims("\"aud\":\"a\"").advice("joe@example.com", "other")).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret-Pa55",
                "ya29.a0AfOpaque-Token",
                "EwBwA8l6BAAU",
                "a.b.c",
                "..",
                "eyJhIjoxfQ.eyJhIjoxfQ",
                "eyJhIjoxfQ.bm8ganNvbg.c2ln",
                "eyJhIjoxfQ.eyJhIjox.c2ln",
                "eyJhIjoxfQ.eyJhdWQiOiJhIn0.key.iv.tag"
            })
    void onesThatOnlyTheServerCanReadSayNothing(String opaque) {
        TokenClaims claims = TokenClaims.of(Secret.of(opaque), NOW);
        assertThat(claims.text()).isEmpty();
        assertThat(claims.advice("joe@example.com", "other")).isEqualTo("other");
        assertThat(claims.toString()).doesNotContain(opaque);
    }

    @Test
    void noPartOfTheTokenIsKept() {
        String payload = encoded("{" + MAIL + ",\"jti\":\"one-time\",\"nonce\":\"n0nce\",\"exp\":1795695000}");
        String header = encoded("{\"alg\":\"RS256\",\"kid\":\"k3y\"}");
        TokenClaims claims = TokenClaims.of(Secret.of(header + "." + payload + ".s1gnature"), NOW);
        assertThat(claims.text() + claims + claims.advice("joe@example.com", "other"))
                .doesNotContain(header, payload, "s1gnature", "one-time", "n0nce", "k3y");
        assertThat(claims.claims()).containsOnlyKeys("iss", "aud", "exp");
    }

    @Test
    void whatIsLongOrManyOrUnprintableIsCut() {
        String many = "\"r\",".repeat(100);
        assertThat(claims("\"aud\":\"" + "x".repeat(5000) + "\",\"scp\":\"a\\n\\u0007\\u202eb\\\"c\",\"roles\":["
                                + many.substring(0, many.length() - 1) + "]")
                        .text())
                .isEqualTo("The token in 'password' says: audience \"" + "x".repeat(200)
                        + "...\", scope \"a b'c\", roles \"" + "r ".repeat(19) + "r\"");
        assertThat(claims("\"aud\":\"" + "x".repeat(20_000) + "\"").text()).isEmpty();
        assertThat(claims("\"deep\":" + "[".repeat(5000)).text()).isEmpty();
        assertThat(claims("\"aud\":\"a\",\"deep\":{\"in\":[{\"aud\":\"b\"},[1,2]]},\"more\":{}")
                        .text())
                .isEqualTo("The token in 'password' says: audience \"a\"");
    }

    private static TokenClaims claims(String members) {
        return TokenClaims.of(Secret.of("eyJhbGciOiJub25lIn0." + encoded("{" + members + "}") + "."), NOW);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
