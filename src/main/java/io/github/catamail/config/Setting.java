package io.github.catamail.config;

import static io.github.catamail.config.SettingGroup.AUTHENTICATION;
import static io.github.catamail.config.SettingGroup.ESSENTIALS;
import static io.github.catamail.config.SettingGroup.OTHER;
import static io.github.catamail.config.SettingGroup.TIMEOUTS;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every attribute that Catamail gives a name of its own: the one source of names, types, defaults and descriptions.
 * {@code docs/settings.md} is checked against it.
 *
 * <p>The names of Jakarta Mail that mean the same are listed with each setting. {@code mail.smtp.} stands for
 * {@code mail.smtps.} too.
 */
public enum Setting {
    /** The server or servers. */
    HOST(
            ESSENTIALS,
            SettingType.HOSTS,
            "host",
            "none; required",
            "The server to submit mail to. May carry its port (smtp.example.com:587). A list is tried in its order when a"
                    + " connection cannot be opened.",
            names("mail.smtp.host", "mail.host")),
    /** The TCP port. */
    PORT(
            ESSENTIALS,
            SettingType.PORT,
            "port",
            "465 with tls=implicit, 587 with tls=starttls, 25 with tls=none; else 587 with credentials and 25 without, and 25"
                    + " where the host is written as mail.smtp.host",
            "The TCP port of every host that does not carry its own.",
            names("mail.smtp.port")),
    /** How the connection is protected. */
    TLS(
            ESSENTIALS,
            SettingType.CHOICE,
            "tls",
            "by port: implicit on 465 and 2465, starttls on 587 and 2587; starttls on any other port with credentials,"
                    + " none without",
            "How the connection is protected. Written or with credentials it is required: mail is never sent without it."
                    + " Only where it is neither written nor needed to protect credentials does 587 fall back to clear text if"
                    + " the server offers no STARTTLS.",
            names(),
            "implicit",
            "starttls",
            "none"),
    /** The user to log in as. */
    USER(
            ESSENTIALS,
            SettingType.TEXT,
            "user",
            "none: no login",
            "The user to log in as, usually a full mail address.",
            names("username", "mail.smtp.user", "mail.user")),
    /** The password. */
    PASSWORD(
            ESSENTIALS,
            SettingType.SECRET,
            "password",
            "none: no login",
            "The password of the user. Taken as written, blanks included.",
            names("mail.smtp.password", "mail.password")),
    /** The default sender. */
    FROM(
            ESSENTIALS,
            SettingType.TEXT,
            "from",
            "none: the application sets it",
            "The sender address for applications that set none.",
            names("mail.from")),

    /** Whether to log in. */
    AUTHENTICATION_MODE(
            AUTHENTICATION,
            SettingType.CHOICE,
            "authentication",
            "auto",
            "auto logs in if and only if user and password are given. required refuses to start without them. none never"
                    + " logs in, whatever is given. Where a login is configured, mail is never submitted without one.",
            names(),
            "auto",
            "required",
            "none"),
    /** The SASL mechanisms allowed. */
    AUTH_MECHANISMS(
            AUTHENTICATION,
            SettingType.LIST,
            "authMechanisms",
            "LOGIN, PLAIN, DIGEST-MD5, NTLM",
            "The SASL mechanisms allowed, in order of preference; the first that the server offers too is used.",
            names("mail.smtp.auth.mechanisms")),

