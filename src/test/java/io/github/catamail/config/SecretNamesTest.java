package io.github.catamail.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "mail.smtp.password",
                "mail.smtps.password",
                "truststorePassword",
                "keystorePassword",
                "credentialStorePassword",
                "oauth2ClientSecret",
                "oauth2RefreshToken",
                "pasword",
                "smtpPwd",
                "keyPassphrase"
            })
    void theValueIsASecret(String name) {
        assertThat(SecretNames.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "user",
                "mail.smtp.host",
                "mail.smtp.auth",
                "mail.smtp.passive",
                "passwordFile",
                "credentialStoreFile",
                "credentialStoreAlias",
                "oauth2TokenUrl",
                "oauth2TokenEndpoint",
                "truststoreFile"
            })
    void theValueIsShown(String name) {
        assertThat(SecretNames.contains(name)).isFalse();
    }
}
