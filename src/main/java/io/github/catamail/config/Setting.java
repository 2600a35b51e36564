package io.github.catamail.config;

import static io.github.catamail.config.SettingGroup.AUTHENTICATION;
import static io.github.catamail.config.SettingGroup.ESSENTIALS;
import static io.github.catamail.config.SettingGroup.OTHER;
import static io.github.catamail.config.SettingGroup.POOL;
import static io.github.catamail.config.SettingGroup.TIMEOUTS;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every attribute that Catamail gives a name of its own: the one source of names, types and defaults, and through
 * {@link SettingDescriptions} of descriptions. {@code docs/settings.md} is checked against it.
 *
 * <p>The names of Jakarta Mail that mean the same are listed with each setting. {@code mail.smtp.} stands for
 * {@code mail.smtps.} too.
 */
public enum Setting {
    /** The server or servers. */
    HOST(ESSENTIALS, SettingType.HOSTS, "host", "none; required", names("mail.smtp.host", "mail.host")),
    /** The TCP port. */
    PORT(
            ESSENTIALS,
            SettingType.PORT,
            "port",
            "465 with tls=implicit, 587 with tls=starttls, 25 with tls=none; else 587 with credentials and 25 without, and 25"
                    + " where the host is written as mail.smtp.host",
            names("mail.smtp.port")),
    /** How the connection is protected. */
    TLS(
            ESSENTIALS,
            SettingType.CHOICE,
            "tls",
            "by port: implicit on 465 and 2465, starttls on 587 and 2587; starttls on any other port with credentials,"
                    + " none without",
            names(),
            "implicit",
            "starttls",
            "none"),
    /** The user to log in as. */
    USER(ESSENTIALS, SettingType.TEXT, "user", "none: no login", names("username", "mail.smtp.user", "mail.user")),
    /** The password. */
    PASSWORD(
            ESSENTIALS, SettingType.SECRET, "password", "none: no login", names("mail.smtp.password", "mail.password")),
    /** The default sender. */
    FROM(ESSENTIALS, SettingType.TEXT, "from", "none: the application sets it", names("mail.from")),

    /** Whether to log in. */
    AUTHENTICATION_MODE(
            AUTHENTICATION, SettingType.CHOICE, "authentication", "auto", names(), "auto", "required", "none"),
    /** The SASL mechanisms allowed. */
    AUTH_MECHANISMS(
            AUTHENTICATION,
            SettingType.LIST,
            "authMechanisms",
            "LOGIN, PLAIN, DIGEST-MD5, NTLM",
            names("mail.smtp.auth.mechanisms")),

    /** Whom to trust. */
    TRUSTSTORE_FILE(
            SettingGroup.TLS,
            SettingType.FILE,
            "truststoreFile",
            "none: the certificate authorities of the JVM",
            names()),
    /** Password of the trust store. */
    TRUSTSTORE_PASSWORD(SettingGroup.TLS, SettingType.SECRET, "truststorePassword", "none", names()),
    /** Format of the trust store. */
    TRUSTSTORE_TYPE(
            SettingGroup.TLS, SettingType.CHOICE, "truststoreType", "by content", names(), "PKCS12", "JKS", "PEM"),
    /** Replace or add. */
    TRUSTSTORE_MODE(SettingGroup.TLS, SettingType.CHOICE, "truststoreMode", "replace", names(), "replace", "add"),
    /** The client certificate. */
    KEYSTORE_FILE(SettingGroup.TLS, SettingType.FILE, "keystoreFile", "none", names()),
    /** Password of the key store. */
    KEYSTORE_PASSWORD(SettingGroup.TLS, SettingType.SECRET, "keystorePassword", "none", names()),
    /** Format of the key store. */
    KEYSTORE_TYPE(SettingGroup.TLS, SettingType.CHOICE, "keystoreType", "by content", names(), "PKCS12", "JKS", "PEM"),
    /** Entry of the key store. */
    KEY_ALIAS(SettingGroup.TLS, SettingType.TEXT, "keyAlias", "the only key", names()),
    /** Name to send and to check. */
    TLS_SERVER_NAME(SettingGroup.TLS, SettingType.TEXT, "tlsServerName", "the host", names()),
    /** TLS versions. */
    TLS_PROTOCOLS(
            SettingGroup.TLS,
            SettingType.LIST,
            "tlsProtocols",
            "the choice of the JVM",
            names("mail.smtp.ssl.protocols")),
    /** Cipher suites. */
    TLS_CIPHER_SUITES(
            SettingGroup.TLS,
            SettingType.LIST,
            "tlsCipherSuites",
            "the choice of the JVM",
            names("mail.smtp.ssl.ciphersuites")),
    /** Host name check. */
    TLS_VERIFY_HOSTNAME(
            SettingGroup.TLS,
            SettingType.BOOLEAN,
            "tlsVerifyHostname",
            "true",
            names("mail.smtp.ssl.checkserveridentity")),

