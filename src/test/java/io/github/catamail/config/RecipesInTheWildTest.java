package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Resources that people publish for Tomcat's own factory, as they stand, names and addresses aside. Each keeps working,
 * whether Catamail is named by {@code factory} or put in place by the system property.
 */
final class RecipesInTheWildTest {
    static Stream<Recipe> recipes() {
        return Recipe.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void keepsWorkingWhereTheFactoryIsNamed(Recipe recipe) throws Exception {
        Map<String, String> attributes = recipe.attributes();
        attributes.put("factory", "io.github.catamail.MailSessionFactory");

        check(recipe, Parsing.strict(attributes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void keepsWorkingWhereTomcatsOwnFactoryWasReplaced(Recipe recipe) throws Exception {
        check(recipe, Parsing.lenient(recipe.attributes()));
    }

    private static void check(Recipe recipe, Parsing parsing) {
        assertThat(parsing.endpoint()).hasToString(recipe.server());
        Credentials login = parsing.settings().authentication().credentials();
        assertThat(login == null ? "" : login.user()).isEqualTo(recipe.user());
        assertThat(parsing.warnings().stream().map(RecipesInTheWildTest::brief)).isEqualTo(recipe.warnings());
        assertThat(parsing.settings().properties()).doesNotContainKeys("name", "auth", "type", "password", "global");
    }

    private static String brief(String warning) {
        Matcher matcher = Pattern.compile("'([^']+)'.*(\\[[a-z-]+])").matcher(warning);
        assertThat(matcher.matches()).as(warning).isTrue();
        return matcher.group(1) + " " + matcher.group(2);
    }

    @Test
    void aResourceThatNamesNothingMeansThisMachineAsItDidInTomcatsOwnFactory() {
        assertThat(Parsing.lenient("name", "mail/Session", "auth", "Container", "type", "jakarta.mail.Session")
                        .endpoint())
                .hasToString("localhost:25, no TLS");
    }

    /** What Tomcat's own factory read wrongly without a word. */
    @Test
    void whatWasSilentlyMisreadIsReadNow() {
        MailSettings settings = Parsing.strict(
                        "mail.smtp.host", "smtp.example.com",
                        "mail.smtp.port", "587 ",
                        "mail.smtp.starttls.enable", "yes",
                        "mail.smtp.timeout", "3s",
                        "mail.smtp.ssl.protocols", "TLSv1.2,TLSv1.3",
                        "mail.smtp.user", "u",
                        "password", "p")
                .clean();

        assertThat(settings.endpoints())
                .containsExactly(new Endpoint("smtp.example.com", 587, ConnectionSecurity.STARTTLS));
        assertThat(settings.timeouts().read()).hasSeconds(3);
        assertThat(settings.tls().protocols()).containsExactly("TLSv1.2", "TLSv1.3");
    }
}
