package io.github.catamail.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows settings to an administrator as they are in effect, presets and defaults included, by the names that they are written
 * under. Of a secret it shows only whether there is one.
 */
public final class EffectiveSettings {
    private static final String SECRET = "(set)";

    private final Map<String, String> shown = new LinkedHashMap<>();

    private EffectiveSettings() {}

    /**
     * Returns the settings of a resource by attribute, in the order of {@link Setting}, and behind them the further properties
     * for Jakarta Mail. What is absent has no value. The map cannot be changed.
     */
    public static Map<String, String> of(MailSettings settings) {
        EffectiveSettings effective = new EffectiveSettings();
        effective.servers(settings.endpoints());
        effective.login(settings);
        effective.tls(settings.tls());
        effective.timeouts(settings.timeouts());
        effective.pool(settings.pool());
        effective.put(Setting.HOST_ORDER, settings.hostOrder());
        effective.put(Setting.PARTIAL, settings.partial());
        effective.put(Setting.PIPELINING, settings.pipelining());
        effective.put(Setting.HELO_NAME, settings.heloName());
        effective.put(Setting.DEBUG, settings.debug());
        effective.put(Setting.VALIDATE_ON_START, settings.validateOnStart());
        Map<String, String> sorted = new LinkedHashMap<>();
        Arrays.stream(Setting.values())
                .map(Setting::attribute)
                .filter(effective.shown::containsKey)
                .forEach(attribute -> sorted.put(attribute, effective.shown.get(attribute)));
        sorted.putAll(properties(settings));
        return Collections.unmodifiableMap(sorted);
    }

    private void servers(List<Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            return;
        }
        put(Setting.HOST, endpoints.stream().map(Endpoint::address).toList());
        put(
                Setting.PORT,
                endpoints.stream()
                        .map(Endpoint::port)
                        .map(String::valueOf)
                        .distinct()
                        .toList());
        put(
                Setting.TLS,
                endpoints.stream()
                        .map(Endpoint::security)
                        .map(EffectiveSettings::word)
                        .distinct()
                        .toList());
    }

    private void login(MailSettings settings) {
        Credentials credentials = settings.authentication().credentials();
        put(Setting.AUTHENTICATION_MODE, credentials == null ? "none" : "required");
        if (credentials != null) {
            put(Setting.USER, credentials.user());
            putSecret(Setting.PASSWORD, credentials.password());
            List<String> mechanisms = settings.authentication().mechanisms();
            put(Setting.AUTH_MECHANISMS, mechanisms.isEmpty() ? Setting.AUTH_MECHANISMS.defaultText() : mechanisms);
        }
        put(Setting.FROM, settings.from());
    }

    private void tls(TlsSettings tls) {
        StoreSettings trust = tls.truststore();
        if (trust != null) {
            put(Setting.TRUSTSTORE_FILE, trust.file());
            putSecret(Setting.TRUSTSTORE_PASSWORD, trust.password());
            put(Setting.TRUSTSTORE_TYPE, nameOf(trust.type()));
            put(Setting.TRUSTSTORE_MODE, tls.truststoreMode());
        }
        StoreSettings keys = tls.keystore();
        if (keys != null) {
            put(Setting.KEYSTORE_FILE, keys.file());
            putSecret(Setting.KEYSTORE_PASSWORD, keys.password());
            put(Setting.KEYSTORE_TYPE, nameOf(keys.type()));
            put(Setting.KEY_ALIAS, tls.keyAlias());
        }
        put(Setting.TLS_SERVER_NAME, tls.serverName());
        put(Setting.TLS_PROTOCOLS, tls.protocols());
        put(Setting.TLS_CIPHER_SUITES, tls.cipherSuites());
        put(Setting.TLS_VERIFY_HOSTNAME, tls.verifyHostname());
    }

    private void timeouts(TimeoutSettings timeouts) {
        put(Setting.CONNECT_TIMEOUT, timeouts.connect());
        put(Setting.READ_TIMEOUT, timeouts.read());
        put(Setting.WRITE_TIMEOUT, timeouts.write());
        put(Setting.DATA_TIMEOUT, timeouts.data());
    }

    private void pool(PoolSettings pool) {
        put(Setting.POOLED, pool.pooled());
        put(Setting.MAX_TOTAL, pool.maxTotal());
        put(Setting.MAX_IDLE, pool.maxIdle());
        put(Setting.MIN_IDLE, pool.minIdle());
        put(Setting.MAX_WAIT, pool.maxWait());
        put(Setting.IDLE_TIMEOUT, pool.idleTimeout());
        put(Setting.MAX_LIFETIME, pool.maxLifetime());
        put(Setting.MAX_MESSAGES_PER_CONNECTION, pool.maxMessagesPerConnection());
        put(Setting.MAX_RATE, pool.maxRate());
    }

    /** They hold no secrets any more, but the names are looked at all the same. */
    private static Map<String, String> properties(MailSettings settings) {
        Map<String, String> properties = new LinkedHashMap<>();
        settings.properties().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(property -> properties.put(
                        property.getKey(), Setting.isSecret(property.getKey()) ? SECRET : property.getValue()));
        return properties;
    }

    private void put(Setting setting, @Nullable Object value) {
        if (value != null && !(value instanceof Collection<?> none && none.isEmpty())) {
            shown.put(setting.attribute(), text(value));
        }
    }

    private void putSecret(Setting setting, @Nullable Object secret) {
        put(setting, secret == null ? null : SECRET);
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(EffectiveSettings::text).collect(Collectors.joining(", "));
        } else if (value instanceof Enum<?> choice) {
            return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } else if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        return value.toString();
    }

    /** Formats of files are written in capitals. */
    private static @Nullable String nameOf(@Nullable StoreType type) {
        return type == null ? null : type.name();
    }

    private static String word(ConnectionSecurity security) {
        return switch (security) {
            case IMPLICIT_TLS -> "implicit";
            case STARTTLS -> "starttls";
            case STARTTLS_IF_OFFERED -> "starttls if offered";
            case NONE -> "none";
        };
    }
}
