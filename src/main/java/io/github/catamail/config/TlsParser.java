package io.github.catamail.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads trust, keys and names for TLS. The files themselves are not opened here. */
final class TlsParser {
    private final Attributes attributes;
    private final TypedReader reader;
    private final Problems problems;
    private final Path base;

    TlsParser(Attributes attributes, TypedReader reader, Problems problems, Path base) {
        this.attributes = attributes;
        this.reader = reader;
        this.problems = problems;
        this.base = base;
    }

    /**
     * Returns the settings.
     *
     * @param endpoints the servers to send to
     * @param readsMail whether there are servers to read from, for which the settings count too
     */
    TlsSettings parse(List<Endpoint> endpoints, boolean readsMail) {
        StoreSettings truststore = store(Setting.TRUSTSTORE_FILE, Setting.TRUSTSTORE_TYPE, Setting.TRUSTSTORE_PASSWORD);
        StoreSettings keystore = store(Setting.KEYSTORE_FILE, Setting.KEYSTORE_TYPE, Setting.KEYSTORE_PASSWORD);
        warnWithoutTls(truststore, endpoints, readsMail);
        warnWithoutTls(keystore, endpoints, readsMail);
        String mode = reader.choice(Setting.TRUSTSTORE_MODE);
        String alias = reader.text(Setting.KEY_ALIAS);
        if (truststore == null) {
            unused(Setting.TRUSTSTORE_MODE, Setting.TRUSTSTORE_FILE);
        }
        if (keystore == null) {
            unused(Setting.KEY_ALIAS, Setting.KEYSTORE_FILE);
        }
        boolean verify = reader.bool(Setting.TLS_VERIFY_HOSTNAME, true);
        if (!verify) {
            Written written = Objects.requireNonNull(attributes.find(Setting.TLS_VERIFY_HOSTNAME));
            problems.warning(
                    Topic.HOSTNAME_CHECK_OFF,
                    written.quoted() + ": anyone with a trusted certificate can pose as the server. Set"
                            + " 'tlsServerName' to the name in the certificate instead");
        }
        return new TlsSettings(
                truststore,
                "add".equals(mode) ? TruststoreMode.ADD : TruststoreMode.REPLACE,
                keystore,
                alias,
                serverName(),
                reader.list(Setting.TLS_PROTOCOLS),
                reader.list(Setting.TLS_CIPHER_SUITES),
                verify,
                trustsAnyCertificate(endpoints));
    }

    private void warnWithoutTls(@Nullable StoreSettings store, List<Endpoint> endpoints, boolean readsMail) {
        boolean clear = !endpoints.isEmpty()
                && endpoints.stream().allMatch(endpoint -> endpoint.security() == ConnectionSecurity.NONE);
        if (store != null && clear && !readsMail) {
            problems.warning(
                    Topic.NO_EFFECT,
                    "'" + store.attribute() + "' has no effect: connections to "
                            + endpoints.get(0).address() + " are made without TLS. Set tls=\"starttls\" or"
                            + " tls=\"implicit\"");
        }
    }

    private @Nullable StoreSettings store(Setting file, Setting type, Setting password) {
        Written written = attributes.find(file);
        String typeWord = reader.choice(type);
        if (written == null) {
            unused(type, file);
            unused(password, file);
            return null;
        }
        try {
            return new StoreSettings(
                    file.attribute(),
                    written.text(),
                    base.resolve(written.text()),
                    typeWord == null ? null : StoreType.valueOf(typeWord),
                    reader.secret(password));
        } catch (InvalidPathException notAPath) {
            reader.bad(written, "must be a file name");
            return null;
        }
    }

    private void unused(Setting setting, Setting file) {
        if (attributes.find(setting) != null) {
            problems.warning(
                    Topic.NO_EFFECT, "'" + setting.attribute() + "' has no effect without '" + file.attribute() + "'");
        }
    }

    private @Nullable String serverName() {
        Written written = attributes.find(Setting.TLS_SERVER_NAME);
        if (written == null) {
            return null;
        }
        List<@Nullable HostText> parsed = HostText.parse(written.text());
        HostText name = parsed.size() == 1 ? parsed.get(0) : null;
        if (name == null || name.port() != null) {
            reader.bad(written, "must be one host name without a port");
            return null;
        }
        return name.host();
    }

    /** Reads {@code mail.smtp.ssl.trust}, by which configurations for Jakarta Mail switch the check of certificates off. */
    private boolean trustsAnyCertificate(List<Endpoint> endpoints) {
        Written trust = attributes.property("ssl.trust");
        if (trust == null) {
            return false;
        }
        List<String> hosts = ListText.split(trust.text());
        boolean applies = hosts.contains("*")
                || (!endpoints.isEmpty()
                        && endpoints.stream()
                                .allMatch(endpoint ->
                                        hosts.stream().anyMatch(host -> host.equalsIgnoreCase(endpoint.host()))));
        if (!applies || attributes.find(Setting.TRUSTSTORE_FILE) != null) {
            problems.warning(
                    Topic.NO_EFFECT,
                    trust.quoted() + " and has no effect: "
                            + (applies ? "'truststoreFile' says whom to trust" : "it does not name the host")
                            + ". Remove it");
            return false;
        }
        problems.warning(
                Topic.UNTRUSTED_CERTIFICATE,
                trust.quoted()
                        + ": the server's certificate is not checked, so anyone between here and the server can read"
                        + " the mail and the password. Put the certificate into 'truststoreFile' and remove it");
        return true;
    }
}
