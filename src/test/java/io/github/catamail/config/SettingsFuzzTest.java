package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many random resources: none may throw, none may show a secret. */
final class SettingsFuzzTest {
    private static final String MARKER = "hunter2";

    private static final List<String> SECRETS = List.of(
            "password",
            "mail.password",
            "mail.smtp.password",
            "mail.smtps.password",
            "mail.imap.password",
            "mail.pop3s.password",
            "mail.smtp.proxy.password",
            "mail.imap.proxy.password",
            "truststorePassword",
            "keystorePassword",
            "pasword",
            "smtpPassword",
            "clientSecret",
            "oauth2RefreshToken",
            "mail.smtp.passwd");

    private static final String[] TEXTS = {
        "",
        " ",
        "true",
        "false",
        "yes",
        "x",
        "587",
        "465",
        "25",
        "0",
        "-1",
        "10s",
        "smtps",
        "smtp",
        "imap",
        "implicit",
        "starttls",
        "none",
        "required",
        "auto",
        "full",
        "ses",
        "gmail",
        "localhost",
        "a.example.com:587",
        "[::1]:25",
        "a, b; c",
        "::",
        "*",
        "javax.net.ssl.SSLSocketFactory",
        "conf/ca.p12",
        "\u0000",
        "\u00fc",
        "\r\n",
        "%",
        "{0}",
        "$1\\",
        "a:b:c",
        "[",
        "]",
        "999999999999h",
        "user:" + MARKER + "@host",
        "smtp://u:" + MARKER + "@h:1",
        "\uD800",
        "PEM",
        "add"
    };

    private static final List<String> NAMES = names();

    private static List<String> names() {
        List<String> names = new ArrayList<>(JakartaMailProperties.names());
        for (String name : JakartaMailProperties.names()) {
            names.add(name.replaceFirst("^mail\\.(smtp|imap|pop3)\\.", "mail.$1s."));
        }
        for (Setting setting : Setting.values()) {
            // Often, since there are few of them.
            for (int i = 0; i < 10; i++) {
                names.add(setting.attribute());
            }
            names.addAll(setting.synonyms());
        }
        names.addAll(PropertyParser.RESERVED);
        names.addAll(List.of("mail.", "mail.smtp.", "mail.smtps.", "", " ", "mail", "Host", "x\u0000y"));
        return names;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noResourceThrowsOrShowsASecret(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5000; round++) {
            Map<String, String> attributes = attributes(random);
            // Parsing checks that there are settings if and only if there are no errors.
            Parsing parsing = random.nextBoolean() ? Parsing.strict(attributes) : Parsing.lenient(attributes);

            List<String> said = new ArrayList<>(parsing.errors());
            said.addAll(parsing.warnings());
            said.add(parsing.report());
            if (parsing.errors().isEmpty()) {
                said.add(withoutBaits(parsing.settings().toString()));
            }
            assertThat(said).as("seed %d: %s", seed, attributes).noneMatch(text -> text.contains(MARKER));
        }
    }

    private static Map<String, String> attributes(Random random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            attributes.put(NAMES.get(random.nextInt(NAMES.size())), TEXTS[random.nextInt(TEXTS.length)]);
        }
        for (String secret : SECRETS) {
            if (random.nextInt(3) == 0) {
                attributes.put(secret, MARKER);
            }
        }
        return attributes;
    }

    /** Where a place for other things holds a password, the settings do; only what is said to people may not. */
    private static String withoutBaits(String settings) {
        return settings.replaceAll("(user|u):" + MARKER + "@h", "");
    }
}
