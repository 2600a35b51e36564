package io.github.catamail.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken, whatever the protocol.
 *
 * @param truststore whom to trust, or null for the JVM's certificate authorities
 * @param truststoreMode whether {@code truststore} stands instead of the JVM's authorities or beside them
 * @param keystore the client certificate and its key, or null for none
 * @param keyAlias the entry of {@code keystore} to use, or null for the only one
 * @param serverName the name to send (SNI, RFC 6066) and to check the certificate against instead of the host, or null
 * @param protocols the TLS versions to offer, such as {@code TLSv1.3}; empty for the JVM's choice
 * @param cipherSuites the cipher suites to offer; empty for the JVM's choice
 * @param verifyHostname whether the certificate must be for the host (RFC 6125)
 * @param trustAnyCertificate whether the chain of the certificate is not checked at all, as {@code mail.smtp.ssl.trust} asks
 */
public record TlsSettings(
        @Nullable StoreSettings truststore,
        TruststoreMode truststoreMode,
        @Nullable StoreSettings keystore,
        @Nullable String keyAlias,
        @Nullable String serverName,
        List<String> protocols,
        List<String> cipherSuites,
        boolean verifyHostname,
        boolean trustAnyCertificate) {
    /** Copies the lists. */
    public TlsSettings {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}
