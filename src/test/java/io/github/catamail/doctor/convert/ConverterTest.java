package io.github.catamail.doctor.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.catamail.config.EffectiveSettings;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Recipe;
import io.github.catamail.config.Setting;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.Topic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConverterTest {
    private static final String FACTORY = "io.github.catamail.MailSessionFactory";

    /** A session has them whatever they were written as. */
    private static final Set<String> MIRRORED =
            Set.of("mail.host", "mail.user", "mail.smtp.user", "mail.smtp.sendpartial");

    static Stream<Recipe> recipes() {
        return Recipe.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void theNewOneMeansTheSame(Recipe recipe) throws Exception {
        Conversion conversion = Converter.convert(recipe.attributes());

        assertThat(effective(conversion.attributes(), true)).isEqualTo(effective(recipe.attributes(), false));
        assertThat(conversion.attributes()).containsEntry("factory", FACTORY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void everyAttributeStaysOrIsExplained(Recipe recipe) throws Exception {
        Map<String, String> before = recipe.attributes();
        Conversion conversion = Converter.convert(before);

        List<String> explained = conversion.changes().stream().map(Change::from).toList();
        assertThat(explained).filteredOn(name -> !name.isEmpty()).doesNotHaveDuplicates();
        before.forEach((name, text) -> assertThat(explained.contains(name)
                        || text.equals(conversion.attributes().get(name)))
                .as(name)
                .isTrue());
        conversion
                .attributes()
                .forEach((name, text) -> assertThat(before.containsKey(name)
                                || conversion.changes().stream()
                                        .anyMatch(change -> change.to().equals(name)))
                        .as(name)
                        .isTrue());
        assertThat(conversion.changes())
                .allSatisfy(change -> assertThat(change.why()).isNotBlank());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void whatHasAShortNameHasIt(Recipe recipe) throws Exception {
        Map<String, String> attributes = Converter.convert(recipe.attributes()).attributes();

        Set<String> synonyms = Set.copyOf(Arrays.stream(Setting.values())
                .flatMap(setting -> setting.synonyms().stream())
                .toList());
        // Of a user whom nobody logs in as, senders are made; a name with an underscore is an error as 'heloName'.
        Set<String> staying = Set.of("mail.smtp.user", "mail.smtp.localhost");
        assertThat(attributes.keySet())
                .filteredOn(name -> synonyms.contains(name.replace("mail.smtps.", "mail.smtp.")))
                .isSubsetOf(staying);
    }

    @Test
    void theUsualOneBecomesShort() {
        Conversion conversion = Converter.convert(map(
                "name", "mail/Session",
                "auth", "Container",
                "type", "jakarta.mail.Session",
                "mail.smtp.host", "smtp.example.com",
                "mail.smtp.port", "587",
                "mail.smtp.auth", "true",
                "mail.smtp.starttls.enable", "true",
                "mail.smtp.user", "app@example.com",
                "password", "s3cret",
                "mail.from", "shop@example.com"));

        assertThat(conversion.attributes())
                .containsExactly(
                        entry("name", "mail/Session"),
                        entry("auth", "Container"),
                        entry("type", "jakarta.mail.Session"),
                        entry("factory", FACTORY),
                        entry("host", "smtp.example.com"),
                        entry("user", "app@example.com"),
                        entry("password", "s3cret"),
                        entry("from", "shop@example.com"));
        assertThat(conversion.changes())
                .containsExactly(
                        new Change("mail.smtp.host", "host", "that is its short name"),
                        new Change("mail.smtp.port", "", "port 587 is the default with a login"),
                        new Change("mail.smtp.auth", "", "with 'user' and 'password' it logs in anyway"),
                        new Change(
                                "mail.smtp.starttls.enable",
                                "",
                                "with a login, STARTTLS is required on port 587 anyway"),
                        new Change("mail.smtp.user", "user", "that is its short name"),
                        new Change("mail.from", "from", "that is its short name"),
                        new Change("", "factory", "Catamail makes the session, and no longer Tomcat's own factory"));
        assertThat(conversion.problems()).isEmpty();
        assertThat(conversion.toString()).doesNotContain("s3cret");
    }

    @Test
    void portsAndTlsAreWrittenWhereTheyDoNotFollow() {
        assertThat(converted("mail.smtp.host", "h.example.com", "mail.smtp.port", "465"))
                .containsEntry("port", "465")
                .doesNotContainKey("tls");
        assertThat(converted("mail.smtp.host", "h.example.com", "mail.smtp.ssl.enable", "true"))
                .containsEntry("port", "465")
                .doesNotContainKeys("tls", "mail.smtp.ssl.enable");
        assertThat(converted(
                        "mail.smtp.host", "h.example.com", "mail.smtp.port", "4650", "mail.smtp.ssl.enable", "true"))
                .containsEntry("port", "4650")
                .containsEntry("tls", "implicit");
        assertThat(converted(
                        "mail.smtp.host",
                        "h.example.com",
                        "mail.smtp.starttls.enable",
                        "false",
                        "mail.smtp.user",
                        "u",
                        "password",
                        "p"))
                .containsEntry("tls", "none")
                .doesNotContainKey("port");
        assertThat(converted("mail.smtp.host", "h.example.com", "mail.smtp.starttls.enable", "true"))
                .containsEntry("mail.smtp.starttls.enable", "true")
                .doesNotContainKey("tls");
    }

    @Test
    void numbersAreDurationsAndWhatIsSoAnywayGoes() {
        assertThat(converted(
                        "mail.smtp.host",
                        "h",
                        "mail.smtp.timeout",
                        "5000",
                        "mail.smtp.writetimeout",
                        "90000",
                        "mail.smtp.connectiontimeout",
                        "2500",
                        "mail.debug",
                        "true",
                        "mail.smtp.ssl.checkserveridentity",
                        "true",
                        "mail.smtp.localhost",
                        "app.example.com",
                        "mail.smtp.sendpartial",
                        "true"))
                .contains(
                        entry("readTimeout", "5s"),
                        entry("writeTimeout", "90s"),
                        entry("connectTimeout", "2500ms"),
                        entry("debug", "protocol"),
                        entry("heloName", "app.example.com"),
                        entry("partial", "send"))
                .doesNotContainKeys("tlsVerifyHostname", "mail.smtp.ssl.checkserveridentity");
        assertThat(converted("mail.smtp.host", "h", "mail.debug", "false")).doesNotContainKeys("debug", "mail.debug");
    }

    @Test
    void propertiesWithoutAShortNameStay() {
        assertThat(converted(
                        "mail.smtp.host",
                        "h",
                        "mail.smtp.quitwait",
                        "true",
                        "mail.smtp.dsn.notify",
                        "FAILURE",
                        "mail.mime.charset",
                        "UTF-8",
                        "mail.example",
                        "for the application"))
                .contains(
                        entry("mail.smtp.quitwait", "true"),
                        entry("mail.smtp.dsn.notify", "FAILURE"),
                        entry("mail.mime.charset", "UTF-8"),
                        entry("mail.example", "for the application"));
    }

    @Test
    void propertiesWithoutEffectGoWithTheReason() {
        Conversion conversion = Converter.convert(
                map("mail.smtp.host", "h", "mail.smtp.class", "com.acme.Transport", "mail.smtp.ssl.trust", "other"));

        assertThat(conversion.attributes()).doesNotContainKeys("mail.smtp.class", "mail.smtp.ssl.trust");
        assertThat(conversion.changes())
                .contains(
                        new Change("mail.smtp.class", "", "Catamail brings its own transport"),
                        new Change(
                                "mail.smtp.ssl.trust",
                                "",
                                "it is \"other\" and has no effect: it does not name the host"));
    }

    @Test
    void aTypeOfTomcat9IsCorrected() {
        Conversion conversion = Converter.convert(map("type", "javax.mail.Session", "mail.smtp.host", "h"));

        assertThat(conversion.attributes()).containsEntry("type", "jakarta.mail.Session");
        assertThat(conversion.changes())
                .contains(new Change("type", "type", "Tomcat 10 and later have jakarta.mail.Session"));
    }

    @Test
    void noServerIsLocalhost() {
        assertThat(converted("name", "mail/Session")).containsEntry("host", "localhost");
    }

    @Test
    void aLoginThatIsSwitchedOffStaysOff() {
        Map<String, String> attributes =
                converted("mail.smtp.host", "h", "mail.smtp.auth", "false", "username", "u", "password", "p");

        assertThat(attributes).contains(entry("authentication", "none"), entry("user", "u"), entry("password", "p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "465", "587", "2525"})
    void referencesStayAndMeanTheSameWhateverTheyAre(String port) {
        Map<String, String> before = map(
                "mail.smtp.host",
                "${smtp.host}",
                "mail.smtp.port",
                "${smtp.port}",
                "mail.smtp.starttls.enable",
                "true",
                "mail.smtp.user",
                "${smtp.user}",
                "password",
                "${smtp.password}",
                "mail.smtp.timeout",
                "${timeout}",
                "mail.smtp.auth",
                "true");

        Map<String, String> after = Converter.convert(before).attributes();

        assertThat(after)
                .contains(
                        entry("host", "${smtp.host}"),
                        entry("port", "${smtp.port}"),
                        entry("user", "${smtp.user}"),
                        entry("password", "${smtp.password}"),
                        entry("readTimeout", "${timeout}"));
        Map<String, String> values = Map.of(
                "${smtp.host}",
                "smtp.example.com",
                "${smtp.port}",
                port,
                "${smtp.user}",
                "u",
                "${smtp.password}",
                "p",
                "${timeout}",
                "1234");
        assertThat(effective(replaced(after, values), true)).isEqualTo(effective(replaced(before, values), false));
    }

    @Test
    void howToProtectAConnectionStaysWhereThePortIsNotKnown() {
        Map<String, String> after = converted(
                "mail.smtp.host", "h.example.com", "mail.smtp.port", "${port}", "mail.smtp.starttls.enable", "true");

        assertThat(after)
                .contains(
                        entry("host", "h.example.com"),
                        entry("port", "${port}"),
                        entry("mail.smtp.starttls.enable", "true"));
    }

    @Test
    void aSwitchThatIsNotKnownStays() {
        assertThat(converted(
                        "mail.smtp.host", "h", "mail.smtp.auth", "${auth}", "mail.smtp.user", "u", "password", "p"))
                .containsEntry("mail.smtp.auth", "${auth}");
    }

    @Test
    void whereMailIsReadTooTheHostOfAllProtocolsStays() {
        assertThat(converted("mail.host", "h", "mail.store.protocol", "imap", "mail.user", "u", "password", "p"))
                .contains(entry("mail.host", "h"), entry("mail.store.protocol", "imap"));
    }

    @Test
    void whatTomcatMadePropertiesOfIsLeftOut() {
        Conversion conversion = Converter.convert(map("mail.smtp.host", "h", "colour", "blue", "global", "mail/x"));

        assertThat(conversion.attributes()).doesNotContainKeys("colour", "global");
        assertThat(conversion.changes())
                .contains(
                        new Change(
                                "colour",
                                "",
                                "Catamail does not know it, and a session's properties begin with \"mail.\""),
                        new Change("global", "", "it belongs into a <ResourceLink>, and has no effect here"));
    }

    @Test
    void whatIsWrongIsNotConverted() {
        Conversion conversion = Converter.convert(map("mail.smtp.host", "h", "mail.smtp.port", "587x"));

        assertThat(conversion.attributes()).isEmpty();
        assertThat(conversion.problems()).hasSize(1);
        assertThat(conversion.problems().get(0).topic()).isEqualTo(Topic.BAD_VALUE);
    }

    @Test
    void whatIsCatamailsAlreadyIsShortenedToo() {
        Conversion conversion = Converter.convert(
                map("factory", FACTORY, "type", "jakarta.mail.Session", "mail.smtp.host", "h", "readTimeout", "9s"));

        assertThat(conversion.attributes())
                .containsOnly(
                        entry("type", "jakarta.mail.Session"),
                        entry("factory", FACTORY),
                        entry("host", "h"),
                        entry("readTimeout", "9s"));
        assertThat(conversion.changes())
                .containsExactly(new Change("mail.smtp.host", "host", "that is its short name"));
    }

    @Test
    void severalServersStay() {
        assertThat(converted("host", "a:587, b:465", "mail.smtp.user", "u", "password", "p", "mail.smtp.auth", "true"))
                .contains(entry("host", "a:587, b:465"), entry("user", "u"))
                .doesNotContainKey("mail.smtp.auth");
    }

    private static Map<String, String> converted(String... namesAndTexts) {
        Map<String, String> attributes = map(namesAndTexts);
        Map<String, String> after = Converter.convert(attributes).attributes();
        assertThat(after).isNotEmpty();
        return after;
    }

    private static Map<String, String> replaced(Map<String, String> attributes, Map<String, String> values) {
        Map<String, String> replaced = new LinkedHashMap<>(attributes);
        replaced.replaceAll((name, text) -> values.getOrDefault(text, text));
        return replaced;
    }

    private static Map<String, String> effective(Map<String, String> attributes, boolean strict) {
        Problems problems = new Problems("mail/Session");
        MailSettings settings = SettingsParser.parse(attributes, Path.of("/srv/tomcat"), strict, problems);
        assertThat(problems.errors()).isEmpty();
        Map<String, String> effective = new TreeMap<>(EffectiveSettings.of(Objects.requireNonNull(settings)));
        effective.keySet().removeAll(MIRRORED);
        return effective;
    }

    private static Map<String, String> map(String... namesAndTexts) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            attributes.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return attributes;
    }
}
