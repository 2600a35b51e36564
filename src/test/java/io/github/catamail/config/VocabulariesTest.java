package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VocabulariesTest {
    /** A text for each setting that has synonyms, and another that contradicts it. */
    private static final Map<Setting, List<String>> TEXTS = Map.ofEntries(
            Map.entry(Setting.HOST, List.of("a.example.com", "b.example.com")),
            Map.entry(Setting.PORT, List.of("2525", "2526")),
            Map.entry(Setting.USER, List.of("app", "other")),
            Map.entry(Setting.PASSWORD, List.of("p", "q")),
            Map.entry(Setting.FROM, List.of("app@example.com", "other@example.com")),
            Map.entry(Setting.AUTH_MECHANISMS, List.of("PLAIN", "LOGIN")),
            Map.entry(Setting.TLS_PROTOCOLS, List.of("TLSv1.3", "TLSv1.2")),
            Map.entry(Setting.TLS_CIPHER_SUITES, List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384")),
            Map.entry(Setting.TLS_VERIFY_HOSTNAME, List.of("true", "false")),
            Map.entry(Setting.CONNECT_TIMEOUT, List.of("3s", "4s")),
            Map.entry(Setting.READ_TIMEOUT, List.of("3s", "4s")),
            Map.entry(Setting.WRITE_TIMEOUT, List.of("3s", "4s")),
            Map.entry(Setting.HELO_NAME, List.of("app.example.com", "other.example.com")),
            Map.entry(Setting.DEBUG, List.of("protocol", "false")));

    static List<Arguments> synonyms() {
        List<Arguments> all = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (String synonym : setting.synonyms()) {
                all.add(Arguments.of(setting, synonym));
                if (synonym.startsWith("mail.smtp.")) {
                    all.add(Arguments.of(setting, "mail.smtps." + synonym.substring("mail.smtp.".length())));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("synonyms")
    void meanTheSame(Setting setting, String synonym) {
        String text = texts(setting).get(0);

        assertThat(parse(synonym, text).settings()).isEqualTo(expected(setting, synonym, text));
    }

    /** What the attribute itself means, with what the synonym leaves in the properties or says of the protocol. */
    private static MailSettings expected(Setting setting, String synonym, String text) {
        MailSettings settings = parse(setting.attribute(), text).settings();
        return new MailSettings(
                settings.resource(),
                synonym.equals("mail.smtps.host")
                        ? List.of(new Endpoint(text, 465, ConnectionSecurity.IMPLICIT_TLS))
                        : synonym.endsWith(".host")
                                ? List.of(new Endpoint(text, 25, ConnectionSecurity.STARTTLS))
                                : settings.endpoints(),
                settings.mailboxes(),
                synonym.equals("mail.smtps.host") ? "smtps" : "smtp",
                settings.from(),
                settings.authentication(),
                settings.tls(),
                settings.timeouts(),
                settings.route(),
                settings.heloName(),
                settings.pool(),
                settings.hostOrder(),
                settings.partial(),
                settings.pipelining(),
                settings.debug(),
                settings.validateOnStart(),
                List.of("mail.host", "mail.user", "mail.smtp.user").contains(synonym)
                        ? Map.of(synonym, text)
                        : Map.of());
    }

    @ParameterizedTest
    @MethodSource("synonyms")
    void contradictEachOther(Setting setting, String synonym) {
        String one = texts(setting).get(0);
        String other = texts(setting).get(1);
        String shown = setting.type() == SettingType.SECRET ? "[hidden]" : "\"%s\"";

        assertThat(parse(setting.attribute(), one, synonym, other).errors())
                .containsExactly(("'%s' is " + shown).formatted(setting.attribute(), one)
                        + (" and '" + synonym + "' is " + shown).formatted(other)
                        + ": they mean the same setting. Keep one of them [contradiction]");
    }

    @ParameterizedTest
    @MethodSource("synonyms")
    void agreeWithEachOther(Setting setting, String synonym) {
        String text = texts(setting).get(0);

        assertThat(parse(setting.attribute(), text, synonym, text).errors()).isEmpty();
    }

    private static List<String> texts(Setting setting) {
        assertThat(TEXTS).containsKey(setting);
        return TEXTS.getOrDefault(setting, List.of());
    }

    /** With host, user and password unless they are given. */
    private static Parsing parse(String... namesAndTexts) {
        Map<String, String> attributes = Parsing.map(namesAndTexts);
        addUnlessGiven(attributes, Setting.HOST, "mail.example.com");
        addUnlessGiven(attributes, Setting.USER, "app");
        addUnlessGiven(attributes, Setting.PASSWORD, "p");
        return Parsing.strict(attributes);
    }

    private static void addUnlessGiven(Map<String, String> attributes, Setting setting, String text) {
        boolean given = attributes.keySet().stream()
                .map(JakartaMailProperties::canonical)
                .anyMatch(name ->
                        name.equals(setting.attribute()) || setting.synonyms().contains(name));
        if (!given) {
            attributes.put(setting.attribute(), text);
        }
    }

    @Test
    void inJakartaMailTheNarrowerNameGoesFirst() {
        MailSettings settings = Parsing.strict(
                        "mail.host", "imap.example.com",
                        "mail.smtp.host", "smtp.example.com",
                        "mail.user", "jane",
                        "mail.smtp.user", "app",
                        "password", "p")
                .clean();

        assertThat(settings.endpoints())
                .containsExactly(new Endpoint("smtp.example.com", 25, ConnectionSecurity.STARTTLS));
        assertThat(settings.properties())
                .isEqualTo(Map.of("mail.host", "imap.example.com", "mail.user", "jane", "mail.smtp.user", "app"));
    }

    @Test
    void ofTwoProtocolsTheOneInUseCounts() {
        Parsing parsing = Parsing.strict(
                "mail.transport.protocol", "smtp",
                "mail.smtp.host", "mail.example.com",
                "mail.smtp.port", "25",
                "mail.smtp.sendpartial", "true",
                "mail.smtps.host", "mail.example.com",
                "mail.smtps.port", "465",
                "mail.smtps.sendpartial", "false");

        assertThat(parsing.endpoint()).isEqualTo(new Endpoint("mail.example.com", 25, ConnectionSecurity.NONE));
        assertThat(parsing.settings().properties()).isEqualTo(Map.of("mail.smtp.sendpartial", "true"));
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.port' is \"25\" and 'mail.smtps.port' is \"465\": the resource uses the protocol smtp,"
                                + " so only the former counts [contradiction]",
                        "'mail.smtp.sendpartial' is \"true\" and 'mail.smtps.sendpartial' is \"false\": the resource uses"
                                + " the protocol smtp, so only the former counts [contradiction]");
    }

    @Test
    void ofTwoProtocolsSmtpsCountsWhereItIsInUse() {
        Parsing parsing = Parsing.strict(
                "mail.smtps.sendpartial", "false",
                "mail.smtp.sendpartial", "true",
                "mail.transport.protocol", "smtps",
                "mail.smtp.host", "mail.example.com");

        assertThat(parsing.endpoint())
                .isEqualTo(new Endpoint("mail.example.com", 465, ConnectionSecurity.IMPLICIT_TLS));
        assertThat(parsing.settings().properties()).isEqualTo(Map.of("mail.smtp.sendpartial", "false"));
    }

    @Test
    void transportsOtherThanSmtpHaveNoEffect() {
        Parsing parsing = Parsing.strict("host", "mail.example.com", "mail.transport.protocol", "aws");

        assertThat(parsing.settings().transportProtocol()).isEqualTo("smtp");
        assertThat(parsing.warnings())
                .containsExactly("'mail.transport.protocol' is \"aws\" and has no effect: mail is sent by \"smtp\" or"
                        + " \"smtps\", and here by smtp [no-effect]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "yes", "On", " true "})
    void takeManyWordsForTrue(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "mail.smtp.sendpartial", text)
                        .clean()
                        .properties())
                .isEqualTo(Map.of("mail.smtp.sendpartial", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "no", "Off"})
    void takeManyWordsForFalse(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "mail.smtp.sendpartial", text)
                        .clean()
                        .properties())
                .isEqualTo(Map.of("mail.smtp.sendpartial", "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "y", "wahr", "true;"})
    void takeNothingElseForABoolean(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "mail.smtp.sendpartial", text)
                        .errors())
                .containsExactly("'mail.smtp.sendpartial' must be true or false (also yes, no, on, off). It is \""
                        + text + "\" [bad-value]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2,TLSv1.3", "TLSv1.2 TLSv1.3", " TLSv1.2 , TLSv1.3 ", "TLSv1.2;TLSv1.3"})
    void listsTakeCommasAndBlanks(String text) {
        assertThat(Parsing.strict("host", "mail.example.com", "mail.smtp.ssl.protocols", text)
                        .clean()
                        .tls()
                        .protocols())
                .containsExactly("TLSv1.2", "TLSv1.3");
    }

    @Test
    void blankMeansAbsent() {
        Map<String, String> blank = Parsing.map("host", "mail.example.com");
        for (Setting setting : Setting.values()) {
            blank.putIfAbsent(setting.attribute(), " ");
            setting.synonyms().forEach(synonym -> blank.put(synonym, ""));
        }
        blank.put("nonsense", "  ");

        assertThat(Parsing.strict(blank).clean())
                .isEqualTo(Parsing.strict("host", "mail.example.com").clean());
    }
}
