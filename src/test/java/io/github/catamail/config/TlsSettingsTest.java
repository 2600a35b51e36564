package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsSettingsTest {
    private static Parsing strict(String... namesAndTexts) {
        var attributes = Parsing.map(namesAndTexts);
        attributes.putIfAbsent("host", "mail.example.com");
        attributes.putIfAbsent("tls", "starttls");
        return Parsing.strict(attributes);
    }

    @Test
    void trustTheJvmAndCheckNamesWhereNothingIsWritten() {
        assertThat(strict().clean().tls())
                .isEqualTo(new TlsSettings(
                        null, TruststoreMode.REPLACE, null, null, null, List.of(), List.of(), true, false));
    }

    @Test
    void nameTrustStoreAndKeyStore() {
        assertThat(strict(
                                "truststoreFile", "conf/ca.p12",
                                "truststorePassword", " changeit ",
                                "truststoreType", "pkcs12",
                                "truststoreMode", "Add",
                                "keystoreFile", "/etc/ssl/client.pem",
                                "keystorePassword", "k",
                                "keystoreType", "PEM",
                                "keyAlias", "app",
                                "tlsServerName", "mx.example.com",
                                "tlsProtocols", "TLSv1.3",
                                "tlsCipherSuites", "TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384")
                        .clean()
                        .tls())
                .isEqualTo(new TlsSettings(
                        new StoreSettings(
                                "truststoreFile",
                                "conf/ca.p12",
                                Parsing.BASE.resolve("conf/ca.p12"),
                                StoreType.PKCS12,
                                Secret.of(" changeit ")),
                        TruststoreMode.ADD,
                        new StoreSettings(
                                "keystoreFile",
                                "/etc/ssl/client.pem",
                                Path.of("/etc/ssl/client.pem"),
                                StoreType.PEM,
                                Secret.of("k")),
                        "app",
                        "mx.example.com",
                        List.of("TLSv1.3"),
                        List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"),
                        true,
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        "truststorePassword, x,      truststoreFile",
        "truststoreType,     JKS,    truststoreFile",
        "truststoreMode,     add,    truststoreFile",
        "keystorePassword,   x,      keystoreFile",
        "keystoreType,       PEM,    keystoreFile",
        "keyAlias,           app,    keystoreFile"
    })
    void saySoWhereTheFileIsMissing(String name, String text, String file) {
        assertThat(strict(name, text).warnings())
                .containsExactly("'" + name + "' has no effect without '" + file + "' [no-effect]");
    }

    @Test
    void warnOfNamesThatAreNotChecked() {
        Parsing parsing = strict("mail.smtp.ssl.checkserveridentity", "false");

        assertThat(parsing.settings().tls().verifyHostname()).isFalse();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.ssl.checkserveridentity' is \"false\": anyone with a trusted certificate can"
                                + " pose as the server. Set 'tlsServerName' to the name in the certificate instead"
                                + " [hostname-check-off]");
    }

    @ParameterizedTest
    @CsvSource({"a:1", "'a, b'", "[", "http://a"})
    void takeOneServerName(String text) {
        assertThat(strict("tlsServerName", text).errors())
                .containsExactly(
                        "'tlsServerName' must be one host name without a port. It is \"" + text + "\" [bad-value]");
    }

    @Test
    void takeNoFileNameThatCannotBeOne() {
        assertThat(strict("truststoreFile", "a\u0000b").errors())
                .containsExactly("'truststoreFile' must be a file name. It is \"a?b\" [bad-value]");
    }

    @ParameterizedTest
    @CsvSource({"*", "mail.example.com", "'a.example.com MAIL.example.com'"})
    void trustAnyCertificateWhereJakartaMailDoes(String trust) {
        Parsing parsing = strict("mail.smtp.ssl.trust", trust);

        assertThat(parsing.settings().tls().trustAnyCertificate()).isTrue();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.ssl.trust' is \"" + trust + "\": the server's certificate is not checked, so"
                                + " anyone between here and the server can read the mail and the password. Put the certificate"
                                + " into 'truststoreFile' and remove it [untrusted-certificate]");
    }

    @Test
    void doNotTrustWhatIsNotNamed() {
        Parsing parsing = strict("mail.smtp.ssl.trust", "other.example.com");

        assertThat(parsing.settings().tls().trustAnyCertificate()).isFalse();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.ssl.trust' is \"other.example.com\" and has no effect: it does not name the host. Remove it"
                                + " [no-effect]");
    }

    @Test
    void preferATrustStore() {
        Parsing parsing = strict("mail.smtp.ssl.trust", "*", "truststoreFile", "conf/ca.p12");

        assertThat(parsing.settings().tls().trustAnyCertificate()).isFalse();
        assertThat(parsing.warnings())
                .containsExactly(
                        "'mail.smtp.ssl.trust' is \"*\" and has no effect: 'truststoreFile' says whom to trust. Remove it"
                                + " [no-effect]");
    }

    @Test
    void aTrustStoreForConnectionsWithoutTlsHasNoEffect() {
        assertThat(strict("tls", "none", "truststoreFile", "conf/ca.p12").warnings())
                .containsExactly(
                        "'truststoreFile' has no effect: connections to mail.example.com:25 are made without TLS."
                                + " Set tls=\"starttls\" or tls=\"implicit\" [no-effect]");
    }
}