    /** Whom to trust. */
    TRUSTSTORE_FILE(
            SettingGroup.TLS,
            SettingType.FILE,
            "truststoreFile",
            "none: the certificate authorities of the JVM",
            "The certificates to trust, for a private CA or a self-signed server.",
            names()),
    /** Password of the trust store. */
    TRUSTSTORE_PASSWORD(
            SettingGroup.TLS,
            SettingType.SECRET,
            "truststorePassword",
            "none",
            "The password of the trust store, where it has one.",
            names()),
    /** Format of the trust store. */
    TRUSTSTORE_TYPE(
            SettingGroup.TLS,
            SettingType.CHOICE,
            "truststoreType",
            "by content",
            "The format of the trust store.",
            names(),
            "PKCS12",
            "JKS",
            "PEM"),
    /** Replace or add. */
    TRUSTSTORE_MODE(
            SettingGroup.TLS,
            SettingType.CHOICE,
            "truststoreMode",
            "replace",
            "replace trusts the trust store only; add trusts it besides the certificate authorities of the JVM.",
            names(),
            "replace",
            "add"),
    /** The client certificate. */
    KEYSTORE_FILE(
            SettingGroup.TLS,
            SettingType.FILE,
            "keystoreFile",
            "none",
            "The client certificate with its private key, for servers that ask for one (mutual TLS).",
            names()),
    /** Password of the key store. */
    KEYSTORE_PASSWORD(
            SettingGroup.TLS,
            SettingType.SECRET,
            "keystorePassword",
            "none",
            "The password of the key store, or of the encrypted key in a PEM file.",
            names()),
    /** Format of the key store. */
    KEYSTORE_TYPE(
            SettingGroup.TLS,
            SettingType.CHOICE,
            "keystoreType",
            "by content",
            "The format of the key store.",
            names(),
            "PKCS12",
            "JKS",
            "PEM"),
    /** Entry of the key store. */
    KEY_ALIAS(
            SettingGroup.TLS,
            SettingType.TEXT,
            "keyAlias",
            "the only key",
            "Which key of the key store to use.",
            names()),
    /** Name to send and to check. */
    TLS_SERVER_NAME(
            SettingGroup.TLS,
            SettingType.TEXT,
            "tlsServerName",
            "the host",
            "The name to ask the server for (SNI) and to find in its certificate, where it differs from host.",
            names()),
    /** TLS versions. */
    TLS_PROTOCOLS(
            SettingGroup.TLS,
            SettingType.LIST,
            "tlsProtocols",
            "the choice of the JVM",
            "The TLS versions to offer, such as TLSv1.3. Best left out: a pinned version shuts out its successor.",
            names("mail.smtp.ssl.protocols")),
    /** Cipher suites. */
    TLS_CIPHER_SUITES(
            SettingGroup.TLS,
            SettingType.LIST,
            "tlsCipherSuites",
            "the choice of the JVM",
            "The cipher suites to offer, by their standard names. Best left out.",
            names("mail.smtp.ssl.ciphersuites")),
    /** Host name check. */
    TLS_VERIFY_HOSTNAME(
            SettingGroup.TLS,
            SettingType.BOOLEAN,
            "tlsVerifyHostname",
            "true",
            "Whether the certificate must be for the host. With false, anyone with a trusted certificate can pose as the"
                    + " server; tlsServerName is nearly always the better cure.",
            names("mail.smtp.ssl.checkserveridentity")),

    /** Until the connection is open. */
    CONNECT_TIMEOUT(
            TIMEOUTS,
            SettingType.DURATION,
            "connectTimeout",
            "10s",
            "How long to wait for a TCP connection, for each address of the host.",
            names("mail.smtp.connectiontimeout")),
    /** For each reply. */
    READ_TIMEOUT(
            TIMEOUTS,
            SettingType.DURATION,
            "readTimeout",
            "60s",
            "How long to wait for each reply of the server, the TLS handshake included.",
            names("mail.smtp.timeout")),
    /** For each write. */
    WRITE_TIMEOUT(
            TIMEOUTS,
            SettingType.DURATION,
            "writeTimeout",
            "60s",
            "How long the server may take to accept a piece of data.",
            names("mail.smtp.writetimeout")),
    /** After the final dot. */
    DATA_TIMEOUT(
            TIMEOUTS,
            SettingType.DURATION,
            "dataTimeout",
            "10m",
            "How long to wait for the reply after the end of a message. A short time here turns accepted mail into errors"
                    + " and then into duplicates (RFC 5321, 4.5.3.2.6).",
            names()),

    /** Preset. */
    PROVIDER(
            OTHER,
            SettingType.CHOICE,
            "provider",
            "none",
            "Fills in host, port and tls of a known provider. Whatever else is written wins over it.",
            names(),
            Provider.names()),
    /** Name in EHLO. */
    HELO_NAME(
            OTHER,
            SettingType.TEXT,
            "heloName",
            "the full name of this machine, else its address",
            "The name to introduce this machine with (EHLO), a full host name or an address such as [192.0.2.1]. Some servers"
                    + " refuse a name that is not in DNS, and some know their customers by it.",
            names("mail.smtp.localhost")),
    /** Commands ahead of replies. */
    PIPELINING(
            OTHER,
            SettingType.BOOLEAN,
            "pipelining",
            "true",
            "Whether commands, and short messages, are sent without waiting for each reply where the server offers it (RFC 2920,"
                    + " RFC 3030). A server that gets it wrong is found out, and then spoken to one command at a time.",
            names()),
    /** Protocol in the log. */
    DEBUG(
            OTHER,
            SettingType.CHOICE,
            "debug",
            "off",
            "protocol writes commands and replies to the log; full also writes the text of the messages, and IMAP and POP3."
                    + " Credentials are never written. true means protocol, false means off.",
            names("mail.debug"),
            "off",
            "protocol",
            "full"),
    /** Unknown names are errors. */
    STRICT(
            OTHER,
            SettingType.BOOLEAN,
            "strict",
            "true where factory names Catamail; false where Catamail was put in place by the system property",
            "Whether an unknown attribute is an error or a warning. An unknown mail.* property is always a warning.",
            names());

    private final SettingGroup group;
    private final SettingType type;
    private final String attribute;
    private final String defaultText;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> synonyms;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> choices;

    Setting(
            SettingGroup group,
            SettingType type,
            String attribute,
            String defaultText,
            String description,
            List<String> synonyms,
            String... choices) {
        this.group = group;
        this.type = type;
        this.attribute = attribute;
        this.defaultText = defaultText;
        this.description = description;
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
        return description;
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
