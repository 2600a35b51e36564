package io.github.catamail.config;

import static io.github.catamail.config.Parsing.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EffectiveSettingsTest {
    private static final String MARKER = "Gh3imn1s";

    /** They are gone when a resource is made: what they stood for is in the other settings. */
    private static final Set<Setting> SPENT = Set.of(Setting.PROVIDER, Setting.STRICT);

    @Test
    void defaultsAndPresetsAreShown() {
        assertThat(shown("provider", "gmail", "user", "app@example.com", "password", MARKER))
                .containsEntry("host", "smtp.gmail.com:587")
                .containsEntry("port", "587")
                .containsEntry("tls", "starttls")
                .containsEntry("user", "app@example.com")
                .containsEntry("password", "(set)")
                .containsEntry("authentication", "required")
                .containsEntry("authMechanisms", "LOGIN, PLAIN, DIGEST-MD5, NTLM")
                .containsEntry("tlsVerifyHostname", "true")
                .containsEntry("connectTimeout", "10s")
                .containsEntry("readTimeout", "1m")
                .containsEntry("dataTimeout", "10m")
                .containsEntry("debug", "off")
                .doesNotContainKeys("from", "truststoreFile", "truststorePassword", "keystoreFile", "heloName");
    }

    @Test
    void aResourceWithoutALoginSaysSo() {
        assertThat(shown("host", "localhost"))
                .containsEntry("authentication", "none")
                .doesNotContainKeys("user", "password", "authMechanisms");
    }

    @Test
    void serversThatDifferAreAllShown() {
        assertThat(shown("host", "a.example.com:465, b.example.com:587", "user", "u", "password", MARKER))
                .containsEntry("host", "a.example.com:465, b.example.com:587")
                .containsEntry("port", "465, 587")
                .containsEntry("tls", "implicit, starttls");
    }

    @Test
    void timesAreShownInTheLargestWholeUnit() {
        assertThat(shown(
                        "host",
                        "localhost",
                        "connectTimeout",
                        "1500",
                        "readTimeout",
                        "90s",
                        "writeTimeout",
                        "2h",
                        "dataTimeout",
                        "300000"))
                .containsEntry("connectTimeout", "1500ms")
                .containsEntry("readTimeout", "90s")
                .containsEntry("writeTimeout", "2h")
                .containsEntry("dataTimeout", "5m");
    }

    @Test
    void thePoolIsShown() {
        assertThat(shown("host", "localhost", "maxTotal", "4", "maxRate", "30/m", "partial", "send-and-log"))
                .containsEntry("pooled", "true")
                .containsEntry("maxTotal", "4")
                .containsEntry("maxIdle", "4")
                .containsEntry("minIdle", "0")
                .containsEntry("maxWait", "30s")
                .containsEntry("idleTimeout", "30s")
                .containsEntry("maxLifetime", "5m")
                .containsEntry("maxMessagesPerConnection", "10000")
                .containsEntry("maxRate", "30/m")
                .containsEntry("hostOrder", "failover")
                .containsEntry("partial", "send-and-log")
                .containsEntry("pipelining", "true");
        assertThat(shown("host", "localhost")).doesNotContainKey("maxRate");
    }

    @Test
    void propertiesForJakartaMailComeLast() {
        Map<String, String> shown =
                shown("host", "localhost", "mail.smtp.dsn.notify", "FAILURE", "mail.smtp.allow8bitmime", "true");

        assertThat(new ArrayList<>(shown.keySet())).endsWith("mail.smtp.allow8bitmime", "mail.smtp.dsn.notify");
        assertThat(shown).containsEntry("mail.smtp.dsn.notify", "FAILURE");
    }

    @Test
    void everySettingIsShownOnceAndInTheirOrder() {
        Map<String, String> shown = shown(everything());

        List<String> expected = Arrays.stream(Setting.values())
                .filter(setting -> !SPENT.contains(setting))
                .map(Setting::attribute)
                .toList();
        assertThat(shown.keySet()).startsWith(expected.toArray(String[]::new));
    }

    @Test
    void noSecretIsShown() {
        Map<String, String> attributes = everything();
        long secrets = Arrays.stream(Setting.values())
                .filter(setting -> setting.type() == SettingType.SECRET)
                .count();
        attributes.put("mail.imap.host", "imap.example.com");
        attributes.put("mail.imap.user", "reader");
        attributes.put("mail.imap.password", MARKER);
        attributes.put("mail.smtp.proxy.host", "proxy.example.com");
        attributes.put("mail.smtp.proxy.user", "proxied");
        attributes.put("mail.smtp.proxy.password", MARKER);
        attributes.put("mail.smtp.my.secret", MARKER);

        Map<String, String> shown = shown(attributes);

        assertThat(shown.toString()).doesNotContain(MARKER);
        assertThat(shown.values().stream().filter("(set)"::equals)).hasSizeGreaterThanOrEqualTo((int) secrets);
    }

    @Test
    void whatIsShownCannotBeChanged() {
        assertThatThrownBy(() -> shown("host", "localhost").clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Every setting with some value, the secrets with the marker. */
    private static Map<String, String> everything() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            switch (setting.type()) {
                case TEXT, LIST -> attributes.put(setting.attribute(), "text");
                case SECRET -> attributes.put(setting.attribute(), MARKER);
                case FILE -> attributes.put(setting.attribute(), "conf/file.p12");
                case HOSTS -> attributes.put(setting.attribute(), "smtp.example.com");
                case CHOICE ->
                    attributes.put(setting.attribute(), setting.choices().get(0));
                case RATE -> attributes.put(setting.attribute(), "30/m");
                default -> {}
            }
        }
        attributes.put("from", "app@example.com");
        attributes.put("tlsProtocols", "TLSv1.3");
        attributes.put("tlsCipherSuites", "TLS_AES_128_GCM_SHA256");
        attributes.put("authMechanisms", "PLAIN");
        attributes.put("heloName", "app.example.com");
        return attributes;
    }

    private static Map<String, String> shown(String... namesAndTexts) {
        return shown(Parsing.map(namesAndTexts));
    }

    private static Map<String, String> shown(Map<String, String> attributes) {
        return EffectiveSettings.of(strict(attributes).settings());
    }
}