    /** Until the connection is open. */
    CONNECT_TIMEOUT(TIMEOUTS, SettingType.DURATION, "connectTimeout", "10s", names("mail.smtp.connectiontimeout")),
    /** For each reply. */
    READ_TIMEOUT(TIMEOUTS, SettingType.DURATION, "readTimeout", "60s", names("mail.smtp.timeout")),
    /** For each write. */
    WRITE_TIMEOUT(TIMEOUTS, SettingType.DURATION, "writeTimeout", "60s", names("mail.smtp.writetimeout")),
    /** After the final dot. */
    DATA_TIMEOUT(TIMEOUTS, SettingType.DURATION, "dataTimeout", "10m", names()),

    /** Connections kept or not. */
    POOLED(POOL, SettingType.BOOLEAN, "pooled", "true", names()),
    /** Connections at once. */
    MAX_TOTAL(POOL, SettingType.NUMBER, "maxTotal", "8", names()),
    /** Idle connections. */
    MAX_IDLE(POOL, SettingType.NUMBER, "maxIdle", "8, or maxTotal where that is less", names()),
    /** Connections kept ready. */
    MIN_IDLE(POOL, SettingType.NUMBER, "minIdle", "0", names()),
    /** Waiting for a connection. */
    MAX_WAIT(POOL, SettingType.DURATION, "maxWait", "30s", names()),
    /** Closing of idle connections. */
    IDLE_TIMEOUT(POOL, SettingType.DURATION, "idleTimeout", "30s", names()),
    /** Age of connections. */
    MAX_LIFETIME(POOL, SettingType.DURATION, "maxLifetime", "5m", names()),
    /** Messages of one connection. */
    MAX_MESSAGES_PER_CONNECTION(POOL, SettingType.NUMBER, "maxMessagesPerConnection", "10000", names()),
    /** Messages in a time. */
    MAX_RATE(POOL, SettingType.RATE, "maxRate", "none", names()),

    /** Preset. */
    PROVIDER(OTHER, SettingType.CHOICE, "provider", "none", names(), Provider.names()),
    /** Name in EHLO. */
    HELO_NAME(
            OTHER,
            SettingType.TEXT,
            "heloName",
            "the full name of this machine, else its address",
            names("mail.smtp.localhost")),
    /** Order of the servers. */
    HOST_ORDER(OTHER, SettingType.CHOICE, "hostOrder", "failover", names(), "failover", "roundrobin"),
    /** Refused recipients. */
    PARTIAL(OTHER, SettingType.CHOICE, "partial", "reject", names(), "reject", "send", "send-and-log"),
    /** Several commands in one write. */
    PIPELINING(OTHER, SettingType.BOOLEAN, "pipelining", "true", names()),
    /** Protocol in the log. */
    DEBUG(OTHER, SettingType.CHOICE, "debug", "off", names("mail.debug"), "off", "protocol", "full"),
    /** Test of the connection. */
    VALIDATE_ON_START(OTHER, SettingType.CHOICE, "validateOnStart", "off", names(), "off", "warn", "fail"),
    /** Unknown names are errors. */
    STRICT(
            OTHER,
            SettingType.BOOLEAN,
            "strict",
            "true where factory names Catamail; false where Catamail was put in place by the system property",
            names());

    private final SettingGroup group;
    private final SettingType type;
    private final String attribute;
    private final String defaultText;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> synonyms;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> choices;

    Setting(
            SettingGroup group,
            SettingType type,
            String attribute,
            String defaultText,
            List<String> synonyms,
            String... choices) {
        this.group = group;
        this.type = type;
        this.attribute = attribute;
        this.defaultText = defaultText;
        this.synonyms = synonyms;
        this.choices = List.of(choices);
    }

    /** Returns the section that documents this setting. */
    public SettingGroup group() {
        return group;
    }

    /** Returns what its text has to look like. */
    public SettingType type() {
        return type;
    }

    /** Returns the attribute's name as written in a {@code <Resource>}. */
    public String attribute() {
        return attribute;
    }

    /** Returns the default in words. */
    public String defaultText() {
        return defaultText;
    }

    /** Returns one or two sentences for the documentation. */
    public String description() {
        return SettingDescriptions.of(attribute);
    }

    /** Returns other names that mean the same, those of Jakarta Mail among them, the more specific first. */
    public List<String> synonyms() {
        return synonyms;
    }

    /** Returns the words that a {@link SettingType#CHOICE} allows; empty for other types. */
    public List<String> choices() {
        return choices;
    }

    /** Returns the setting with this attribute name, or null. */
    public static @Nullable Setting of(String attribute) {
        return Arrays.stream(values())
                .filter(setting -> setting.attribute.equals(attribute))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns whether the value of an attribute of this name, known to Catamail or not, is a secret and not just the place
     * where one is kept. Wide on purpose: a misspelt {@code pasword} still holds a password.
     */
    public static boolean isSecret(String attribute) {
        return SecretNames.contains(attribute);
    }

    private static List<String> names(String... names) {
        return List.of(names);
    }
}
